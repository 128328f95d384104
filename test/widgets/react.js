import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import Select from 'react-select';
import AsyncSelect from 'react-select/async';

const REGIONS = ['Bretagne', 'Normandie', 'Nouvelle-Aquitaine'].map((label) => ({
  label,
  value: label.slice(0, 3),
}));

/** A form of controlled fields: React holds the values and draws them back. */
function Page() {
  const [state, setState] = useState({ nom: '', date: '', notes: '', forme: '', statut: '', siege: false });
  const put = (key, value) => setState((before) => ({ ...before, [key]: value }));
  Object.assign(globalThis, { model: () => state });
  const box = (id, label, type = 'text') =>
    h(
      'p',
      { key: id },
      h('label', { htmlFor: id }, label),
      h('input', {
        id,
        type,
        value: String(state[id] ?? ''),
        onChange: (event) => put(id, event.target.value),
        onBlur: () => put(`${id}Quitte`, true),
      }),
    );
  return h(
    'form',
    null,
    h('h1', null, 'React'),
    box('nom', 'Raison sociale'),
    box('date', 'Date de création', 'date'),
    h(
      'p',
      null,
      h('label', { htmlFor: 'notes' }, 'Description du projet'),
      h('textarea', {
        id: 'notes',
        value: String(state.notes),
        onChange: (event) => put('notes', event.target.value),
      }),
    ),
    h(
      'p',
      null,
      h('label', { htmlFor: 'forme' }, 'Forme juridique'),
      h(
        'select',
        { id: 'forme', value: String(state.forme), onChange: (event) => put('forme', event.target.value) },
        h('option', { value: '' }, 'Choisissez'),
        h('option', { value: 'A' }, 'Association'),
        h('option', { value: 'F' }, 'Fondation'),
      ),
    ),
    h(
      'fieldset',
      null,
      h('legend', null, 'Statut de l’organisme'),
      ...['Public', 'Privé'].map((one) =>
        h(
          'label',
          { key: one },
          h('input', {
            type: 'radio',
            name: 'statut',
            checked: state.statut === one,
            onChange: () => put('statut', one),
          }),
          one,
        ),
      ),
    ),
    h(
      'p',
      null,
      h(
        'label',
        null,
        h('input', {
          type: 'checkbox',
          checked: state.siege === true,
          onChange: (event) => put('siege', event.target.checked),
        }),
        'Adresse du siège',
      ),
    ),
    h('p', null, h('label', { htmlFor: 'region' }, 'Région')),
    h(Select, { inputId: 'region', options: REGIONS, onChange: (one) => put('region', one) }),
    h('p', null, h('label', { htmlFor: 'ville' }, 'Ville')),
    h(AsyncSelect, {
      inputId: 'ville',
      loadOptions: (typed) =>
        new Promise((resolve) =>
          setTimeout(
            () =>
              resolve(
                ['Brest', 'Bressuire']
                  .filter((one) => one.toLowerCase().startsWith(typed.toLowerCase()))
                  .map((label) => ({ label, value: label })),
              ),
            400,
          ),
        ),
      onChange: (one) => put('ville', one),
    }),
  );
}

const place = document.body.appendChild(document.createElement('div'));
createRoot(place).render(h(Page));
