import type { SourceText } from '@/knowledge/texts/text';

/** Passages and questions made of the words of the corpus and of French templates: they say nothing true. */

/** Numbers between 0 and 1, the same ones at each run. */
export function dice(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const SENTENCES = [
  'Pour * et *, le * précise que * reste soumis à *.',
  'Le * de * est examiné par * avant le * de *.',
  'Lorsque * concerne *, il faut * et * dans le * prévu.',
  'Les * du * sont précisés par * ; voir aussi * et *.',
  'Une demande de * comprend *, * et le * de chaque *.',
  'En cas de *, * peut décider de * après avis de *.',
];
const QUESTIONS = [
  'Quel * pour * et * ?',
  'Comment * le * de * ?',
  'Faut-il * pour un * de * ?',
  'qui * les * du *',
  'Quand * le * de * avec * ?',
];

/** Words as frequent here as in the texts, the frequent ones more often. */
export function wordsOf(texts: SourceText[]): string[] {
  return texts.flatMap(({ passages }) => passages.flatMap(({ body }) => body.match(/\p{L}{4,}/gu) ?? []));
}

function filled(template: string, words: string[], roll: () => number): string {
  return template.replace(/\*/g, () => words[Math.floor(roll() * words.length)] ?? '');
}

const pick = (list: string[], roll: () => number): string => list[Math.floor(roll() * list.length)] ?? '';

/** So many texts of so many passages, some 600 characters each, like captured pages. */
export function generatedTexts(
  words: string[],
  { texts, passages }: { texts: number; passages: number },
): SourceText[] {
  const roll = dice(7);
  return Array.from({ length: texts }, (_, rank) => {
    const id = `genere-${rank}`;
    return {
      id,
      title: filled('Page inventée sur * et *', words, roll),
      issuer: 'Émetteur inventé',
      date: '2025-01-01',
      url: `https://example.org/${id}`,
      campaigns: [],
      confidence: 'single-mention',
      verifiedOn: '2025-01-01',
      passages: Array.from({ length: passages }, (_, place) => ({
        text: id,
        anchor: `p${place}`,
        heading: filled('* et * de *', words, roll),
        variants: [],
        body: Array.from({ length: 8 }, () => filled(pick(SENTENCES, roll), words, roll)).join(' '),
        campaigns: [],
      })),
    };
  });
}

/** Questions of a few words; one in twenty has a slip in its longest word. */
export function generatedQuestions(words: string[], count: number): string[] {
  const roll = dice(11);
  return Array.from({ length: count }, (_, rank) => {
    const question = filled(pick(QUESTIONS, roll), words, roll);
    if (rank % 20 !== 0) return question;
    const longest = question.split(' ').reduce((a, b) => (b.length > a.length ? b : a), '');
    return question.replace(longest, longest.slice(0, 2) + longest.slice(3));
  });
}
