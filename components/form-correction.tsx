import { useId, useState } from 'preact/hooks';
import { dictionary } from '@/knowledge/form/dictionary';
import { families } from '@/knowledge/form/rows';

/** What a name of the dictionary is about, by its first word. */
const AREAS: Record<string, string> = {
  porteur: 'Organisme',
  address: 'Adresse et coordonnées',
  representative: 'Représentant légal',
  contact: 'Personne chargée du dossier',
  project: 'Projet',
  criteria: 'Critères d’éligibilité',
  bank: 'Coordonnées bancaires',
};

interface Choice {
  id: string;
  name: string;
}

const areaOf = (id: string): string => AREAS[id.split('.')[0] ?? ''] ?? 'Autres';

const single = Map.groupBy(
  dictionary.map(({ id, name }): Choice => ({ id, name })),
  ({ id }) => areaOf(id),
);
const columns = new Map(families.map((family) => [family.name, family.columns as Choice[]]));

const NAMES = new Map(
  [...single, ...columns].flatMap(([area, choices]) =>
    choices.map(({ id, name }) => [id, `${area} : ${name}`] as const),
  ),
);

/** « Représentant légal : Nom » for a name of the dictionary; null is the field to leave alone. */
export const askedName = (id: string | null): string =>
  id === null ? 'à laisser de côté' : (NAMES.get(id) ?? id);

const LEAVE = '(laisser)';

interface Props {
  /** What it is taken for now, or null. */
  current: string | null;
  inTable: boolean;
  busy: boolean;
  onCorrect: (fieldId: string | null) => void;
}

/** The person says what a field asks; kept for this field and those like it. */
export const CorrectionForm = ({ current, inTable, busy, onCorrect }: Props) => {
  const id = useId();
  const [chosen, setChosen] = useState('');
  const groups = inTable ? columns : single;
  return (
    <form
      class="stack tight correction"
      onSubmit={(event) => {
        event.preventDefault();
        onCorrect(chosen === LEAVE ? null : chosen);
        setChosen('');
      }}
    >
      <label for={id}>Ce champ demande</label>
      <select id={id} value={chosen} onChange={(event) => setChosen(event.currentTarget.value)}>
        <option value="">Choisir…</option>
        <option value={LEAVE}>Autre chose : ne jamais le remplir</option>
        {[...groups].map(([area, choices]) => (
          <optgroup key={area} label={area}>
            {choices.map((choice) => (
              <option key={choice.id} value={choice.id} disabled={choice.id === current}>
                {choice.name}
                {choice.id === current && ' (reconnu ainsi)'}
              </option>
            ))}
          </optgroup>
        ))}
      </select>
      <p class="small muted">
        Retenu sur cet ordinateur, pour ce champ et ceux qui lui ressemblent. Aucune valeur n’est gardée.
      </p>
      <button type="submit" disabled={busy || chosen === ''}>
        Retenir cette réponse
      </button>
    </form>
  );
};
