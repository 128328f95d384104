import { describe, expect, it } from 'vitest';
import { passages, resolve, texts } from '@/knowledge/texts';
import { parseText } from '@/knowledge/texts/parse';

const header = `---
id: essai
title: Un texte d’essai
issuer: Personne
date: 2022-01-02
url: https://example.org/essai
campaigns: a-2022, b-2023
confidence: secondary
verifiedOn: 2026-11-21
---
`;
const passage = `
## Une question ? {#une-question}
? première façon
? deuxième façon
? troisième façon
Un premier paragraphe assez long pour être cité, sur
deux lignes du fichier.

Un second paragraphe.
`;

describe('parseText', () => {
  it('reads the header and the passages', () => {
    const { passages: read, ...text } = parseText('essai.md', header + passage);
    expect(text).toEqual({
      id: 'essai',
      title: 'Un texte d’essai',
      issuer: 'Personne',
      date: '2022-01-02',
      url: 'https://example.org/essai',
      campaigns: ['a-2022', 'b-2023'],
      confidence: 'secondary',
      verifiedOn: '2026-11-21',
    });
    expect(read).toEqual([
      {
        text: 'essai',
        anchor: 'une-question',
        heading: 'Une question ?',
        variants: ['première façon', 'deuxième façon', 'troisième façon'],
        body: 'Un premier paragraphe assez long pour être cité, sur deux lignes du fichier.\n\nUn second paragraphe.',
        campaigns: ['a-2022', 'b-2023'],
      },
    ]);
  });

  it('reads what the date and the address are, when they are not those of the source', () => {
    const noted = header
      .replace('url:', 'dateNote: ouverture de l’appel\nurl:')
      .replace('campaigns:', 'urlNote: page d’accueil\ncampaigns:');
    const read = parseText('essai.md', noted + passage);
    expect([read.dateNote, read.urlNote]).toEqual(['ouverture de l’appel', 'page d’accueil']);
    const empty = header.replace('url:', 'dateNote:\nurl:');
    expect(() => parseText('essai.md', empty + passage)).toThrow('essai.md:6: key « dateNote »');
  });

  it('lets a passage name what was not found, and say that its sources agree', () => {
    const own = passage.replace('? première', 'absent: taux, heure limite\nagreed: true\n? première');
    const [read] = parseText('essai.md', header + own).passages;
    expect(read).toMatchObject({ absent: ['taux', 'heure limite'], agreed: true });
    expect(read?.body).not.toContain('taux');
  });

  it('lets a passage name its own campaigns, or none', () => {
    const own = passage.replace('? première', 'campaigns: c-2021\n? première');
    expect(parseText('essai.md', header + own).passages[0]?.campaigns).toEqual(['c-2021']);
    const none = passage.replace('? première', 'campaigns:\n? première');
    expect(parseText('essai.md', header + none).passages[0]?.campaigns).toEqual([]);
  });

  it.each([
    ['no header', passage, 'essai.md:1: the header'],
    ['a missing key', header.replace(/issuer.*\n/, '') + passage, 'essai.md:1: key « issuer »'],
    ['an unknown key', header.replace('date', 'author: X\ndate') + passage, 'essai.md:5: key « author »'],
    [
      'a key given twice',
      header.replace('issuer: Personne', 'id: essai') + passage,
      'essai.md:4: key « id »',
    ],
    ['a line without a key', header.replace('issuer: Personne', 'Personne') + passage, 'essai.md:4: not a'],
    ['another id', header.replace('id: essai', 'id: autre') + passage, 'essai.md:2: the id « autre »'],
    ['a wrong date', header.replace('2022-01-02', '2022-02-31') + passage, 'essai.md:5: key « date »'],
    ['a plain http address', header.replace('https', 'http') + passage, 'essai.md:6: key « url »'],
    [
      'an unknown confidence',
      header.replace('secondary', 'sure') + passage,
      'essai.md:8: key « confidence »',
    ],
    ['no passage', header, 'essai.md:11: no passage'],
    ['text before the first heading', `${header}Perdu.${passage}`, 'essai.md:11: text before'],
    ['a heading without anchor', header + passage.replace(' {#une-question}', ''), 'essai.md:12: a heading'],
    ['an accented anchor', header + passage.replace('#une', '#été'), 'essai.md:12: a heading'],
    ['an anchor used twice', header + passage + passage, 'essai.md:21: anchor « une-question » used twice'],
    ['too few variants', header + passage.replace('? première façon\n', ''), 'essai.md:12: 2 « ? » variants'],
    ['a body too short', header + passage.replace(/Un premier[^.]*\./, ''), 'essai.md:12: a body of 21'],
    ['a body too long', header + passage.replace('Un second', 'x'.repeat(900)), 'essai.md:12: a body of'],
  ])('refuses %s, naming the file and the line', (_, raw, message) => {
    expect(() => parseText('essai.md', raw)).toThrow(message);
  });
});

describe('the corpus', () => {
  it('gives every text an id of its own, written in its passages', () => {
    expect(new Set(texts.map((text) => text.id)).size).toBe(texts.length);
    for (const text of texts) expect(text.passages.every((entry) => entry.text === text.id)).toBe(true);
  });

  it('resolves each of its passages, and nothing else', () => {
    for (const entry of passages)
      expect(resolve({ text: entry.text, anchor: entry.anchor })?.passage).toBe(entry);
    expect(resolve({ text: 'ars-paca-aap-2023', anchor: 'nowhere' })).toBeNull();
    expect(resolve({ text: 'nowhere', anchor: 'closing-regional' })).toBeNull();
  });

  it('never gives the same wording to two passages of one text', () => {
    const wordings = passages.flatMap((entry) => entry.variants.map((variant) => `${entry.text} ${variant}`));
    expect(wordings.filter((wording, index) => wordings.indexOf(wording) !== index)).toEqual([]);
  });

  it('writes bodies with French typography', () => {
    const faults = passages.filter((entry) => /['"]| [;:!?]|« | »/.test(entry.body + entry.heading));
    expect(faults.map((entry) => `${entry.text}#${entry.anchor}`)).toEqual([]);
  });

  /** They say that something was not found, and answer what people ask of them all the same. */
  const answering = [
    'cnsa-aap-national-2022#window',
    'cnsa-aap-national-2022#rates-first-49',
    'cnsa-aide-2022#calendar',
    'controles#finess-key',
    'controles#iban',
    'divergences#three-organismes',
    'divergences#about',
  ];
  const NOT_FOUND =
    /aucune? (?:autre )?(?:texte|source|mention|montant|maximum)|n’a été trouvé(?!e)|inconnu|n’est pas (?:repris|précisé|indiquée|connue)/i;

  it('names what a passage says was not found, so that it is never taken for an answer', () => {
    const silent = passages.filter(
      ({ anchor, body, absent }) => NOT_FOUND.test(body) && !anchor.startsWith('not-found') && !absent,
    );
    expect(silent.map(({ text, anchor }) => `${text}#${anchor}`)).toEqual(answering);
  });

  it('says in words that a figure was not found', () => {
    const missing = passages.filter((entry) => entry.anchor.startsWith('not-found-'));
    expect(missing.length).toBeGreaterThanOrEqual(10);
    for (const entry of missing) expect(entry.heading).toMatch(/^Non trouvé/);
  });
});
