import type { ShownPassage } from '@/knowledge/answers/model/material';
import type { Passage, SourceText } from '@/knowledge/texts/text';

/** Invented passages, shown to a model in the tests. */

const text: Omit<SourceText, 'passages'> = {
  id: 'invente',
  title: 'Appel à projets inventé 2023',
  issuer: 'Émetteur inventé',
  date: '2023-01-31',
  url: 'https://example.org/invente',
  campaigns: ['invente-2023'],
  confidence: 'official',
  verifiedOn: '2026-11-22',
};

const BODIES: [string, string, string][] = [
  [
    'cloture',
    'Jusqu’à quand déposer ?',
    'Un projet régional se dépose jusqu’au 15 septembre 2023 à minuit.\n\nUn dossier reçu après cette date n’est pas recevable.',
  ],
  [
    'taille',
    'Combien d’ESSMS au minimum ?',
    'Une grappe doit réunir au moins 15 ESSMS. En Corse et outre-mer, 8 ESSMS suffisent.',
  ],
  [
    'montant',
    'Quel forfait par ESSMS ?',
    'Le forfait est de 3\u202F000 € par ESSMS pour les quinze premiers, puis de 2 000 €. Il peut être versé en deux fois, 60 % au début et 40 % à la fin.',
  ],
  [
    'contact',
    'À qui écrire ?',
    'Les questions se posent à l’adresse aap@example.org ou au 04 00 00 00 01, jamais par courrier.',
  ],
];

export const shownPassages: ShownPassage[] = BODIES.map(([anchor, heading, body], rank) => {
  const passage: Passage = {
    text: 'invente',
    anchor,
    heading,
    variants: [],
    body,
    campaigns: ['invente-2023'],
  };
  return { id: `P${rank + 1}`, text: { ...text, passages: [] }, passage };
});

/** A passage that the user captured, on a page invented too. */
export const capturedPassage = (body: string, addressed = false): ShownPassage => ({
  id: 'P9',
  text: {
    ...text,
    id: 'capture',
    title: 'Page capturée',
    passages: [],
    capture: { kind: 'page', capturedAt: '2025-03-12T09:00:00.000Z', hash: '0'.repeat(64) },
  },
  passage: {
    text: 'capture',
    anchor: 'p1',
    heading: 'Page capturée',
    variants: [],
    body,
    campaigns: [],
    ...(addressed && { addressed }),
  },
});
