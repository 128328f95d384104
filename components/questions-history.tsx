import { useEffect, useRef, useState } from 'preact/hooks';
import { formatPlural } from '@/knowledge/profile/format';
import { moveAmong, useKeys } from './questions-arrows';

/** A question asked before, in words. */
export interface HistoryLine {
  id: number;
  question: string;
  /** « 22/11 10:13 », the year with it when it is another one. */
  when: string;
  /** Title of the call it was limited to; empty when it is the one chosen now, or when there was none. */
  campaign: string;
  /** How sure its answer was, « sans certitude »; empty when there is none to read. */
  state: string;
  reported: boolean;
}

export interface HistoryProps {
  history: HistoryLine[];
  /** Questions kept at most. */
  most: number;
  onReopen: (id: number) => void;
  onErase: (id: number) => void;
  onEraseAll: () => void;
  onExport: () => void;
}

/** Lines shown without asking. */
const SHOWN = 8;

/** What was asked before for this grappe, latest first: reopened, erased one by one or all at once. */
export const QuestionsHistory = (props: HistoryProps) =>
  props.history.length === 0 ? null : <History {...props} />;

const History = (props: HistoryProps) => {
  const { history, most, onEraseAll, onExport } = props;
  const list = useKeys<HTMLElement>((event, element) =>
    moveAmong(event, element, '.history-question', 'column'),
  );
  const [whole, setWhole] = useState(false);
  const [current, setCurrent] = useState(0);
  const shown = whole ? history : history.slice(0, SHOWN);
  useEffect(() => {
    // The button that unfolds the list is gone: its reader goes on with the first line that it brought.
    if (whole) list.current?.querySelectorAll<HTMLElement>('.history-question')[SHOWN]?.focus();
  }, [whole, list]);
  const reports = history.filter(({ reported }) => reported).length;
  const at = Math.min(current, shown.length - 1);
  return (
    <section ref={list} class="stack" aria-label="Déjà posées">
      <h2>Déjà posées ({history.length})</h2>
      <ul class="stack history">
        {shown.map((line, rank) => (
          <Line key={line.id} {...props} line={line} rank={rank} reached={rank === at} onReach={setCurrent} />
        ))}
      </ul>
      <div class="row">
        {shown.length < history.length && (
          <button type="button" onClick={() => setWhole(true)}>
            {othersWords(history.length - shown.length)}
          </button>
        )}
        <button type="button" onClick={onEraseAll}>
          Tout effacer
        </button>
        {reports > 0 && (
          <button type="button" onClick={onExport}>
            Exporter {formatPlural(reports, 'signalement')}
          </button>
        )}
      </div>
      <p class="small muted">
        Gardées sur cet ordinateur seulement, {most} au plus par grappe{'\u00A0'}: les plus anciennes partent
        d’abord.
      </p>
    </section>
  );
};

const othersWords = (count: number): string => (count > 1 ? `Voir les ${count} autres` : 'Voir la dernière');

interface LineProps extends HistoryProps {
  line: HistoryLine;
  rank: number;
  /** It is the one that takes the focus when it comes to the list. */
  reached: boolean;
  onReach: (rank: number) => void;
}

const Line = ({ line, rank, reached, onReach, onReopen, onErase, history }: LineProps) => {
  const item = useRef<HTMLLIElement>(null);
  const { id, question, when, campaign, state, reported } = line;
  const erase = () => {
    // The focus goes to a neighbour: the line it is on is about to leave.
    const near = item.current?.nextElementSibling ?? item.current?.previousElementSibling;
    const isLast = rank === history.length - 1;
    onReach(isLast ? Math.max(0, rank - 1) : rank);
    near?.querySelector<HTMLElement>('.history-question')?.focus();
    onErase(id);
  };
  const tabIndex = reached ? 0 : -1;
  return (
    <li ref={item} class="history-line">
      <button
        type="button"
        class="history-question"
        tabIndex={tabIndex}
        onFocus={() => onReach(rank)}
        onClick={() => onReopen(id)}
        onKeyDown={(event) => {
          if (event.key !== 'Delete') return;
          event.preventDefault();
          erase();
        }}
      >
        <span>{question}</span>
        <span class="small muted">
          {[when, state, campaign].filter(Boolean).join(' · ')}
          {reported && ' · signalé'}
        </span>
      </button>
      <button
        type="button"
        class="history-erase"
        tabIndex={tabIndex}
        aria-label={`Effacer la question «\u00A0${question}\u00A0»`}
        onClick={erase}
      >
        <span aria-hidden="true">✕</span>
      </button>
    </li>
  );
};
