import { formatCount } from '@/knowledge/profile/format';
import type { WrittenAnswer, WrittenSentence } from '../written';
import { checkClaims } from './check';
import { type Claim, type Ending, readDraft } from './draft';
import { addPassages, type Material, type ShownPassage } from './material';
import {
  foundText,
  leastTokens,
  type Message,
  NO_MORE_TOOLS,
  repairTurn,
  resultText,
  SYSTEM,
  type ToolCall,
  userTurn,
} from './prompt';
import type { Redact } from './redact';
import { type Speaker, SpeakerFailure, type SpokenEnd } from './speaker';
import { runTool, type ToolContext, toolsFor } from './tools';

export interface DialogueOptions {
  question: string;
  /** Title of the call on screen; empty when none is. */
  campaign: string;
  passages: ShownPassage[];
  /** « Mistral (mistral-small) ». */
  provider: string;
  speaker: Speaker;
  /** What our tools may read; null for a model that is offered none. */
  tools: ToolContext | null;
  redact: Redact;
  nonce: string;
  signal: AbortSignal;
  /** Told of every message as it leaves, so that it can be shown. */
  onSend?(messages: readonly Message[]): void;
}

/** Times a model may ask for tools, and tools run of one asking. */
const MOST_ROUNDS = 3;
const MOST_CALLS = 4;
/** A hundred and twenty words with their quotations take two thousand characters; a list of pieces more. */
const LONGEST = 8000;
/** A sentence that comes so many times says that the model turns in circles. */
const TURNS = 4;

const LOOPS =
  'Le modèle se répète ou ne s’arrête plus : il a été arrêté. Réessayez, ou choisissez un autre modèle dans « Ma grappe ».';
const CUT =
  'La connexion s’est coupée avant la fin : la réponse est incomplète. Vérifiez votre connexion, puis réessayez.';
const TOO_LONG =
  'Le service a coupé la réponse à sa limite de longueur : elle est incomplète. Posez une question plus précise.';
const FILTERED =
  'Le service a refusé de terminer cette réponse. Reformulez la question, ou tenez-vous-en aux extraits.';
const UNVERIFIED =
  'La réponse rédigée n’a pas pu être vérifiée : aucun extrait qu’elle cite n’appuie ce qu’elle dit. Fiez-vous aux extraits.';
const SILENT = 'Le modèle dit que les passages ne répondent pas.';

/** A service that cuts what is too long for it says nothing of it but the tokens it counts. */
const cutWords = (read: number, sent: number): string =>
  `Le modèle n’a sans doute pas lu tout ce qui lui a été envoyé\u00A0: ${formatCount(read)} jetons lus, pour ${formatCount(sent)} au moins. Augmentez sa taille de contexte (« num_ctx » pour Ollama), ou choisissez un autre modèle.`;

const PROBLEMS: Record<SpokenEnd | 'loop', string> = {
  stop: '',
  length: TOO_LONG,
  filter: FILTERED,
  cut: CUT,
  loop: LOOPS,
};

/** What one turn of the model gave. */
interface Turn {
  text: string;
  end: SpokenEnd | 'loop';
  calls: ToolCall[];
  read?: number;
}

/** The messages a question begins with: exactly what leaves first. */
export const openingOf = (
  options: Pick<DialogueOptions, 'question' | 'campaign' | 'passages' | 'redact' | 'nonce'>,
): Message[] => [
  { role: 'system', content: SYSTEM },
  { role: 'user', content: userTurn({ ...options, results: [] }) },
];

function repeats(text: string): boolean {
  const lines = text.split(/(?<=[.!?])\s+|\n+/).filter((line) => line.trim().length > 20);
  const counts = Map.groupBy(lines, (line) => line.trim());
  return [...counts.values()].some((same) => same.length >= TURNS);
}

/** One conversation about one question: what was said, what was shown, what came of it. */
class Dialogue {
  readonly #options: DialogueOptions;
  readonly #messages: Message[];
  readonly #material: Material;
  #sentences: WrittenSentence[] = [];
  #claims = -1;
  #warning = '';

  constructor(options: DialogueOptions) {
    this.#options = options;
    this.#messages = openingOf(options);
    this.#material = { passages: options.passages, results: [] };
  }

  async *run(): AsyncGenerator<WrittenAnswer> {
    yield this.#view('streaming', '');
    try {
      let last = yield* this.#answer();
      if (this.#deservesRepair(last)) {
        const unfound = this.#sentences.filter(({ state }) => state === 'struck').length;
        this.#messages.push(
          { role: 'assistant', content: last.text },
          { role: 'user', content: repairTurn(unfound) },
        );
        last = yield* this.#turn(false);
      }
      yield this.#conclude(last);
    } catch (error) {
      if (this.#options.signal.aborted) yield this.#view('stopped', '');
      else if (error instanceof SpeakerFailure) yield this.#view('failed', error.message);
      else throw error;
    }
  }

  /** Turns until the model answers, its tools run in between. */
  async *#answer(): AsyncGenerator<WrittenAnswer, Turn> {
    for (let round = 0; ; round += 1) {
      const mayAsk = this.#options.tools !== null && round < MOST_ROUNDS;
      const turn = yield* this.#turn(mayAsk);
      if (turn.calls.length === 0 || !mayAsk) return turn;
      this.#serve(turn);
      if (round + 1 === MOST_ROUNDS) this.#messages.push({ role: 'user', content: NO_MORE_TOOLS });
      yield this.#view('streaming', '');
    }
  }

  async *#turn(mayAsk: boolean): AsyncGenerator<WrittenAnswer, Turn> {
    const { speaker, tools, signal, onSend } = this.#options;
    const turn: Turn = { text: '', end: 'cut', calls: [] };
    onSend?.(this.#messages);
    this.#claims = -1;
    for await (const spoken of speaker.speak(
      this.#messages,
      mayAsk && tools ? toolsFor(tools) : [],
      signal,
    )) {
      signal.throwIfAborted();
      if ('end' in spoken) {
        Object.assign(turn, spoken);
        break;
      }
      turn.text += spoken.text;
      if (turn.text.length > LONGEST || (spoken.text.includes('\n') && repeats(turn.text))) {
        turn.end = 'loop';
        break;
      }
      if (this.#read(turn.text, 'more')) yield this.#view('streaming', '');
    }
    signal.throwIfAborted();
    this.#weigh(turn);
    if (turn.end === 'stop' && repeats(turn.text)) turn.end = 'loop';
    this.#read(turn.text, turn.end === 'stop' ? 'end' : 'cut');
    return turn;
  }

  /** Fewer tokens counted than were sent: something was left out of what the model read. */
  #weigh({ read }: Turn): void {
    const sent = leastTokens(this.#messages);
    if (read !== undefined && read < sent) this.#warning = cutWords(read, sent);
  }

  /** Checks the sentences there are; true when there is something new to show. */
  #read(text: string, ending: Ending): boolean {
    const { claims } = readDraft(text, ending);
    if (ending === 'more' && claims.length === this.#claims) return false;
    this.#claims = claims.length;
    this.#sentences = this.#check(claims);
    return true;
  }

  #check(claims: readonly Claim[]): WrittenSentence[] {
    return checkClaims(claims, this.#material);
  }

  /** Runs the tools asked for; what they answer goes back to the model without a name. */
  #serve({ text, calls }: Turn): void {
    const asked = calls.slice(0, MOST_CALLS);
    this.#messages.push({ role: 'assistant', content: text, calls: asked });
    for (const call of asked)
      this.#messages.push({ role: 'tool', callId: call.id, content: this.#outcome(call) });
    this.#sentences = [];
  }

  #outcome(call: ToolCall): string {
    const { tools, redact, nonce } = this.#options;
    if (!tools) return '';
    const outcome = runTool(call, tools);
    if ('refused' in outcome) return outcome.refused;
    if ('found' in outcome) {
      const before = this.#material.passages.length;
      this.#material.passages = addPassages(this.#material.passages, outcome.found);
      return foundText(this.#material.passages.slice(before), nonce, redact);
    }
    const shown = { id: `R${this.#material.results.length + 1}`, computed: outcome.computed };
    this.#material.results.push(shown);
    return resultText(shown, redact);
  }

  #isSupported(): boolean {
    return this.#sentences.some(({ state }) => state === 'verified');
  }

  #deservesRepair({ text, end }: Turn): boolean {
    return end === 'stop' && !this.#isSupported() && !readDraft(text, 'end').silent;
  }

  #conclude({ text, end }: Turn): WrittenAnswer {
    const problem = PROBLEMS[end];
    if (problem !== '') return this.#view('failed', problem);
    if (this.#isSupported()) return this.#view('done', '');
    return readDraft(text, 'end').silent
      ? this.#view('silent', SILENT)
      : this.#view('unverified', UNVERIFIED);
  }

  #view(status: WrittenAnswer['status'], problem: string): WrittenAnswer {
    return {
      provider: this.#options.provider,
      status,
      sentences: this.#sentences,
      tools: this.#material.results.map(({ computed }) => computed),
      problem,
      ...(this.#warning !== '' && { warning: this.#warning }),
    };
  }
}

/**
 * Asks a model about a question over passages, and gives the answer as far as it has come: a sentence
 * is given once it is whole and checked. Tools it asks for are run here, three times at most; when
 * nothing it wrote is verified it is asked once to write again. Ends with `stopped` when the signal
 * aborts, with `failed` when the model cannot be reached. Rejects only on a fault of ours.
 */
export const write = (options: DialogueOptions): AsyncGenerator<WrittenAnswer> => new Dialogue(options).run();
