import { useState } from 'preact/hooks';
import { type Choices, isCellAccepted, isLineAccepted } from '@/knowledge/import';
import type { ProposedCell, ProposedLine, Remark } from '@/knowledge/import/proposal';
import { formatPlural } from '@/knowledge/profile/format';
import { changesOf, GROUP_WORDS, groupOf, hasBox, isOffered } from './import-groups';

export interface LineActions {
  onLine(line: ProposedLine, ticked: boolean): void;
  onCell(line: ProposedLine, cell: ProposedCell, ticked: boolean): void;
  /** Establishments picked in place of the number of a legal person. */
  onPick(line: ProposedLine, finess: string[]): void;
}

interface Props {
  line: ProposedLine;
  choices: Choices;
  /** Name the register gives to the number of this line; empty when it is not known. */
  registerName: string;
  actions: LineActions;
}

const LEVELS: Record<Remark['level'], { icon: string; word: string; tone: string }> = {
  refused: { icon: '✕', word: 'Refus', tone: 'bad' },
  confirm: { icon: '?', word: 'À confirmer', tone: 'warn' },
  note: { icon: 'i', word: 'À savoir', tone: '' },
};

const KINDS: Record<ProposedLine['kind'], string> = {
  essms: '',
  organisme: 'Organisme : ',
  bank: 'Banque : ',
  project: 'Projet : ',
};

type Choice = NonNullable<Remark['choices']>[number];

/** The open establishments of a legal person pasted in their place: tick those meant. */
function PickEstablishments({
  line,
  found,
  onPick,
}: { line: ProposedLine; found: Choice[] } & Pick<LineActions, 'onPick'>) {
  const [picked, setPicked] = useState<ReadonlySet<string>>(new Set());
  const all = picked.size === found.length;
  const toggle = (finess: string, ticked: boolean) => {
    const next = new Set(picked);
    if (ticked) next.add(finess);
    else next.delete(finess);
    setPicked(next);
  };
  return (
    <fieldset class="import-pick">
      <legend>
        {formatPlural(found.length, 'établissement ouvert', 'établissements ouverts')} de cette entité
      </legend>
      <ul>
        {found.map(({ finess, name, category, commune }) => (
          <li key={finess}>
            <label class="row">
              <input
                type="checkbox"
                checked={picked.has(finess)}
                onChange={({ currentTarget }) => toggle(finess, currentTarget.checked)}
              />
              <span class="grow">
                {name} <span class="muted small">{[category, commune].filter(Boolean).join(', ')}</span>
              </span>
              <span class="mono small">{finess}</span>
            </label>
          </li>
        ))}
      </ul>
      <div class="row">
        <button
          type="button"
          class="link"
          onClick={() => setPicked(new Set(all ? [] : found.map((e) => e.finess)))}
        >
          {all ? 'Tout décocher' : 'Tout cocher'}
        </button>
        <button type="button" disabled={picked.size === 0} onClick={() => onPick(line, [...picked])}>
          {picked.size > 1 ? `Prendre ces ${picked.size} établissements` : 'Prendre cet établissement'}
        </button>
      </div>
    </fieldset>
  );
}

function RemarkItem({
  line,
  remark,
  onPick,
}: { line: ProposedLine; remark: Remark } & Pick<LineActions, 'onPick'>) {
  const { icon, word, tone } = LEVELS[remark.level];
  return (
    <li class={`import-remark ${tone}`} data-code={remark.code}>
      <p class="small">
        <span aria-hidden="true">{icon}</span> <strong>{word} :</strong> {remark.text}
      </p>
      {remark.choices && remark.choices.length > 0 && (
        <PickEstablishments line={line} found={remark.choices} onPick={onPick} />
      )}
    </li>
  );
}

const Before = ({ text }: { text: string }) =>
  text === '' ? <span class="muted">vide</span> : <del>{text}</del>;

function CellRow({ line, cell, choices, actions }: Omit<Props, 'registerName'> & { cell: ProposedCell }) {
  return (
    <li class={cell.sensitive ? 'sensitive' : ''}>
      <label class="import-cell">
        <input
          type="checkbox"
          checked={isCellAccepted(line, cell, choices)}
          disabled={cell.blocked === true || (line.action === 'add' && !isLineAccepted(line, choices))}
          onChange={({ currentTarget }) => actions.onCell(line, cell, currentTarget.checked)}
        />
        <span class="import-cell-label">{cell.label}</span>
        <span class="import-cell-values">
          {line.action === 'change' && (
            <>
              <Before text={cell.beforeText} /> <span aria-hidden="true">→</span>
              <span class="visually-hidden"> devient </span>{' '}
            </>
          )}
          <ins>{cell.afterText || 'vide'}</ins>
        </span>
      </label>
      {cell.why !== '' && (
        <p class="small import-cell-why">
          <span aria-hidden="true">{cell.sensitive ? '⚠' : 'i'}</span> {cell.why}
        </p>
      )}
    </li>
  );
}

/** The values of a line: shown when they change something, folded when the line is new. */
function Cells(props: Omit<Props, 'registerName'>) {
  const { line } = props;
  const [open, setOpen] = useState(line.action === 'change');
  const cells = line.action === 'change' ? changesOf(line) : line.cells;
  if (cells.length === 0) return null;
  return (
    <details class="import-cells" open={open} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary class="small">
        {formatPlural(cells.length, line.action === 'change' ? 'changement' : 'valeur')}
      </summary>
      {open && (
        <ul>
          {cells.map((cell) => (
            <CellRow key={`${cell.target} ${cell.path.join('.')}`} {...props} cell={cell} />
          ))}
        </ul>
      )}
    </details>
  );
}

/** One line of the import: what it is, what would be done, what is doubtful, and the boxes. */
export function ImportLine({ line, choices, registerName, actions }: Props) {
  const { icon, word, tone } = GROUP_WORDS[groupOf(line)];
  const name = (
    <span class="import-line-title">
      {KINDS[line.kind]}
      {line.title}
      {registerName !== '' && <span class="block small muted">Au registre : {registerName}</span>}
    </span>
  );
  return (
    <li class={`import-line ${tone}`} data-line={line.id} data-action={line.action}>
      <div class="import-line-head">
        {hasBox(line) ? (
          <label class="row">
            <input
              type="checkbox"
              checked={isLineAccepted(line, choices)}
              onChange={({ currentTarget }) => actions.onLine(line, currentTarget.checked)}
            />
            {name}
          </label>
        ) : (
          name
        )}
        <span class="muted small nowrap">{line.line > 0 && `ligne ${line.line}`}</span>
        <span class={`badge ${tone}`}>
          <span aria-hidden="true">{icon}</span> {word}
        </span>
      </div>
      {line.remarks.length > 0 && (
        <ul class="import-remarks">
          {line.remarks.map((remark) => (
            <RemarkItem
              key={`${remark.code} ${remark.text}`}
              line={line}
              remark={remark}
              onPick={actions.onPick}
            />
          ))}
        </ul>
      )}
      {line.action === 'refused' && line.raw !== '' && (
        <p class="small muted">
          Dans le tableau : <span class="mono">{line.raw}</span>
        </p>
      )}
      {isOffered(line) && <Cells line={line} choices={choices} actions={actions} />}
    </li>
  );
}
