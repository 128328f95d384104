import { type Corpus, prepareCorpus } from '@/knowledge/answers/corpus';
import type { Passage, SourceText } from '@/knowledge/texts/text';

/** An invented corpus of two calls that do not exist: small enough to reason about each answer. */

interface Entry {
  anchor: string;
  heading: string;
  variants: string[];
  body: string;
  campaigns?: string[];
}

function text(id: string, campaigns: string[], entries: Entry[]): SourceText {
  const passages: Passage[] = entries.map((entry) => ({ text: id, campaigns, ...entry }));
  return {
    id,
    title: `Texte inventé ${id}`,
    issuer: 'Émetteur inventé',
    date: '2022-03-01',
    url: `https://example.org/${id}`,
    campaigns,
    confidence: 'official',
    verifiedOn: '2026-11-21',
    passages,
  };
}

export const inventedTexts: SourceText[] = [
  text(
    'alpha',
    ['alpha-2022'],
    [
      {
        anchor: 'closing',
        heading: 'Jusqu’à quand déposer en 2022 ?',
        variants: ['date limite de dépôt 2022', 'clôture de l’appel alpha'],
        body: 'Le dossier se dépose jusqu’au 3 mai 2022.\n\nUn dossier tardif n’est pas lu.',
      },
      {
        anchor: 'amount',
        heading: 'Quel montant par ESSMS en 2022 ?',
        variants: ['forfait par établissement', 'combien par ESSMS'],
        body: 'Le forfait est de 4 000 € par ESSMS. Il est versé en une fois.',
      },
      {
        anchor: 'contact',
        heading: 'À qui écrire ?',
        variants: ['adresse mail', 'contact'],
        body: 'Les questions se posent à l’adresse alpha@example.org. Une réponse vient en une semaine.',
      },
    ],
  ),
  text(
    'beta',
    ['beta-2023'],
    [
      {
        anchor: 'closing',
        heading: 'Jusqu’à quand déposer en 2023 ?',
        variants: ['date limite de dépôt 2023', 'clôture de l’appel bêta'],
        body: 'La demande est reçue jusqu’au 9 octobre 2023.',
      },
      {
        anchor: 'usld',
        heading: 'Une USLD est-elle éligible ?',
        variants: ['unité de soins de longue durée', 'USLD éligible'],
        body: 'Non. Une unité de soins de longue durée (USLD) reste hors de l’appel.',
      },
      {
        anchor: 'not-found-vat',
        heading: 'Non trouvé : la TVA',
        variants: ['TVA récupérable', 'HT ou TTC'],
        body: 'Aucune source accessible ne dit si la TVA récupérable est à déduire.',
      },
    ],
  ),
  text(
    'divergences',
    [],
    [
      {
        anchor: 'minimum',
        heading: 'Le minimum de 7 ESSMS est-il obligatoire ?',
        variants: ['minimum obligatoire ou conseillé', 'nombre minimum d’ESSMS'],
        body: 'Les sources divergent. Le premier texte exige 7 ESSMS, le second le conseille.',
      },
    ],
  ),
];

export const inventedCorpus: Corpus = prepareCorpus(inventedTexts, [
  { id: 'alpha-2022', year: 2022, region: null },
  { id: 'beta-2023', year: 2023, region: '53' },
]);
