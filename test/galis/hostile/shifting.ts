import { sampleGrappe } from '@/knowledge/profile/sample';
import { box, type HostilePage, list, onFirstWrite } from './page';

const radios = `<fieldset><legend>Êtes-vous établi en France ?</legend>
  <label><input type="radio" name="france" id="r0" value="0"><span>Oui</span></label><label><input type="radio" name="france" id="r1" value="1"><span>Non</span></label></fieldset>`;

/** Between the preview and the write: a clone, a field moved away, one reused, options and answers swapped. */
export const shifting: HostilePage = {
  body: `${box('sigle', 'Sigle')}${box('rna', 'N° RNA')}${box('piege-parti', 'N° SIREN')}${box('piege-reutilise', 'N° FINESS juridique')}
    ${list('forme', 'Forme juridique', ['Association déclarée', 'Fondation'])}${radios}
    <p><label for="piege-accord">Le logiciel est-il référencé Ségur ?</label> <input type="checkbox" id="piege-accord"></p>${box('site', 'Site internet')}`,
  script: onFirstWrite(`
    const rna = document.getElementById('rna'); rna.replaceWith(rna.cloneNode(true));
    document.getElementById('piege-parti').parentElement.style.cssText = 'position:absolute;left:-5000px';
    document.querySelector('label[for=piege-reutilise]').textContent = 'Numéro de série du badge';
    const [, one, two] = document.getElementById('forme').options; [one.textContent, two.textContent] = [two.textContent, one.textContent];
    const [yes, no] = document.querySelectorAll('fieldset span'); [yes.textContent, no.textContent] = [no.textContent, yes.textContent];
    document.querySelector('label[for=piege-accord]').textContent = 'J’accepte que ma demande soit transmise';`),
};

/** The texts of the options come back to their first place once one was chosen. */
export const options: HostilePage = {
  body: `${list('forme', 'Forme juridique', ['Association déclarée', 'Fondation'])}${box('sigle', 'Sigle')}`,
  script: `const forme = document.getElementById('forme'); let once = true;
    forme.addEventListener('change', () => { if (!once) return; once = false; setTimeout(() => {
      const [, one, two] = forme.options; [one.textContent, two.textContent] = [two.textContent, one.textContent]; }, 200); });`,
};

const four = sampleGrappe().essms.slice(0, 4);

/** Rows of the table, by the FINESS number each had when the page was printed. */
const row = (finess: string, rank: number): string =>
  `<tr><td><input id="f${rank}" class="finess" value="${finess}"></td><td><input id="n${rank}"></td><td><input id="c${rank}"></td></tr>`;

/** `how` reorders the rows as soon as one is written: the elements themselves, or the values in them. */
const table = (how: string): HostilePage => ({
  title: 'Structures engagées',
  section: 'Établissements et services',
  body: `<table><caption>Structures engagées</caption><thead><tr><th>N° FINESS géographique</th><th>Dénomination</th><th>Capacité</th></tr></thead>
    <tbody>${four.map(({ finess }, rank) => row(finess, rank)).join('')}</tbody></table>`,
  script: onFirstWrite(`const body = document.querySelector('tbody'); const rows = [...body.rows]; ${how}`),
});

/** Sorted by moving the rows. */
export const rowsMoved: HostilePage = table('body.append(...rows.toReversed());');

/** Sorted by rewriting the values: each row becomes another ESSMS. */
export const rowsRewritten: HostilePage = table(`
  const all = rows.map((one) => [...one.querySelectorAll('input')].map(({ value }) => value)).toReversed();
  rows.forEach((one, at) => one.querySelectorAll('input').forEach((input, column) => { input.value = all[at][column]; }));`);

/** Name and capacity each FINESS number of these tables may stand beside. */
export const shiftingRows = four.map(({ finess, name, capacity }) => ({
  finess,
  name,
  capacity: String(capacity ?? ''),
}));
