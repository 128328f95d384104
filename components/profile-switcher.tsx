import { GrappeMark } from './profile-mark';

interface Props {
  profiles: { id: string; name: string }[];
  currentId: string;
  onChoose(id: string): void;
}

const nameOf = (profile: { name: string }): string => profile.name || 'Grappe sans nom';

/** The grappe on screen, with its mark, and the list of the others. */
export function ProfileSwitcher({ profiles, currentId, onChoose }: Props) {
  const current = profiles.find((p) => p.id === currentId);
  if (!current) return null;
  return (
    <div class="grappe-current">
      <GrappeMark id={current.id} name={current.name} />
      {profiles.length === 1 ? (
        <p>
          <span class="small muted">Grappe affichée</span>
          <strong>{nameOf(current)}</strong>
        </p>
      ) : (
        <label>
          <span class="small muted">Grappe affichée ({profiles.length} sur cet ordinateur)</span>
          <select value={currentId} onChange={(e) => onChoose(e.currentTarget.value)}>
            {profiles.map((profile) => (
              <option key={profile.id} value={profile.id} selected={profile.id === currentId}>
                {nameOf(profile)}
              </option>
            ))}
          </select>
        </label>
      )}
    </div>
  );
}
