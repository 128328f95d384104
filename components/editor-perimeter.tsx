import { FIELD_NAMES, formatCount } from '@/knowledge/profile/format';
import type { Dossier, Essms, Profile } from '@/knowledge/profile/schema';

interface Props {
  /** `data-path` of the first box. */
  path: string;
  grappe: Profile;
  dossier: Dossier;
  onChange(ids: string[]): void;
}

const nameOf = ({ name, finess }: Essms): string => name || finess || 'ESSMS sans nom';

/** Which ESSMS of the grappe a dossier covers: those of its field first, then the others. */
export function EditorPerimeter({ path, grappe, dossier, onChange }: Props) {
  const chosen = new Set(dossier.essmsIds);
  const fits = (essms: Essms): boolean => dossier.field === null || essms.field === dossier.field;
  const ordered = grappe.essms.toSorted((a, b) => Number(fits(b)) - Number(fits(a)));
  const inField = grappe.essms.filter(fits);
  const toggle = (id: string) =>
    onChange(chosen.has(id) ? dossier.essmsIds.filter((one) => one !== id) : [...dossier.essmsIds, id]);
  const name = dossier.field === null ? 'de la grappe' : `du champ ${FIELD_NAMES[dossier.field]}`;
  return (
    <fieldset class="field-group">
      <legend>
        ESSMS du dossier : {formatCount(chosen.size)} sur {formatCount(grappe.essms.length)}
      </legend>
      <div class="row">
        <button
          type="button"
          data-path={path}
          disabled={inField.length === 0}
          onClick={() => onChange([...new Set([...dossier.essmsIds, ...inField.map(({ id }) => id)])])}
        >
          Cocher les {formatCount(inField.length)} ESSMS {name}
        </button>
        <button type="button" disabled={chosen.size === 0} onClick={() => onChange([])}>
          Tout décocher
        </button>
      </div>
      <ul class="perimeter">
        {ordered.map((essms) => (
          <li key={essms.id}>
            <label>
              <input type="checkbox" checked={chosen.has(essms.id)} onChange={() => toggle(essms.id)} />
              <span>
                {nameOf(essms)}
                {!fits(essms) && (
                  <span class="muted small"> {essms.field ? FIELD_NAMES[essms.field] : 'champ inconnu'}</span>
                )}
              </span>
            </label>
          </li>
        ))}
      </ul>
    </fieldset>
  );
}
