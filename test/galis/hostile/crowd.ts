import { box, type HostilePage } from './page';

const FIELDS = 3000;
const NODES = 50_000;

const questions = Array.from(
  { length: FIELDS },
  (_, at) =>
    `<p><label for="q${at}">Question complémentaire n° ${at + 1}</label> <input id="q${at}"><small>Facultatif</small></p>`,
);

const filler = '<li><span>Article</span> <b>premier</b></li>'.repeat(Math.ceil((NODES - FIELDS * 4) / 3));

/** Fifty thousand elements and three thousand fields; the page itself does nothing after it loaded. */
export const crowd: HostilePage = {
  body: `${box('sigle', 'Sigle')}${box('siren', 'N° SIREN')}${box('rna', 'N° RNA')}${questions.join('')}
    <ul>${filler}</ul>${box('piege-loin', 'IBAN', 'style="position:absolute;left:-9999px"')}`,
  quiet: true,
};
