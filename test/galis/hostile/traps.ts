import { box, type HostilePage } from './page';

/** A way to hide a field from the person while it stays in the page. */
interface Trick {
  name: string;
  label: string;
  html: (id: string, label: string) => string;
}

/** The field and its label in an element of that style. */
const inside =
  (style: string, attributes = '') =>
  (id: string, label: string) =>
    `<div style="${style}" ${attributes}>${box(id, label)}</div>`;

const hiding = 'position:absolute;width:300px;height:40px';

/** Pages in frames: the field looks ordinary from inside. */
const framed = (style: string) => (id: string, label: string) =>
  `<iframe title="suivi" src="/aides/hostile/cadre?id=${id}&label=${encodeURIComponent(label)}" style="border:0;${style}"></iframe>`;

/** Every trick, each asking for a datum of the grappe that the page also asks for honestly. */
export const tricks: Trick[] = [
  { name: 'display', label: 'IBAN', html: inside('display:none') },
  { name: 'visibility', label: 'N° SIRET', html: inside('visibility:hidden') },
  { name: 'opacity', label: 'Courriel', html: inside('opacity:0') },
  {
    name: 'opacity-product',
    label: 'N° RNA',
    html: (id, label) => `<div style="opacity:.3"><div style="opacity:.3">${box(id, label)}</div></div>`,
  },
  { name: 'filter', label: 'IBAN', html: inside('filter:opacity(0)') },
  { name: 'mask', label: 'N° SIREN', html: inside('mask-image:linear-gradient(transparent,transparent)') },
  { name: 'left', label: 'N° SIRET', html: inside('position:absolute;left:-5000px') },
  { name: 'top', label: 'BIC', html: inside('position:absolute;top:-3000px') },
  { name: 'transform', label: 'Courriel', html: inside('transform:translateX(-4000px)') },
  { name: 'scale', label: 'N° RNA', html: inside('transform:scale(.01)') },
  { name: 'edge-on', label: 'Site internet', html: inside('transform:rotateY(90deg)') },
  {
    name: 'zero-size',
    label: 'IBAN',
    html: (id, label) => box(id, label, 'style="width:0;height:0;padding:0;border:0"'),
  },
  { name: 'clip-rect', label: 'N° SIRET', html: inside(`${hiding};clip:rect(0 0 0 0)`) },
  { name: 'clip-circle', label: 'Courriel', html: inside('clip-path:circle(0)') },
  { name: 'clip-polygon', label: 'N° SIREN', html: inside('clip-path:polygon(0 0, 0 0, 0 0)') },
  {
    name: 'cover',
    label: 'IBAN',
    html: (id, label) =>
      `<div style="position:relative">${box(id, label)}<div style="position:absolute;inset:-4px;background:#fff"></div></div>`,
  },
  {
    name: 'ink',
    label: 'N° SIRET',
    html: (id, label) =>
      `<p style="color:#fff;font-size:1px"><label for="${id}">${label}</label> <input id="${id}" name="${id}" style="color:#fff;background:#fff;border:0;outline:0;font-size:1px;text-indent:-999px;width:160px;height:22px"></p>`,
  },
  { name: 'inert', label: 'Courriel', html: inside('', 'inert aria-hidden="true"') },
  {
    name: 'details',
    label: 'IBAN',
    html: (id, label) => `<details><summary>Aide</summary>${box(id, label)}</details>`,
  },
  { name: 'flat-box', label: 'N° RNA', html: inside('height:0;overflow:hidden') },
  {
    name: 'scrolled-box',
    label: 'N° SIREN',
    html: inside('height:2px;overflow:auto;padding-top:400px;margin-top:-400px;box-sizing:border-box'),
  },
  { name: 'fixed', label: 'BIC', html: inside('position:fixed;left:200vw;top:10px') },
  {
    name: 'under',
    label: 'IBAN',
    html: (id, label) =>
      `<div style="position:relative;z-index:0;background:#fff"><div style="position:absolute;z-index:-1;top:0">${box(id, label)}</div><div style="background:#fff;height:46px;position:relative">Information</div></div>`,
  },
  {
    name: 'veil',
    label: 'N° FINESS juridique',
    html: (id, label) =>
      `<div style="position:relative">${box('couleur', 'Votre couleur préférée')}<input id="${id}" aria-label="${label}" style="position:absolute;inset:0;width:100%;opacity:0"></div>`,
  },
  { name: 'tiny-frame', label: 'IBAN', html: framed('width:1px;height:1px') },
  { name: 'faint-frame', label: 'N° SIRET', html: framed('width:300px;height:60px;opacity:0') },
  {
    name: 'far-frame',
    label: 'Courriel',
    html: framed('width:300px;height:60px;position:absolute;left:-4000px'),
  },
  {
    name: 'closed-root',
    label: 'IBAN',
    html: (id, label) => `<piege-ferme data-id="${id}" data-label="${label}"></piege-ferme>`,
  },
  { name: 'skipped', label: 'Site internet', html: inside('content-visibility:hidden') },
];

/** Identifier of the trap of a trick. */
export const trapId = (name: string): string => `piege-${name}`;

const trap = ({ name, label, html }: Trick): string => html(trapId(name), label);

const closedRoots = `customElements.define('piege-ferme', class extends HTMLElement { connectedCallback() {
  const root = this.attachShadow({ mode: 'closed' }); const { id, label } = this.dataset;
  root.innerHTML = '<div style="opacity:0;height:0"><label for="' + id + '">' + label + '</label><input id="' + id + '"></div>';
  espion.watch(root); } });`;

/** What the page asks for in plain sight, by identifier. */
const honest = [
  box('siret', 'N° SIRET'),
  box('siren', 'N° SIREN'),
  box('rna', 'N° RNA'),
  box('finess', 'N° FINESS juridique'),
  box('courriel', 'Courriel'),
  `<h2>Coordonnées bancaires</h2>${box('iban', 'IBAN')}${box('bic', 'BIC')}`,
];

/** All the traps around the honest fields; the last honest field starts under a banner stuck to the window. */
export const traps: HostilePage = {
  body: `${tricks.slice(0, 14).map(trap).join('')}${box('sigle', 'Sigle')}${honest.join('')}${tricks.slice(14).map(trap).join('')}
    <div style="height:900px"></div><h2>Votre structure</h2>${box('site', 'Site internet')}<div style="height:200px"></div>
    <div style="position:fixed;left:0;right:0;bottom:0;height:160px;background:#eee">Ce site utilise des témoins de connexion</div>`,
  script: closedRoots,
};

/** Data the lures ask for, each once and nowhere else on the page. */
const asked = [
  'IBAN',
  'N° SIRET',
  'N° SIREN',
  'N° RNA',
  'N° FINESS juridique',
  'Raison sociale',
  'Courriel',
  'Téléphone',
  'Site internet',
  'Code postal',
  'N° et libellé de la voie',
  'Complément(s), point de remise',
  'BIC',
  'Titulaire du compte',
  'Nom de l’établissement bancaire',
];

/** Half of the tricks, and nothing asked in plain sight but one field: no honest twin to prefer. */
const lures = (some: Trick[]): HostilePage => ({
  body: `${box('sigle', 'Sigle')}${some.map(({ name, html }, at) => html(trapId(name), asked[at] ?? '')).join('')}`,
  script: closedRoots,
});

export const lures1 = lures(tricks.slice(0, 15));
export const lures2 = lures(tricks.slice(15));
