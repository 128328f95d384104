import { type HostilePage, onFirstWrite } from './page';

const columns: Record<string, string> = {
  'Structures engagées': '<th>N° FINESS géographique</th><th>Dénomination</th>',
  'Dépenses prévisionnelles': '<th>Poste de dépense</th><th>Montant TTC</th>',
  'Recettes prévisionnelles': '<th>Financeur</th><th>Montant TTC</th>',
  'Indicateurs du projet': '<th>Indicateur</th><th>Valeur cible</th>',
};

const table = (caption: string, id: string, add: string): string =>
  `<section><h2>${caption}</h2><table><caption>${caption}</caption><thead><tr>${columns[caption]}</tr></thead>
   <tbody><tr><td><input id="${id}a"></td><td><input id="${id}b"></td></tr></tbody></table><div>${add}</div></section>`;

/** « Ajouter une ligne » that transmits: a submit button, a link, a script that sends the form, a button that turns under the click. */
export const addButtons: HostilePage = {
  title: 'Plan de financement',
  section: 'Tableaux',
  body: [
    table('Structures engagées', 's', '<button>Ajouter une structure</button>'),
    table('Dépenses prévisionnelles', 'd', '<a href="/aides/hostile/parti">Ajouter une dépense</a>'),
    table(
      'Recettes prévisionnelles',
      'r',
      '<button type="button" onclick="this.form.requestSubmit()">Ajouter une recette</button>',
    ),
    table(
      'Indicateurs du projet',
      'i',
      `<button type="button" onclick="this.type = 'submit'">Ajouter un indicateur</button>`,
    ),
  ].join(''),
};

const item = (inner: string): string => `<li role="option">${inner}</li>`;

/** A list whose items are links that leave the page. */
export const items: HostilePage = {
  body: `<p><label for="sigle">Sigle</label> <input id="sigle"></p>
    <p><label for="naf">NAF</label> <input id="naf" role="combobox" aria-controls="liste-naf" aria-expanded="false"></p>
    <ul id="liste-naf" role="listbox">${item('<a href="/aides/hostile/parti">87.10A - Hébergement médicalisé pour personnes âgées</a>')}${item('<a href="/aides/hostile/parti">Transmettre</a>')}</ul>`,
};

/** The button that adds rows becomes the one that transmits once a row was added. */
export const turncoat: HostilePage = {
  title: 'Indicateurs',
  section: 'Indicateurs de suivi',
  body: table(
    'Indicateurs du projet',
    'i',
    '<button type="button" id="ajout">Ajouter un indicateur</button>',
  ),
  script: `const add = document.getElementById('ajout'); const body = document.querySelector('tbody');
    add.addEventListener('click', () => {
      if (add.textContent === 'Transmettre') { add.form.requestSubmit(); return; }
      const row = body.rows[0].cloneNode(true);
      for (const input of row.querySelectorAll('input')) input.id += body.rows.length;
      body.append(row); add.textContent = 'Transmettre'; });`,
};

/** A frame of the same host behind another port, one without an origin, and ones written by the page. */
export const frames: HostilePage = {
  body: `<p><label for="sigle">Sigle</label> <input id="sigle"></p>
    <iframe title="port" src="https://galis-subventions.cnsa.fr:8443/aides/hostile/cadre?id=piege-port&label=N%C2%B0%20SIREN" width="400" height="60"></iframe>
    <iframe title="bac" sandbox="allow-scripts" src="/aides/hostile/cadre?id=piege-bac&label=N%C2%B0%20RNA" width="400" height="60"></iframe>
    <iframe title="texte" srcdoc="<label for='piege-texte'>IBAN</label><input id='piege-texte'>" width="400" height="60"></iframe>`,
  script: onFirstWrite(
    `const frame = document.createElement('iframe'); document.body.append(frame); frame.contentDocument.body.innerHTML = '<label for="piege-vide">IBAN</label><input id="piege-vide">';`,
  ),
};
