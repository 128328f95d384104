import { describe, expect, test } from 'vitest';
import { cut } from '@/knowledge/texts/cut';
import { readDocx } from '@/utils/docx';
import { docxOf, note, para, run, table } from './captures/docx';
import { zipOf } from './spreadsheet-archive';

const textsOf = async (body: string) =>
  (await readDocx(docxOf(body))).blocks.map((block) => (block.kind === 'table' ? block.rows : block.text));

describe('a document as a word processor writes it', () => {
  test('headings by style, own styles included, list and table', async () => {
    const read = await readDocx(note);
    expect(read.title).toBe('Note d’information 2031 (inventée)');
    expect(cut(read.title, read.blocks)).toEqual([
      {
        heading: 'Note d’information 2031 (inventée)',
        body: 'Cette note précise les modalités de l’appel à projets des grappes inventées.',
      },
      {
        heading: 'Calendrier',
        body: 'Étape\u00a0: Ouverture\u202f; Date\u00a0: 3 mars 2031.\nÉtape\u00a0: Clôture\u202f; Date\u00a0: 15 juin 2031.',
      },
      { heading: 'Pièces', body: 'Joindre les pièces suivantes :\n– le budget ;\n– le RIB.' },
    ]);
  });

  test('what is hidden, withdrawn, tiny or white is left out and counted', async () => {
    const body = para(
      [
        run('Visible. '),
        run('Caché. ', '<w:vanish/>'),
        run('Minuscule. ', '<w:sz w:val="2"/>'),
        run('Blanc. ', '<w:color w:val="FFFFFF"/>'),
        `<w:del>${run('Supprimé. ')}</w:del>`,
        '<w:r><w:instrText>HYPERLINK x</w:instrText></w:r>',
        run('Noir.', '<w:vanish w:val="0"/><w:color w:val="000000"/>'),
      ].join(''),
    );
    const read = await readDocx(docxOf(body));
    expect(read.blocks).toEqual([{ kind: 'paragraph', text: 'Visible. Noir.' }]);
    expect(read.hidden).toBe('Caché.Minuscule.Blanc.'.length);
  });

  test('white letters on a shaded paragraph are seen', async () => {
    const white = run('Montants de la campagne.', '<w:color w:val="FFFFFF"/>');
    expect(await textsOf(para(white, '', '<w:shd w:val="clear" w:fill="1F3864"/>'))).toEqual([
      'Montants de la campagne.',
    ]);
  });

  test('a frame drawn twice for old programs is read once', async () => {
    const frame = `<w:r><mc:AlternateContent><mc:Choice><w:txbxContent>${para(run('Encadré.'))}</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>${para(run('Encadré.'))}</w:txbxContent></mc:Fallback></mc:AlternateContent></w:r>`;
    expect(await textsOf(`<w:p>${run('Avant. ')}${frame}${run('Après.')}</w:p>`)).toEqual([
      'Encadré.',
      'Avant. Après.',
    ]);
  });

  test('merged cells are repeated where they are seen', async () => {
    const merged =
      '<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p><w:r><w:t>PA</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr><w:p><w:r><w:t>10 €</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc><w:tc><w:p><w:r><w:t>20 €</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>30 €</w:t></w:r></w:p></w:tc></w:tr></w:tbl>';
    expect(await textsOf(merged)).toEqual([
      [
        ['PA', '10 €', '10 €'],
        ['PA', '20 €', '30 €'],
      ],
    ]);
  });

  test('a short bold line is a heading, as in documents without styles', async () => {
    const read = await readDocx(
      docxOf(
        para(run('Dates clés', '<w:b/>')) +
          para(run('Clôture le 15 juin 2031.')) +
          table([
            ['a', 'b'],
            ['c', 'd'],
          ]),
      ),
    );
    expect(read.blocks[0]).toEqual({ kind: 'heading', level: 6, text: 'Dates clés' });
  });
});

describe('what cannot be read is said', () => {
  const faultOf = (bytes: Uint8Array) =>
    readDocx(bytes).then(
      () => 'read',
      (error: { code: string }) => error.code,
    );
  test.each([
    ['another archive', zipOf([{ name: 'a.txt', content: 'x' }]), 'not-a-text'],
    ['cut short', note.slice(0, 300), 'broken'],
    ['a bomb', zipOf([{ name: 'word/document.xml', content: ' ', claimed: 900_000_000 }]), 'bomb'],
    [
      'a document type',
      zipOf([{ name: 'word/document.xml', content: '<!DOCTYPE a [<!ENTITY b "c">]><w:document/>' }]),
      'bomb',
    ],
    ['broken XML', zipOf([{ name: 'word/document.xml', content: '<w:document><w:p>' }]), 'broken'],
  ])('%s', async (_, bytes, fault) => {
    expect(await faultOf(bytes)).toBe(fault);
  });
});
