import { useId, useState } from 'preact/hooks';
import { formatCount, formatPlural } from '@/knowledge/profile/format';
import type { Subject, Verdict } from '@/knowledge/rules/rule';
import { type SubjectActions, SubjectDetails } from './eligibility-subject';

interface Props extends SubjectActions {
  verdicts: readonly Verdict[];
  /** All say the same: it is said once, above. */
  sameMessage: boolean;
}

/** Subjects shown at a time. */
const PAGE = 20;
/** Up to so many, the list is read at once and needs no search. */
const SHORT = 8;

const NOUNS: Record<Subject['kind'], [string, string]> = {
  grappe: ['grappe', 'grappes'],
  organisme: ['organisme', 'organismes'],
  essms: ['ESSMS', 'ESSMS'],
  dossier: ['dossier', 'dossiers'],
};

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .toLowerCase();

interface PagerProps {
  at: number;
  total: number;
  onMove: (at: number) => void;
}

const Pager = ({ at, total, onMove }: PagerProps) => (
  <div class="row small">
    <button type="button" disabled={at === 0} onClick={() => onMove(at - PAGE)}>
      Précédents
    </button>
    <span>
      {formatCount(at + 1)} à {formatCount(Math.min(at + PAGE, total))} sur {formatCount(total)}
    </span>
    <button type="button" disabled={at + PAGE >= total} onClick={() => onMove(at + PAGE)}>
      Suivants
    </button>
  </div>
);

const List = ({ verdicts, sameMessage, ...actions }: Props) => {
  const [search, setSearch] = useState('');
  const [wanted, setWanted] = useState(0);
  const id = useId();
  const found = verdicts.filter(({ subject, message }) =>
    plain(`${subject.label} ${sameMessage ? '' : message}`).includes(plain(search.trim())),
  );
  // A list that shrank after a correction may no longer have that page.
  const at = wanted < found.length ? wanted : 0;
  return (
    <div class="stack">
      {verdicts.length > SHORT && (
        <label class="small" for={id}>
          Chercher
          <input
            id={id}
            type="search"
            value={search}
            onInput={({ currentTarget }) => {
              setSearch(currentTarget.value);
              setWanted(0);
            }}
          />
        </label>
      )}
      {found.length === 0 && <p class="small">Rien ne correspond à cette recherche.</p>}
      <ul class="verdict-subjects">
        {found.slice(at, at + PAGE).map((verdict) => (
          <li key={`${verdict.subject.id} ${verdict.message}`}>
            <p>
              <strong>{verdict.subject.label}</strong>
            </p>
            {!sameMessage && <p class="small">{verdict.message}</p>}
            <SubjectDetails {...actions} verdict={verdict} />
          </li>
        ))}
      </ul>
      {found.length > PAGE && <Pager at={at} total={found.length} onMove={setWanted} />}
    </div>
  );
};

/** The ESSMS (or the organismes, the dossiers) of one card: folded, searched and shown page by page. */
export const SubjectsFold = (props: Props) => {
  const [open, setOpen] = useState(false);
  const { verdicts } = props;
  const [one, many] = NOUNS[verdicts[0]?.subject.kind ?? 'essms'];
  return (
    <div class="verdict-fold stack">
      <button type="button" class="link" aria-expanded={open} onClick={() => setOpen(!open)}>
        <span aria-hidden="true">{open ? '▾' : '▸'}</span> {formatPlural(verdicts.length, one, many)}
      </button>
      {open && <List {...props} />}
    </div>
  );
};
