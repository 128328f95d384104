import { check, type Entries, kept, type Message } from './checks';
import type { Step } from './definition';
import { type Commune, type Company, communes, inventedCompanies, nafTitles } from './lists';
import { blocks, steps } from './screens';
import { teleservices } from './teleservices';
import { stepsOf, type Variant } from './variant';
import { vary } from './variations';

/** The button of the portal a step was sent with. */
export type Move = 'suivant' | 'precedent' | 'enregistrer' | 'transmettre';

export interface Reply {
  status: number;
  body: unknown;
}

export interface DemandeOptions extends Variant {
  /** Organisations the SIRET look-up knows, instead of the invented ones. */
  directory?: Company[];
  /** Communes the postcode look-up knows, beside the built-in ones. */
  communes?: Commune[];
  /** `varied`: other labels, orders and identifiers for the same questions (`usual` when absent). */
  wording?: 'usual' | 'varied';
}

/** Identity of the invented account that is « logged in ». */
export const account = {
  civilite: 'Madame',
  nom: 'EXEMPLE',
  prenom: 'Camille',
  fonction: 'Chargée de mission',
  courriel: 'camille.exemple@grappe.example',
};

const asEntries = (value: unknown): Entries =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {};

/** The one request in progress on the portal, and the lists behind its look-ups. */
export class Demande {
  drafts: Record<string, unknown> = {};
  submissions: unknown[] = [];
  private teleservice: string | null = null;
  private number: string | null = null;
  private readonly steps: Step[];

  constructor(private readonly options: DemandeOptions = {}) {
    this.steps = stepsOf(steps, options);
  }

  private stepOf(id: string): Step | undefined {
    return this.steps.find((step) => step.id === id);
  }

  reset() {
    this.drafts = {};
    this.submissions = [];
    this.teleservice = null;
    this.number = null;
  }

  /** The form as the page receives it: without what each field truly asks for. */
  definition(): Reply {
    const { layout = 'G1', wording = 'usual', labelAs = 'property', rebuild = 'never' } = this.options;
    const shown = wording === 'usual' ? this.steps : vary(this.steps);
    const withoutMeaning = (name: string, value: unknown) => (name === 'asks' ? undefined : value);
    const idPrefix = this.options.idPrefix ?? (wording === 'usual' ? '' : 'uic-12-');
    const form = { layout, labelAs, rebuild, idPrefix, blocks, teleservices, account, steps: shown };
    return { status: 200, body: JSON.parse(JSON.stringify(form, withoutMeaning)) };
  }

  state(): Reply {
    const { teleservice, number, drafts } = this;
    return { status: 200, body: { teleservice, number, drafts } };
  }

  /** Opens a request for a téléservice; the entries already kept stay. */
  choose(body: unknown): Reply {
    const { teleservice } = asEntries(body);
    if (!teleservices.some(({ id, open }) => open && id === teleservice)) return { status: 404, body: {} };
    this.teleservice = String(teleservice);
    return this.state();
  }

  read(id: string): Reply {
    return this.stepOf(id)
      ? { status: 200, body: this.drafts[id] ?? this.known(id) }
      : { status: 404, body: {} };
  }

  /** What the portal knows of a step before anything was typed. */
  private known(id: string): Entries {
    const { prefilled } = this.options;
    return id === 'structures' && prefilled ? { structures: structuredClone(prefilled) } : {};
  }

  /** Keeps a step; « Suivant » refuses incomplete or ill-formed entries and keeps nothing then. */
  move(id: string, move: Move, body: unknown): Reply {
    const step = this.stepOf(id);
    if (!step) return { status: 404, body: {} };
    const entries = asEntries(body);
    const messages = move === 'suivant' || move === 'transmettre' ? check(step, entries) : [];
    if (messages.length > 0) return { status: 422, body: { messages } };
    this.drafts[id] = kept(step, entries);
    return move === 'transmettre' ? this.submit() : { status: 200, body: {} };
  }

  private submit(): Reply {
    const messages: Message[] = this.steps.flatMap((step) =>
      check(step, asEntries(this.drafts[step.id])).map(({ key, message }) => ({
        key,
        message: `${step.title} — ${message}`,
      })),
    );
    if (messages.length > 0) return { status: 422, body: { messages } };
    this.number = `PAI-DEMO-${String(this.submissions.length + 1).padStart(6, '0')}`;
    this.submissions.push({
      number: this.number,
      teleservice: this.teleservice,
      drafts: structuredClone(this.drafts),
    });
    return { status: 200, body: { number: this.number } };
  }

  /** The organisation of a SIRET, or null when the directory does not know it. */
  company(siret: string): Reply {
    const { directory = inventedCompanies } = this.options;
    return { status: 200, body: directory.find((company) => company.siret === siret) ?? null };
  }

  /** Communes of a postcode, cedex included. */
  communesOf(postcode: string): Reply {
    const names = [...(this.options.communes ?? []), ...communes]
      .filter((commune) => commune.postcode === postcode)
      .map(({ name }) => name);
    return { status: 200, body: [...new Set(names)] };
  }

  naf(): Reply {
    return { status: 200, body: nafTitles };
  }
}
