import type { Campaign } from '@/knowledge/campaigns/campaign';
import { essmsLabel, type Facts } from '@/knowledge/rules/facts';
import { counted, listed } from '@/knowledge/rules/french';
import type { Situation } from '@/knowledge/rules/rule';
import type { AmountLine } from './line';
import type { Ranked } from './ranks';
import { tranchesOf } from './tranches';

interface Computed {
  lines: readonly AmountLine[];
  ranked: readonly Ranked[];
  facts: Facts;
}

/** Conventions of ours behind the figures, in French. */
export function notesOf({ campaign }: Situation, { lines, ranked, facts }: Computed): string[] {
  const all: [boolean, string][] = [
    [lines.some(({ ceiling }) => ceiling), 'Les montants «\u00a0jusqu’à\u00a0» sont comptés à leur maximum.'],
    [
      lines.some(({ own }) => own),
      'Les montants marqués «\u00a0votre chiffre\u00a0» sont les vôtres\u202f: aucun texte trouvé ne les donne.',
    ],
    [
      orderMatters(campaign) && unlike(ranked),
      'Les textes ne disent pas dans quel ordre compter les ESSMS\u202f: le rang suivi ici est leur ordre dans la grappe.',
    ],
    [
      campaign.rates.some(({ onlyOrganismesBelow }) => onlyOrganismesBelow),
      'La taille d’un organisme est comptée sur les ESSMS de la grappe\u202f: s’il en gère d’autres, elle peut être plus grande.',
    ],
    ...excludedNote(facts),
    ...twiceNote(facts, ranked),
    [lines.length > 0, 'Estimation d’après les forfaits des textes\u202f: le financeur arrête le montant.'],
  ];
  return all.flatMap(([holds, note]) => (holds ? [note] : []));
}

const orderMatters = ({ rates }: Campaign): boolean =>
  tranchesOf(rates, 0).length > 0 || rates.some(({ maxEssms }) => maxEssms);

/** The order of the ESSMS changes the figures: they are not all paid the same. */
const unlike = (ranked: readonly Ranked[]): boolean =>
  new Set(ranked.map(({ type }) => type)).size > 1 ||
  ranked.some(({ hours, hoursKnown }) => hours !== null || !hoursKnown);

function excludedNote({ perimeter: { excluded } }: Facts): [boolean, string][] {
  const names = listed(excluded.map(essmsLabel));
  return [
    [
      excluded.length > 0,
      `Sans rang ni montant, car fermés, hors de l’article L.\u00a0312-1 ou déjà comptés\u202f: ${names}.`,
    ],
  ];
}

function twiceNote(facts: Facts, ranked: readonly Ranked[]): [boolean, string][] {
  const twice = ranked.filter(({ essms }) => facts.dossiersOf(essms.id).length > 1);
  const names = listed(twice.map(({ essms }) => essmsLabel(essms)));
  return [
    [
      twice.length > 0,
      `${counted(twice.length, 'ESSMS')} dans plusieurs dossiers, compté${twice.length > 1 ? 's' : ''} dans le premier seulement\u202f: ${names}.`,
    ],
  ];
}
