import type { FlatRate } from '@/knowledge/campaigns/campaign';
import { heldOn } from '@/knowledge/campaigns/campaign';
import { essmsLabel, type Facts, missingHours, ofEssms, ofProject } from '@/knowledge/rules/facts';
import { counted, listed } from '@/knowledge/rules/french';
import type { MissingDatum, Situation } from '@/knowledge/rules/rule';
import type { Reference } from '@/knowledge/source';
import { concernedBy } from './concern';
import type { AmountLine } from './line';
import type { Ranked } from './ranks';

/** A part of the aid that cannot be computed, and why, in French. */
export interface UnknownAmount {
  label: string;
  source: Reference;
  /** Rate whose figure no text gives: the user may type one. Empty for a datum of the profile. */
  rate: string;
  /** What the user can type to know more; empty when only the texts are silent. */
  missing: MissingDatum[];
}

interface Known {
  lines: readonly AmountLine[];
  ranked: readonly Ranked[];
  facts: Facts;
}

/** Everything that keeps the total from being the whole aid. */
export function unknownOf(situation: Situation, known: Known): UnknownAmount[] {
  return [
    ...silences(situation, known.lines),
    ...noEssms(situation, known),
    ...untyped(situation, known),
    ...unreferenced(situation, known),
    ...unsized(situation, known),
    ...unknownHours(situation, known.ranked),
    ...doubts(known.facts),
  ];
}

/** The flat rates whose figure was not found, and for which the user gave none. */
function silences({ campaign }: Situation, lines: readonly AmountLine[]): UnknownAmount[] {
  return lines
    .filter(({ unitCents, count }) => unitCents === null && count > 0)
    .map(({ id, label, count, source }) => {
      const note = campaign.rates.find((rate) => rate.id === id)?.amountCents.note;
      return {
        label: `${label} (${counted(count, 'ESSMS')})\u202f: montant non trouvé dans les textes.${note ? ` ${note}` : ''}`,
        source,
        rate: id,
        missing: [],
      };
    });
}

const OUR_READING: Reference = { text: 'controles', anchor: 'category' };

/** A datum of the profile that is missing. */
const lacking = (label: string, source: Reference, missing: MissingDatum[]): UnknownAmount => ({
  label,
  source,
  rate: '',
  missing,
});

const noEssms = (_: Situation, { ranked }: Known): UnknownAmount[] =>
  ranked.length > 0
    ? []
    : [
        lacking('Aucun ESSMS éligible n’est renseigné', OUR_READING, [
          { id: 'essms', label: 'liste des ESSMS de la grappe' },
        ]),
      ];

const untyped = ({ campaign }: Situation, { ranked }: Known): UnknownAmount[] =>
  ranked.every(({ type }) => type !== null)
    ? []
    : [
        lacking(
          'Type de projet à renseigner, ou dossier de chaque ESSMS pour un projet mixte',
          campaign.projectTypes.source,
          [ofProject('type', 'type de projet')],
        ),
      ];

/** Rates of the call that wait for a datum: `waits` says whether one does. */
const waiting = (
  { campaign, profile }: Situation,
  ranked: readonly Ranked[],
  waits: (rate: FlatRate, open: Ranked[]) => boolean,
): FlatRate | undefined =>
  campaign.rates.find((rate) => waits(rate, concernedBy(rate, ranked, profile).open));

function unreferenced(situation: Situation, { ranked }: Known): UnknownAmount[] {
  if (situation.profile.project.segurReferenced !== null) return [];
  const rate = waiting(
    situation,
    ranked,
    ({ onlySegurReferenced }, open) => onlySegurReferenced === true && open.length > 0,
  );
  if (!rate) return [];
  return [
    lacking(`${rate.label}\u202f: dire si le logiciel est référencé Ségur`, rate.amountCents.source, [
      ofProject('segurReferenced', 'référencement Ségur du logiciel'),
    ]),
  ];
}

function unsized(situation: Situation, { ranked }: Known): UnknownAmount[] {
  const without = (open: readonly Ranked[]) => open.filter(({ organismeSize }) => organismeSize === null);
  const rate = waiting(
    situation,
    ranked,
    ({ onlyOrganismesBelow }, open) => onlyOrganismesBelow !== undefined && without(open).length > 0,
  );
  if (!rate?.onlyOrganismesBelow) return [];
  const open = without(concernedBy(rate, ranked, situation.profile).open);
  return [
    lacking(
      `${rate.label}\u202f: organisme à renseigner pour ${listed(open.map(({ essms }) => essmsLabel(essms)))}`,
      rate.onlyOrganismesBelow.source,
      open.map(({ essms }) => ofEssms(essms, 'organismeId', 'organisme gestionnaire')),
    ),
  ];
}

function unknownHours({ campaign, date }: Situation, ranked: readonly Ranked[]): UnknownAmount[] {
  const concerned = ranked.filter(({ hoursKnown }) => !hoursKnown).map(({ essms }) => essms);
  if (concerned.length === 0) return [];
  return [
    lacking(
      `Heures éligibles et totales à renseigner\u202f: ${listed(concerned.map(essmsLabel))}`,
      heldOn(campaign, 'comfort-share', date)?.source ?? OUR_READING,
      concerned.flatMap((essms) => {
        const missing = missingHours(essms);
        return missing.length > 0 ? missing : [ofEssms(essms, 'hours', 'heures éligibles et totales')];
      }),
    ),
  ];
}

function doubts({ perimeter: { doubtful, missing } }: Facts): UnknownAmount[] {
  if (doubtful.length === 0) return [];
  const reasons = listed(missing.map(({ label }) => label));
  return [
    lacking(
      `${counted(doubtful.length, 'ESSMS')} ${doubtful.length > 1 ? 'comptés' : 'compté'} sans que l’éligibilité soit établie\u202f: ${reasons}`,
      OUR_READING,
      missing,
    ),
  ];
}
