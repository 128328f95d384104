import { z } from 'zod';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import type { Situation } from '@/knowledge/rules/rule';
import type { Computed } from '../answer';
import type { Corpus } from '../corpus';
import type { Found } from './material';
import type { ToolCall } from './prompt';
import { amount, deadlines, eligibility, pieces } from './results';

/** What our tools may read. Nothing in it can be written, and none of them takes an address. */
export interface ToolContext {
  /** Calls that may be named, and the one on screen. */
  campaigns: readonly Campaign[];
  campaign: Campaign | null;
  /** The grappe as it is assessed; null when there is none, or when the user keeps it to herself. */
  situation: Situation | null;
  /** Milliseconds of UTC. */
  now: number;
  /** Where what is computed finds its citations. */
  corpus: Corpus;
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

const TOOLS: Record<string, Tool> = {
  verifier_eligibilite: {
    description: 'Ce que les règles d’un appel à projets disent de la grappe de l’utilisateur.',
    needsGrappe: true,
    schema: aboutCampaign,
    run: (given, context) => {
      const { campagne: id } = aboutCampaign.parse(given);
      return onGrappe(id, context, (situation) => ({ computed: eligibility(situation, context.corpus) }));
    },
  },
  calculer_montant: {
    description: 'Ce qu’un appel à projets donnerait à la grappe de l’utilisateur, avec la formule.',
    needsGrappe: true,
    schema: aboutCampaign,
    run: (given, context) => {
      const { campagne: id } = aboutCampaign.parse(given);
      return onGrappe(id, context, (situation) => ({ computed: amount(situation, context.corpus) }));
    },
  },
  lister_pieces: {
    description: 'Les pièces demandées par un appel à projets.',
    needsGrappe: false,
    schema: aboutCampaign,
    run: (given, context) =>
      onCampaign(aboutCampaign.parse(given).campagne, context, (campaign) => ({
        computed: pieces(campaign, context.corpus),
      })),
  },
  prochaine_echeance: {
    description: 'Les dates d’un appel à projets, vues d’aujourd’hui.',
    needsGrappe: false,
    schema: aboutCampaign,
    run: (given, context) =>
      onCampaign(aboutCampaign.parse(given).campagne, context, (campaign) => ({
        computed: deadlines(campaign, context.now, context.corpus),
      })),
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
