import type { FlatRate } from '@/knowledge/campaigns/campaign';
import { formatCents } from '@/knowledge/profile/format';
import { counted } from '@/knowledge/rules/french';
import type { Concerned } from './concern';
import type { Remark } from './line';

/** The conditions that left ESSMS out, the other versions of the figure, its notes. */
export function remarksOf(
  { amountCents, maxEssms, onlyOrganismesBelow }: FlatRate,
  own: boolean,
  { beyond, large }: Concerned,
): Remark[] {
  const remarks: Remark[] = [];
  const { source, confidence, note = '' } = amountCents;
  const mine = `Votre chiffre, aucun texte trouvé ne le donne. ${note}`.trim();
  if (own) remarks.push({ text: mine, source, confidence });
  else if (confidence !== 'not-found' && note !== '') remarks.push({ text: note, source, confidence });
  if (amountCents.confidence !== 'not-found')
    for (const other of amountCents.alternatives ?? [])
      remarks.push({
        text: `Une autre source donne ${formatCents(other.value)} par ESSMS.`,
        source: other.source,
        confidence: 'contradicted',
      });
  if (maxEssms && beyond.length > 0)
    remarks.push({
      text: `${counted(maxEssms.value, 'ESSMS')} payés au plus par projet\u202f: ${counted(beyond.length, 'ESSMS')} au-delà ne comptent pas.`,
      source: maxEssms.source,
      confidence: maxEssms.confidence,
    });
  if (onlyOrganismesBelow && large.length > 0)
    remarks.push({
      text: `Seulement pour un organisme de moins de ${counted(onlyOrganismesBelow.value, 'ESSMS')}\u202f: ${counted(large.length, 'ESSMS')} d’organismes plus grands ne comptent pas.`,
      source: onlyOrganismesBelow.source,
      confidence: onlyOrganismesBelow.confidence,
    });
  return remarks;
}
