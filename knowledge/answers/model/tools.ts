import { z } from 'zod';
import { amounts } from '@/knowledge/amounts';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { deadlinesOf } from '@/knowledge/campaigns/deadlines';
import { formatCents, formatDay, formatPlural } from '@/knowledge/profile/format';
import { assess } from '@/knowledge/rules/assess';
import type { Situation, Verdict } from '@/knowledge/rules/rule';
import type { Reference } from '@/knowledge/source';
import type { Citation, Computed } from '../answer';
import { sentences } from '../sentences';
import type { Found } from './material';
import type { ToolCall } from './prompt';

/** What our tools may read. Nothing in it can be written, and none of them takes an address. */
export interface ToolContext {
  /** Calls that may be named, and the one on screen. */
  campaigns: readonly Campaign[];
  campaign: Campaign | null;
  /** The grappe as it is assessed; null when there is none, or when the user keeps it to herself. */
  situation: Situation | null;
  /** Milliseconds of UTC. */
  now: number;
  resolve(reference: Reference): Found | null;
  /** Passages for a query, best first. */
  search(query: string, campaign: string | null): Found[];
}

/** What a tool answers: a result of its own, passages, or in French why it refuses. */
export type ToolOutcome = { computed: Computed } | { found: Found[] } | { refused: string };

/** A tool as a model is told of it; `parameters` is a JSON schema. */
export interface ToolDefinition {
  name: string;
  description: string;
  parameters: Record<string, unknown>;
}

interface Tool {
  description: string;
  /** Only offered when the user lets the model ask about her grappe. */
  needsGrappe: boolean;
  schema: z.ZodType;
  run(given: unknown, context: ToolContext): ToolOutcome;
}

const campagne = z
  .string()
  .max(64)
  .optional()
  .describe('Identifiant de l’appel à projets ; celui de l’écran quand il est absent.');
const aboutCampaign = z.strictObject({ campagne });
const aboutWords = z.strictObject({ requete: z.string().trim().min(3).max(200), campagne });

/** Lines shown of one result. */
const MOST_LINES = 12;

function citationsAt(references: readonly Reference[], { resolve }: ToolContext): Citation[] {
  const found = references.flatMap((reference) => resolve(reference) ?? []);
  const all = found.map(({ text, passage }) => {
    const { id, title, date, url, dateNote, urlNote } = text;
    const notes = { ...(dateNote && { dateNote }), ...(urlNote && { urlNote }) };
    const quote = sentences(passage.body)[0]?.text ?? passage.body;
    return { text: id, anchor: passage.anchor, title, date, url, ...notes, quote };
  });
  return [...new Map(all.map((one) => [`${one.text}#${one.anchor}`, one])).values()];
}

function onCampaign(
  id: string | undefined,
  { campaign, campaigns }: ToolContext,
  run: (campaign: Campaign) => ToolOutcome,
): ToolOutcome {
  const named = id === undefined ? campaign : campaigns.find((one) => one.id === id);
  if (named) return run(named);
  const known = campaigns.map((one) => one.id).join(', ');
  return { refused: `Appel à projets inconnu. Identifiants connus\u00A0: ${known}.` };
}

function onGrappe(
  id: string | undefined,
  context: ToolContext,
  run: (situation: Situation) => ToolOutcome,
): ToolOutcome {
  const { situation } = context;
  if (!situation) return { refused: 'Aucune grappe ne peut être consultée.' };
  return onCampaign(id, context, (campaign) => run({ ...situation, campaign }));
}

const lineOf = ({ title, message, subject }: Verdict): string =>
  `${title} (${subject.kind === 'grappe' ? 'la grappe' : subject.label})\u00A0: ${message}`;

function eligibility(situation: Situation, context: ToolContext): ToolOutcome {
  const verdicts = assess(situation);
  const broken = verdicts.filter(({ status }) => status === 'broken');
  const unknown = verdicts.filter(({ status }) => status === 'unknown');
  const blocking = broken.some(({ severity }) => severity === 'bloquant');
  const told = [...broken, ...unknown].slice(0, MOST_LINES);
  const rest = broken.length + unknown.length - told.length;
  return {
    computed: {
      title: `Éligibilité de la grappe\u00A0: ${situation.campaign.title}`,
      lines: [
        `${formatPlural(broken.length, 'constat de règle non respectée', 'constats de règle non respectée')}, ${unknown.length} à compléter.`,
        ...told.map(lineOf),
        ...(rest > 0 ? [`Et ${formatPlural(rest, 'autre')}, dans l’onglet Éligibilité.`] : []),
      ],
      tone: blocking ? 'bad' : broken.length + unknown.length > 0 ? 'warn' : 'ok',
      citations: citationsAt(
        told.map(({ source }) => source),
        context,
      ),
    },
  };
}

function amount(situation: Situation, context: ToolContext): ToolOutcome {
  const { lines, knownCents, unknown, count } = amounts(situation);
  const known = lines.some(({ resultCents }) => resultCents !== null);
  return {
    computed: {
      title: `Montant pour la grappe\u00A0: ${situation.campaign.title}`,
      lines: [
        `${formatPlural(count, 'ESSMS compté', 'ESSMS comptés')}. Total connu\u00A0: ${formatCents(known ? knownCents : null)}.`,
        ...unknown.slice(0, MOST_LINES).map(({ label }) => `Inconnu\u00A0: ${label}`),
      ],
      formula: lines
        .filter(({ resultCents }) => resultCents !== null)
        .map(({ formula }) => formula)
        .join('\n'),
      tone: unknown.length > 0 ? 'warn' : 'info',
      citations: citationsAt(
        [...lines, ...unknown].map(({ source }) => source),
        context,
      ),
    },
  };
}

const PIECE_STATUS = {
  required: 'demandée',
  template: 'modèle à remplir',
  invited: 'souhaitée',
  conditional: 'selon le cas',
};

function pieces({ title, pieces: expected, piecesList }: Campaign, context: ToolContext): ToolOutcome {
  const gap = piecesList.value === null ? [`Liste complète\u00A0: non trouvée. ${piecesList.note}`] : [];
  return {
    computed: {
      title: `Pièces\u00A0: ${title}`,
      lines: [
        ...expected.map(({ label, status, condition }) => `${label} (${condition ?? PIECE_STATUS[status]})`),
        ...gap,
      ],
      tone: gap.length > 0 ? 'warn' : 'info',
      citations: citationsAt([...expected.map(({ source }) => source), piecesList.source], context),
    },
  };
}

function nextDeadline(campaign: Campaign, context: ToolContext): ToolOutcome {
  const whom = { scopes: campaign.scopes, regions: [], firstRequest: null };
  const deadlines = deadlinesOf(campaign, { whom, now: context.now }).slice(0, MOST_LINES);
  return {
    computed: {
      title: `Échéances\u00A0: ${campaign.title}`,
      lines: deadlines.map(({ label, told, hour, words }) => {
        const day = told.value === null ? 'date non trouvée' : formatDay(told.value);
        return [label, [day, hour ?? '', words].filter((part) => part !== '').join(', ')].join(' — ');
      }),
      tone: deadlines.some(({ state }) => state === 'unknown') ? 'warn' : 'info',
      citations: citationsAt(
        deadlines.map(({ told }) => told.source),
        context,
      ),
    },
  };
}

const TOOLS: Record<string, Tool> = {
  verifier_eligibilite: {
    description: 'Ce que les règles d’un appel à projets disent de la grappe de l’utilisateur.',
    needsGrappe: true,
    schema: aboutCampaign,
    run: (given, context) => {
      const { campagne: id } = aboutCampaign.parse(given);
      return onGrappe(id, context, (situation) => eligibility(situation, context));
    },
  },
  calculer_montant: {
    description: 'Ce qu’un appel à projets donnerait à la grappe de l’utilisateur, avec la formule.',
    needsGrappe: true,
    schema: aboutCampaign,
    run: (given, context) => {
      const { campagne: id } = aboutCampaign.parse(given);
      return onGrappe(id, context, (situation) => amount(situation, context));
    },
  },
  lister_pieces: {
    description: 'Les pièces demandées par un appel à projets.',
    needsGrappe: false,
    schema: aboutCampaign,
    run: (given, context) =>
      onCampaign(aboutCampaign.parse(given).campagne, context, (campaign) => pieces(campaign, context)),
  },
  prochaine_echeance: {
    description: 'Les dates d’un appel à projets, vues d’aujourd’hui.',
    needsGrappe: false,
    schema: aboutCampaign,
    run: (given, context) =>
      onCampaign(aboutCampaign.parse(given).campagne, context, (campaign) => nextDeadline(campaign, context)),
  },
  chercher_passages: {
    description: 'Cherche d’autres passages des textes par quelques mots.',
    needsGrappe: false,
    schema: aboutWords,
    run: (given, context) => {
      const { requete, campagne: id } = aboutWords.parse(given);
      const named = id ?? context.campaign?.id ?? null;
      return { found: context.search(requete, named).slice(0, 3) };
    },
  },
};

/** The tools a model is told of: those about the grappe only when it may be asked about. */
export const toolsFor = ({ situation }: Pick<ToolContext, 'situation'>): ToolDefinition[] =>
  Object.entries(TOOLS)
    .filter(([, { needsGrappe }]) => !needsGrappe || situation !== null)
    .map(([name, { description, schema }]) => {
      const { $schema: _, ...parameters } = z.toJSONSchema(schema);
      return { name, description, parameters };
    });

/** Longest arguments read, in characters. */
const LONGEST_ARGUMENTS = 2000;

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.trim() === '' ? '{}' : text.slice(0, LONGEST_ARGUMENTS));
  } catch {
    return undefined;
  }
}

/**
 * Runs a tool a model asked for. Its name must be one of ours and its arguments exactly what the tool
 * takes: anything else is refused in French, nothing is guessed. Never throws.
 */
export function runTool({ name, arguments: text }: ToolCall, context: ToolContext): ToolOutcome {
  const tool = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  if (!tool) return { refused: 'Cet outil n’existe pas.' };
  const given = tool.schema.safeParse(parsed(text));
  if (!given.success) return { refused: 'Arguments refusés\u00A0: ils n’ont pas la forme demandée.' };
  return tool.run(given.data, context);
}
