import { useEffect, useState } from 'preact/hooks';
import type { Classification } from '@/knowledge/texts/captured';
import './capture.css';

/** Something to choose from: its id, and its words. */
export interface Choice {
  id: string;
  label: string;
}

interface Props {
  said: Classification;
  campaigns: readonly Choice[];
  regions: readonly Choice[];
  onSave(said: Classification): void;
}

/** What the user says of a text: its title, its day, the calls and the région it speaks of. */
export const TextClassify = ({ said, campaigns, regions, onSave }: Props) => {
  const [draft, setDraft] = useState(said);
  useEffect(() => setDraft(said), [said]);
  const set = (change: Partial<Classification>) => setDraft({ ...draft, ...change });
  const toggle = (id: string, on: boolean) =>
    set({ campaigns: on ? [...draft.campaigns, id] : draft.campaigns.filter((one) => one !== id) });
  return (
    <form
      class="card text-fields"
      aria-label="Classer ce texte"
      onSubmit={(event) => {
        event.preventDefault();
        onSave(draft);
      }}
    >
      <div class="wide">
        <h3>Classer ce texte</h3>
        <p class="small muted">
          Le classement dit pour quels appels ce texte peut être cité dans une réponse.
        </p>
      </div>
      <div class="wide">
        <label for="text-name">Titre</label>
        <input
          id="text-name"
          required
          maxLength={300}
          value={draft.title}
          onInput={({ currentTarget }) => set({ title: currentTarget.value })}
        />
      </div>
      <div>
        <label for="text-day">Date du texte</label>
        <input
          id="text-day"
          type="date"
          required
          value={draft.date}
          onInput={({ currentTarget }) => set({ date: currentTarget.value })}
        />
      </div>
      <div>
        <label for="text-region">Région</label>
        <select
          id="text-region"
          value={draft.region}
          onChange={({ currentTarget }) => set({ region: currentTarget.value })}
        >
          <option value="">Toutes, ou aucune en particulier</option>
          {regions.map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
        </select>
      </div>
      <fieldset class="text-campaigns wide">
        <legend>Appels à projets dont il parle (aucun coché : il est général)</legend>
        {campaigns.map(({ id, label }) => (
          <label key={id}>
            <input
              type="checkbox"
              checked={draft.campaigns.includes(id)}
              onChange={({ currentTarget }) => toggle(id, currentTarget.checked)}
            />
            {label}
          </label>
        ))}
      </fieldset>
      <div class="row wide">
        <button type="submit" class="primary">
          Enregistrer le classement
        </button>
      </div>
    </form>
  );
};
