import { describe, expect, test } from 'vitest';
import { type CitedPassage, captureWords, chipName, liveAddress } from '@/components/citation';
import { viewOf } from '@/entrypoints/sidepanel/questions';
import { texts } from '@/knowledge/texts';

const base: CitedPassage = {
  heading: 'Question ?',
  body: 'Texte.',
  title: 'Appel à projets 2023 : ARS inventée',
  issuer: 'ARS Provence-Alpes-Côte d’Azur',
  date: '2023-01-31',
  url: 'https://www.example.org/appel',
  confidence: 'official',
};
const capture = { kind: 'page' as const, capturedAt: '2025-03-12T12:00:00.000Z', hash: 'aa' };
const captured: CitedPassage = { ...base, confidence: undefined, capture };

describe('the name on a chip', () => {
  test.each([
    [base, 'ARS PACA, appel 2023'],
    [{ ...base, page: 4 }, 'ARS PACA, appel 2023, p.\u00A04'],
    [{ ...base, issuer: 'Agence inventée (ANI)', title: 'Foire aux questions de 2024' }, 'ANI, FAQ 2024'],
    [
      { ...captured, issuer: 'www.example.org', title: 'Appel à projets 2024' },
      'www.example.org, Appel à projets 2024',
    ],
    [{ ...base, issuer: '', title: 'Un titre' }, 'Un titre'],
  ])('%#', (passage, name) => {
    expect(chipName(passage)).toBe(name);
  });

  test('each text of the package has one that is short', () => {
    const names = texts.flatMap((text) => {
      const [passage] = text.passages;
      return passage ? [chipName(viewOf({ text, passage }))] : [];
    });
    expect(names.length).toBe(texts.length);
    for (const name of names) expect(name.length, name).toBeLessThanOrEqual(60);
  });
});

describe('where a text was taken', () => {
  test.each([
    ['https://www.example.org/a?b', {}, 'capture du 12/03/2025, www.example.org'],
    ['', { fileName: 'cahier.pdf' }, 'capture du 12/03/2025, cahier.pdf'],
    ['javascript:alert(1)', {}, 'capture du 12/03/2025, texte collé'],
    ['https://www.example.org', { capturedAt: 'hier' }, 'capture de date inconnue, www.example.org'],
  ])('%s %o', (url, more, words) => {
    expect(captureWords({ ...capture, ...more }, url)).toBe(words);
  });
});

describe('the address of the live page', () => {
  test('of the package: our own words are not in the page, a date or an amount may be', () => {
    expect(liveAddress(base, 'Le dépôt se fait jusqu’au 15 septembre 2023 à minuit.')).toBe(
      'https://www.example.org/appel#:~:text=15%20septembre%202023',
    );
    expect(liveAddress(base, 'Le forfait est de 4\u202F000\u00A0€ par ESSMS.')).toBe(
      'https://www.example.org/appel#:~:text=4%E2%80%AF000',
    );
    expect(liveAddress(base, 'Oui, tous.')).toBe('https://www.example.org/appel');
  });

  test('of a capture: the words themselves, what separates them escaped; a PDF by its page', () => {
    expect(liveAddress(captured, 'Peut-on, oui ou non ?')).toBe(
      'https://www.example.org/appel#:~:text=Peut%2Don%2C%20oui%20ou%20non%20%3F',
    );
    expect(liveAddress(captured, 'un deux trois quatre cinq six sept huit neuf dix onze')).toBe(
      'https://www.example.org/appel#:~:text=un%20deux%20trois%20quatre%20cinq,sept%20huit%20neuf%20dix%20onze',
    );
    const pdf = { ...captured, capture: { ...capture, kind: 'pdf' as const }, page: 12 };
    expect(liveAddress(pdf, 'Des mots du texte.')).toBe('https://www.example.org/appel#page=12');
    expect(liveAddress({ ...pdf, page: undefined }, 'Des mots.')).toBe('https://www.example.org/appel');
  });

  test.each(['', 'javascript:alert(1)', 'data:text/html,x', 'file:///etc/passwd', 'pas une adresse'])(
    'none for %s',
    (url) => {
      expect(liveAddress({ ...captured, url }, 'Des mots du texte.')).toBe('');
    },
  );

  test('an address that already leads somewhere in the page is left as it is', () => {
    expect(liveAddress({ ...base, url: 'https://www.example.org/a#b' }, '15 septembre 2023')).toBe(
      'https://www.example.org/a#b',
    );
  });
});
