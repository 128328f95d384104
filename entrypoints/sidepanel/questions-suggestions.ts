import { signal } from '@preact/signals';
import type { Suggestion } from '@/components/questions-suggestions';
import { type ReplyOptions, reply } from '@/knowledge/answers/reply';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Review } from '@/knowledge/form/plan';
import type { Verdict } from '@/knowledge/rules/rule';
import type { Reference } from '@/knowledge/source';
import { inSlices, pause } from '@/utils/slices';

/** What suggestions are drawn from. */
export interface Ground {
  campaign: Campaign | null;
  verdicts: readonly Verdict[];
  /** The step on screen. */
  review: Pick<Review, 'step' | 'fields'>;
  /** Heading of a passage, a question by itself; null when nothing resolves. */
  headingOf: (reference: Reference) => string | null;
  /** Whether the texts speak of it. */
  answers: (question: string) => boolean;
}

/** Suggestions shown. */
const SHOWN = 5;

/** Questions a step raises, by the words of its title. */
const STEPS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/pièce|justificatif|document/i, ['Quelles pièces faut-il joindre\u202F?']],
  [/banc|rib\b/i, ['Comment l’aide est-elle versée\u202F?']],
  [
    /budget|financ|dépense|montant/i,
    ['Quel est le montant de l’aide par ESSMS\u202F?', 'Quelles dépenses l’aide couvre-t-elle\u202F?'],
  ],
  [
    /structure|établissement|essms|périmètre|grappe/i,
    ['Quels ESSMS sont éligibles\u202F?', 'Combien d’ESSMS faut-il au minimum\u202F?'],
  ],
  [
    /projet|calendrier|planning|échéan/i,
    ['Quand le projet doit-il être terminé\u202F?', 'Jusqu’à quand peut-on déposer\u202F?'],
  ],
  [/logiciel|solution|éditeur/i, ['Quel logiciel faut-il choisir\u202F?']],
  [/critère|éligib|condition/i, ['Qui dépose la demande\u202F?']],
  [/indicateur|usage|cible/i, ['Quelles sont les cibles d’usage\u202F?']],
];

/** Questions people ask first. */
const FIRST = [
  'Jusqu’à quand peut-on déposer\u202F?',
  'Combien d’ESSMS faut-il au minimum\u202F?',
  'Quelles pièces faut-il joindre\u202F?',
  'Quel est le montant de l’aide par ESSMS\u202F?',
  'Qui dépose la demande\u202F?',
  'Quels ESSMS sont éligibles\u202F?',
  'Comment l’aide est-elle versée\u202F?',
];

/**
 * Questions to try, the nearest to what the person is doing first; only those the texts speak of: each step
 * tries one.
 */
function* suggestionsFor({
  campaign,
  verdicts,
  review,
  headingOf,
  answers,
}: Ground): Generator<void, Suggestion[]> {
  const onScreen = new Set(review.fields.flatMap(({ id }) => id ?? []));
  const concernsStep = ({ fields }: Verdict) => fields.some((field) => onScreen.has(field));
  const behind = (list: Verdict[], why: (verdict: Verdict) => string): Suggestion[] =>
    list.flatMap((verdict) => {
      const question = headingOf(verdict.source);
      return question === null ? [] : [{ question, why: why(verdict) }];
    });
  const broken = verdicts.filter(({ status }) => status === 'broken');
  const unknown = verdicts.filter(({ status }) => status === 'unknown');
  const step = review.step === '' ? [] : (STEPS.find(([words]) => words.test(review.step))?.[1] ?? []);
  const candidates = [
    ...behind(broken.filter(concernsStep), ruleOf),
    ...step.map((question) => ({ question, why: `étape à l’écran\u00A0: ${review.step}` })),
    ...behind(unknown.filter(concernsStep), missingOf),
    ...behind(broken, ruleOf),
    ...behind(unknown, missingOf),
    ...FIRST.map((question) => ({
      question,
      why: campaign ? 'souvent demandé pour cet appel' : 'souvent demandé',
    })),
  ];
  return yield* firstOf(candidates, answers);
}

const ruleOf = ({ title }: Verdict): string => `règle non respectée\u00A0: ${title}`;

const missingOf = ({ missing, title }: Verdict): string => `il manque\u00A0: ${missing[0]?.label ?? title}`;

/** The first that the texts speak of, each question once: no more are tried than are shown. */
function* firstOf(
  candidates: Suggestion[],
  answers: (question: string) => boolean,
): Generator<void, Suggestion[]> {
  const shown: Suggestion[] = [];
  const tried = new Set<string>();
  for (const candidate of candidates) {
    if (shown.length === SHOWN) break;
    if (tried.has(candidate.question)) continue;
    tried.add(candidate.question);
    if (answers(candidate.question)) shown.push(candidate);
    yield;
  }
  return shown;
}

/** The questions to try as what they are drawn from changes. */
export class Suggesting {
  /** Null until they have been looked for once. */
  readonly found = signal<Suggestion[] | null>(null);
  #stop = new AbortController();

  /** Tries the questions one by one, once what changed is on screen; those of before stay meanwhile. */
  async follow(ground: Ground | null): Promise<void> {
    this.#stop.abort();
    this.#stop = new AbortController();
    const { signal: stop } = this.#stop;
    if (ground === null) return;
    await pause();
    if (stop.aborted) return;
    try {
      this.found.value = await inSlices(suggestionsFor(ground), stop);
    } catch (error) {
      if (!stop.aborted) throw error; // else others are being looked for
    }
  }
}

/** Whether the texts speak of a question, each tried once for one corpus, one call and one day. */
export class Tried {
  #given: ReplyOptions | null = null;
  readonly #found = new Map<string, boolean>();

  on(given: ReplyOptions): (question: string) => boolean {
    const { corpus, campaign, date } = this.#given ?? {};
    if (corpus !== given.corpus || campaign !== given.campaign || date !== given.date) this.#found.clear();
    this.#given = given;
    return (question) => {
      const known = this.#found.get(question) ?? reply(question, given).found;
      this.#found.set(question, known);
      return known;
    };
  }
}
