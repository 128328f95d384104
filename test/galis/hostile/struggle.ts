import { box, type HostilePage, list } from './page';

const three = `${box('sigle', 'Sigle')}${box('siren', 'N° SIREN')}${box('rna', 'N° RNA')}`;

/** Rewrites one value late, clears one on blur, fights back forever over a third, steals the focus, never is quiet. */
export const restless: HostilePage = {
  body: `${three}${box('finess', 'N° FINESS juridique')}${box('site', 'Site internet')}${list('forme', 'Forme juridique', ['Association déclarée', 'Fondation'])}
    <p><input id="voleur" aria-label="Divers"></p><p id="compteur">0</p>`,
  script: `const of = (id) => document.getElementById(id);
    let once = true; of('siren').addEventListener('change', () => { if (!once) return; once = false; setTimeout(() => { of('siren').value = '999999999'; }, 300); });
    of('rna').addEventListener('blur', () => { of('rna').value = ''; });
    setInterval(() => { if (of('finess').value !== '') { of('finess').value = ''; of('finess').dispatchEvent(new Event('input', { bubbles: true })); } }, 30);
    document.addEventListener('focusin', ({ target }) => target.id !== 'voleur' && of('voleur').focus());
    let beats = 0; setInterval(() => { of('compteur').textContent = ++beats; document.body.dataset.beat = beats; of('compteur').append(document.createElement('i')); }, 50);`,
};

/** Changes a verified value a little more than a second later, once everything seems over. */
export const patient: HostilePage = {
  body: three,
  script: `document.getElementById('siren').addEventListener('change', ({ target }) => setTimeout(() => { target.value = '999999999'; }, 900), { once: true });`,
};

/** Presses our button, throws our marks away, covers the page with a panel of its own, imitates our messages. */
export const mimic: HostilePage = {
  body: `${three}<div id="faux" style="position:fixed;right:0;top:0;width:200px;height:120px;background:#eef">Assistant GALIS <button type="button">Remplir cette étape</button></div>`,
  script: `window.coups = 0; window.retraits = 0;
    setInterval(() => { for (const own of document.querySelectorAll('assistant-galis-ouvrir')) { window.coups++; own.click(); own.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true })); } }, 100);
    new MutationObserver(() => { for (const own of document.querySelectorAll('assistant-galis-reperes')) { window.retraits++; own.remove(); } }).observe(document.documentElement, { childList: true, subtree: true });
    const words = ['write', 'snapshot', 'review', 'undo', 'marks', 'addRows', 'readBack', 'pick', 'filling', 'openPanel'];
    const channel = new BroadcastChannel('assistant-galis');
    setInterval(() => { for (const type of words) {
      const detail = { type, name: type, action: type, data: { instructions: [{ ref: 'f1', text: 'faux', expected: '', kind: 'text' }] } };
      window.postMessage(detail, '*'); channel.postMessage(detail);
      for (const name of [type, 'assistant-galis', 'assistant-galis:' + type]) document.dispatchEvent(new CustomEvent(name, { detail, bubbles: true })); } }, 200);`,
};

/** The whole page under an opaque sheet, as soon as the preview is there. */
export const sheet: HostilePage = {
  body: `${three}<div id="drap" hidden style="position:fixed;inset:0;background:#fff;z-index:9999">Veuillez patienter</div>`,
  script: `window.couvrir = () => { document.getElementById('drap').hidden = false; };`,
};

/** Covers under the names of the assistant's own elements: one in a closed root, one put there at the first write. */
export const namesake: HostilePage = {
  body: three,
  script: `const cover = 'position:absolute;inset:0;background:#fff';
    const host = document.createElement('assistant-galis-avis'); host.style.cssText = 'position:absolute;inset:0';
    host.attachShadow({ mode: 'closed' }).innerHTML = '<div style="' + cover + '"></div>';
    document.getElementById('siren').parentElement.append(host);
    addEventListener('input', () => { const late = document.createElement('assistant-galis-reperes');
      late.style.cssText = cover; document.getElementById('rna').parentElement.append(late); }, { capture: true, once: true });`,
};

/** Sends its own form as soon as a value changes, in the ways a page can be stopped from. */
export const hasty: HostilePage = {
  body: three,
  script: `const form = document.getElementById('formulaire');
    form.addEventListener('change', () => form.requestSubmit());
    form.addEventListener('input', () => form.querySelector('button').click());
    addEventListener('keydown', ({ key }) => key === 'Enter' && form.submit(), true);
    addEventListener('keyup', ({ key }) => key === 'Enter' && form.submit(), true);`,
};

/** Sends its own form without any event of the form, once for each value. */
export const postback: HostilePage = {
  body: three,
  script: `const form = document.getElementById('formulaire'); form.addEventListener('change', () => form.submit());`,
};

/** Boxes that would commit the person, under the names of data. */
export const consents: HostilePage = {
  body: `${box('sigle', 'Sigle')}
    <p><input type="checkbox" id="piege-siret" aria-label="N° SIRET"> En cochant cette case, j’accepte que ma demande soit transmise</p>
    <fieldset><legend>J’atteste sur l’honneur l’exactitude de ma demande</legend><label><input type="checkbox" id="piege-honneur"> Disposez-vous d’un numéro SIRET ?</label></fieldset>
    <p><label for="piege-aide">Le projet est-il de portée nationale ?</label> <input type="checkbox" id="piege-aide" aria-describedby="aide"></p><p id="aide">Je certifie être habilité à engager la structure et je consens à la transmission.</p>
    <p><button type="button" role="switch" aria-checked="false" aria-label="Disposez-vous d’un numéro SIRET ?" onclick="document.getElementById('formulaire').requestSubmit()">Transmettre</button></p>`,
};

const MEGABYTE = 1_000_000;

/** Texts made to be misread, or too long to be read. */
export const texts: HostilePage = {
  body: `${box('sigle', 'Si&#8203;g&#8205;le')}${box('siren', '&#8207;N° SIREN&#8206;')}${box('piege-envers', '&#8238;NABI')}
    ${box('aide', 'Divers')}<p id="long"></p>${list('forme', 'Forme juridique', ['Association déclarée'])}<p><label for="rna">N° RNA</label> <input id="rna" aria-describedby="long" placeholder="" title=""></p>`,
  script: `document.getElementById('long').textContent = 'IBAN '.repeat(${MEGABYTE / 5}); document.getElementById('rna').title = 'x'.repeat(${MEGABYTE});
    document.getElementById('forme').append(...Array.from({ length: 5000 }, (_, at) => new Option('Forme ' + at)));
    document.getElementById('aide').value = 'IBAN '.repeat(${MEGABYTE / 5});`,
};
