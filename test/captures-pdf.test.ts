import 'pdfjs-dist/build/pdf.worker.mjs';
import { describe, expect, test } from 'vitest';
import { cut } from '@/knowledge/texts/cut';
import { readPdf } from '@/utils/pdf/read';
import { cahier, longDocument } from './captures/cahier';
import { type PdfText, pdfOf } from './captures/pdf';

const page = (...texts: PdfText[]) => ({ texts });
const at = (text: string, y: number, more: Partial<PdfText> = {}): PdfText => ({ text, x: 50, y, ...more });

describe('a PDF as a word processor prints it', () => {
  test('headings, table, list and pages come out; what no eye sees does not', async () => {
    const read = await readPdf(pdfOf(cahier));
    expect(read.title).toBe('Appel à projets 2031 : équiper les établissements inventés');
    const cuts = cut(read.title, read.blocks);
    expect(cuts.map(({ heading, page: on }) => [heading, on])).toEqual([
      ['1. Objet de l’appel', 1],
      ['2. Montants', 1],
      ['3. Pièces à joindre', 2],
      ['4. Contact', 3],
    ]);
    const [, amounts, pieces] = cuts.map(({ body }) => body);
    expect(amounts).toContain(
      'Tableau 1 : montants par volet — Volet\u00a0: Acquisition\u202f; Montant par ESSMS\u00a0: 12 500 €\u202f; Date limite\u00a0: 15 septembre 2031.',
    );
    expect(amounts).toContain(
      'Mise en conformité\u202f; Montant par ESSMS\u00a0: 4 200 €\u202f; Date limite\u00a0: 30 novembre 2031.',
    );
    // Cut by the end of the page, in the middle of a word.
    expect(amounts).toContain(
      'avant le dépôt de la demande par l’organisme gestionnaire qui porte la grappe.',
    );
    expect(pieces).toBe(
      'La demande comprend :\n– la lettre d’engagement de chaque organisme ;\n– le budget prévisionnel, signé par le représentant légal de l’organisme porteur et daté de moins de trois mois ;\n– le relevé d’identité bancaire.',
    );
    const all = JSON.stringify(cuts);
    for (const absent of ['Ignore', '2099', '999 999', '777', 'Page 1', 'cahier des charges 2031'])
      expect(all).not.toContain(absent);
    expect(read.hidden).toBeGreaterThan(100);
  });

  test('white letters on a dark ground are read', async () => {
    const pdf = pdfOf([
      {
        texts: [
          at('Montants de la campagne', 700, { colour: [1, 1, 1] }),
          at('Un texte noir assez long pour une page.', 600),
        ],
        ground: [40, 690, 300, 30],
      },
    ]);
    const { blocks } = await readPdf(pdf);
    expect(JSON.stringify(blocks)).toContain('Montants de la campagne');
  });

  test('two columns are read one after the other', async () => {
    const line = (n: number, side: string) => `Ligne ${n} de la colonne de ${side}, assez longue`;
    const texts = Array.from({ length: 14 }, (_, n) => [
      { text: line(n, 'gauche'), x: 50, y: 700 - n * 14, size: 10 },
      { text: line(n, 'droite'), x: 310, y: 700 - n * 14, size: 10 },
    ]).flat();
    const { blocks } = await readPdf(
      pdfOf([
        page(
          at('Un titre qui traverse les deux colonnes de cette page', 760, { size: 18, bold: true }),
          ...texts,
        ),
      ]),
    );
    const said = JSON.stringify(blocks);
    expect(said.indexOf('Ligne 13 de la colonne de gauche')).toBeLessThan(
      said.indexOf('Ligne 0 de la colonne de droite'),
    );
    expect(said).toContain('Ligne 0 de la colonne de gauche, assez longue Ligne 1 de la colonne de gauche');
  });

  test('progress is told page by page', async () => {
    const heard: string[] = [];
    await readPdf(pdfOf(longDocument(5)), (done, total) => heard.push(`${done}/${total}`));
    expect(heard).toEqual(['1/5', '2/5', '3/5', '4/5', '5/5']);
  });
});

describe('what cannot be read is said', () => {
  const faultOf = (bytes: Uint8Array) =>
    readPdf(bytes).then(
      () => 'read',
      (error: { code: string }) => error.code,
    );

  test('a password', async () => {
    expect(await faultOf(pdfOf(cahier, { password: 'secret' }))).toBe('password');
  });
  test('a password for what may be done, none to read: it is read', async () => {
    expect(await faultOf(pdfOf(cahier, { password: '' }))).toBe('read');
  });
  test('pictures only, and pictures with the words hidden behind', async () => {
    expect(
      await faultOf(
        pdfOf([
          { texts: [], picture: true },
          { texts: [], picture: true },
        ]),
      ),
    ).toBe('scanned');
    const behind = at('Des mots reconnus, posés derrière la photographie de la page entière.', 700, {
      mode: 3,
    });
    expect(await faultOf(pdfOf([{ texts: [behind], picture: true }]))).toBe('scanned');
  });
  test('one page of pictures among others is named, the others are read', async () => {
    const { notes } = await readPdf(pdfOf([...cahier, { texts: [], picture: true }]));
    expect(notes).toEqual(['La page 4 n’a pas de texte (une image\u202f?)\u00a0: elle n’est pas lue.']);
  });
  test('a file cut short, and one that is no PDF', async () => {
    expect(await faultOf(new TextEncoder().encode('%PDF-1.4 rien'))).toBe('broken');
    expect(await faultOf(new TextEncoder().encode('bonjour'))).toBe('broken');
  });
});
