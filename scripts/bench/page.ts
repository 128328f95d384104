/** A form of 300 invented fields under ten headings: 150 texts, 60 lists, 45 questions, 45 dates, 100 of them each in a shadow root. */
const WORDS = [
  'N° SIRET',
  'Raison sociale',
  'Code postal',
  'Commune',
  'Intitulé du projet',
  'Nom du représentant légal',
  'Courriel',
  'Téléphone',
  'IBAN',
  'Titulaire du compte',
  'Capacité',
  'Surface des locaux',
  'Couleur du plan',
  'Repère interne',
];

const textField = (n: number): string =>
  `<label for="t${n}">${WORDS[n % WORDS.length]} ${n}</label><input id="t${n}" name="t${n}" placeholder="À saisir" aria-describedby="a${n}"><small id="a${n}">Tel qu’il figure sur l’avis n° ${n}</small>`;

const selectField = (n: number): string =>
  `<label for="s${n}">Forme juridique ${n}</label><select id="s${n}" name="s${n}"><option value="">Sélectionnez une valeur</option>${Array.from({ length: 10 }, (_, at) => `<option>Choix ${at}</option>`).join('')}</select>`;

const radioField = (n: number): string =>
  `<fieldset><legend>Question ${n} ?</legend>${['Oui', 'Non', 'Ne sait pas'].map((word, at) => `<label><input type="radio" name="r${n}" value="${at}">${word}</label>`).join('')}</fieldset>`;

const dateField = (n: number): string =>
  `<label for="d${n}">Date de début ${n}</label><input type="date" id="d${n}" name="d${n}">`;

const times = (count: number, field: (n: number) => string): string[] =>
  Array.from({ length: count }, (_, n) => field(n));

/** Every third field is the content of its own component. */
const SHADOWED = 100;

const PER_SECTION = 30;

export const benchPage = (): string => {
  const fields = [
    ...times(150, textField),
    ...times(60, selectField),
    ...times(45, radioField),
    ...times(45, dateField),
  ];
  const step = fields.length / SHADOWED;
  const shadowed = new Set(Array.from({ length: SHADOWED }, (_, at) => Math.floor(at * step)));
  const blocks = fields.map((html, at) => {
    const heading = at % PER_SECTION === 0 ? `<h2>Partie ${at / PER_SECTION + 1}</h2>` : '';
    const field = shadowed.has(at)
      ? `<bench-field><template>${html}</template></bench-field>`
      : `<div>${html}</div>`;
    return heading + field;
  });
  return `<!doctype html><html lang="fr"><meta charset="utf-8"><title>Banc d’essai</title><h1>Banc d’essai</h1><form>${blocks.join('')}</form>
<script>customElements.define('bench-field', class extends HTMLElement {
  connectedCallback() { this.attachShadow({ mode: 'open' }).append(this.querySelector('template').content.cloneNode(true)); }
});</script></html>`;
};
