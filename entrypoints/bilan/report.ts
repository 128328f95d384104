import { groupVerdicts, type VerdictCard } from '@/components/eligibility-groups';
import type { ReportLine, ReportView } from '@/components/eligibility-report';
import { confidenceWords, type PassageOf } from '@/components/eligibility-source';
import { amounts } from '@/knowledge/amounts';
import type { ExpectedPiece } from '@/knowledge/campaigns/campaign';
import { formatCents, formatDay, formatPlural } from '@/knowledge/profile/format';
import { type Dossier, porteurOf } from '@/knowledge/profile/schema';
import type { Situation, Verdict } from '@/knowledge/rules/rule';

/** Subjects named on one line, and letters of each name: the panel has them whole. */
const NAMED = 5;
const LETTERS = 80;

const shortened = (name: string): string => (name.length > LETTERS ? `${name.slice(0, LETTERS)}…` : name);

interface Given {
  verdicts: readonly Verdict[];
  /** Day it is, when it is not the one that is assessed. */
  today: string;
  passageOf: PassageOf;
}

/** What the printed page says of a situation: never a bank detail. */
export function reportOf(situation: Situation, { verdicts, today, passageOf }: Given): ReportView {
  const { profile, campaign, date } = situation;
  const groups = groupVerdicts(verdicts);
  const cardsOf = (wanted: Verdict['status']): VerdictCard[] =>
    groups
      .filter(({ status }) => status === wanted)
      .flatMap(({ kinds }) => kinds.flatMap(({ cards }) => cards));
  const porteur = porteurOf(profile);
  return {
    grappe: profile.name || 'Grappe sans nom',
    porteur: porteur?.raisonSociale || 'porteur à renseigner',
    size: `${profile.essms.length} ESSMS, ${formatPlural(profile.organismes.length, 'organisme')}`,
    campaign: campaign.title,
    date: formatDay(date),
    simulated: date !== today,
    broken: cardsOf('broken').map((card) => lineOf(card, passageOf)),
    unknown: cardsOf('unknown').map((card) => lineOf(card, passageOf)),
    met: new Set(cardsOf('met').map(({ verdicts: [{ rule }] }) => rule)).size,
    money: moneyOf(situation),
    pieces: campaign.pieces.map((piece) => pieceLine(piece, dossiersOf(situation))),
    piecesNote: campaign.piecesList.value === null ? (campaign.piecesList.note ?? '') : '',
  };
}

const dossiersOf = ({ profile, campaign }: Situation): Dossier[] =>
  profile.dossiers.filter((dossier) => dossier.campaign === campaign.id);

function lineOf({ key, verdicts }: VerdictCard, passageOf: PassageOf): ReportLine {
  const [first, ...others] = verdicts;
  const passage = passageOf(first.source);
  const same = others.every(({ message }) => message === first.message);
  const named = verdicts.slice(0, NAMED).map(({ subject }) => shortened(subject.label));
  const more = verdicts.length - named.length;
  return {
    key,
    title: first.title,
    severity: first.severity,
    subjects:
      first.subject.kind === 'grappe'
        ? ''
        : named.join('\u202f; ') + (more > 0 ? ` et ${formatPlural(more, 'autre')}` : ''),
    message: same
      ? first.message
      : `${first.message} (et ${formatPlural(others.length, 'cas voisin', 'cas voisins')})`,
    source: passage
      ? `${passage.issuer}, ${formatDay(passage.date)}, ${confidenceWords(first.confidence, first.source)}`
      : '',
  };
}

function moneyOf(situation: Situation): ReportView['money'] {
  const { lines, knownCents, ownCents, unknown } = amounts(situation);
  return {
    // A line that cannot be computed is told below, with why.
    lines: lines
      .filter(({ resultCents }) => resultCents !== null)
      .map(({ id, label, formula }) => ({ id, label, formula })),
    total: lines.some(({ resultCents }) => resultCents !== null) ? formatCents(knownCents) : '',
    own: ownCents > 0 ? formatCents(ownCents) : '',
    unknown: unknown.map(({ label }) => label),
  };
}

const STATUS: Record<ExpectedPiece['status'], string> = {
  required: '',
  template: 'modèle fourni',
  invited: 'facultative',
  conditional: 'selon le cas',
};

function pieceLine(
  { id, label, status, condition }: ExpectedPiece,
  dossiers: Dossier[],
): ReportView['pieces'][number] {
  const ready = dossiers.filter(({ pieces }) =>
    pieces.some((piece) => piece.present === true && (piece.id === id || piece.label === label)),
  );
  return {
    id,
    label,
    note: condition ?? STATUS[status],
    ready: dossiers.length > 0 && ready.length === dossiers.length,
    count: ready.length > 0 && ready.length < dossiers.length ? `${ready.length} sur ${dossiers.length}` : '',
  };
}
