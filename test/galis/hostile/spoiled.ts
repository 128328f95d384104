import { box, type HostilePage } from './page';

const honest = `${box('sigle', 'Sigle')}${box('siren', 'N° SIREN')}
  <p><label for="forme">Forme juridique</label> <select id="forme"><option value=""></option><option>Association déclarée</option><option>Fondation</option></select></p>
  <p>Êtes-vous établi en France ? <label><input type="radio" name="france" id="oui" value="1">Oui</label><label><input type="radio" name="france" id="non" value="0">Non</label></p>
  <p><label for="objectifs">Objectifs du projet</label> <textarea id="objectifs"></textarea></p>
  <div style="display:none">${box('piege-iban', 'IBAN')}</div>`;

/** Every primitive of the page's world lies or fails, and tells when somebody uses it. */
export const prototypes: HostilePage = {
  body: honest,
  before: `window.vole = []; let vole = window.vole;
    const note = (name, lie) => function () { vole[vole.length] = name; return lie; };
    const { defineProperty } = Object;
    for (const owner of [HTMLInputElement, HTMLTextAreaElement, HTMLSelectElement])
      defineProperty(owner.prototype, 'value', { get: note('get value', 'faux'), set: note('set value') });
    defineProperty(HTMLInputElement.prototype, 'checked', { get: note('get checked', true), set: note('set checked') });
    defineProperty(Element.prototype, 'shadowRoot', { get: note('shadowRoot', null) });
    defineProperty(Node.prototype, 'textContent', { get: note('textContent', 'IBAN'), set: note('set textContent') });
    const lies = [
      [Element.prototype, { attachShadow: null, checkVisibility: true, getBoundingClientRect: { x: 0, y: 0, left: 0, top: 0, right: 300, bottom: 30, width: 300, height: 30 }, matches: true, closest: null, querySelectorAll: [], querySelector: null, getAttribute: 'IBAN' }],
      [Document.prototype, { querySelectorAll: [], querySelector: null, getElementById: null, createTreeWalker: null, createElement: null, elementFromPoint: null, elementsFromPoint: [] }],
      [EventTarget.prototype, { addEventListener: undefined, dispatchEvent: true }],
      [HTMLElement.prototype, { click: undefined, focus: undefined, blur: undefined }],
      [Promise.prototype, { then: undefined, catch: undefined, finally: undefined }],
      [String.prototype, { trim: 'IBAN', replace: 'IBAN', toLowerCase: 'iban', normalize: 'IBAN' }],
    ];
    for (let at = 0; at < lies.length; at++) for (const name in lies[at][1]) lies[at][0][name] = note(name, lies[at][1][name]);
    for (const name of ['map', 'filter', 'push', 'find', 'some', 'every', 'flatMap', 'forEach', 'join', 'includes', 'slice', 'sort', 'at', 'concat']) Array.prototype[name] = note('Array ' + name, []);
    for (const name of ['get', 'set', 'has']) { Map.prototype[name] = note('Map ' + name); WeakMap.prototype[name] = note('WeakMap ' + name); }
    JSON.stringify = note('stringify', '{}'); JSON.parse = note('parse', {});
    window.MutationObserver = window.IntersectionObserver = window.Promise = window.Event = window.InputEvent = function () { vole[vole.length] = 'new'; return {}; };
    window.getComputedStyle = note('getComputedStyle', { display: 'block', opacity: '1', visibility: 'visible' });
    window.requestAnimationFrame = note('requestAnimationFrame', 1);`,
};

const shadows = [
  'matches',
  'closest',
  'querySelectorAll',
  'querySelector',
  'getAttribute',
  'elements',
  'parentElement',
  'parentNode',
  'children',
  'childNodes',
  'isConnected',
  'ownerDocument',
  'getBoundingClientRect',
  'checkVisibility',
  'localName',
  'nodeType',
  'shadowRoot',
  'getRootNode',
  'textContent',
  'contains',
  'submit',
  'inert',
  'style',
  'id',
  'tagName',
  'attributes',
  'clientHeight',
  'scrollLeft',
  'firstChild',
  'nextSibling',
  'dispatchEvent',
  'addEventListener',
];

const documents = [
  'body',
  'documentElement',
  'querySelectorAll',
  'querySelector',
  'getElementById',
  'createTreeWalker',
  'createElement',
  'activeElement',
  'title',
  'defaultView',
  'addEventListener',
  'elementsFromPoint',
  'forms',
  'head',
  'readyState',
  'URL',
];

/** Controls and images whose names stand in for the properties of their form and of the document. */
export const names: HostilePage = {
  body: `${honest}${shadows.map((name) => `<input type="text" name="${name}" aria-label="Divers" size="2">`).join('')}
    ${documents.map((name) => `<img name="${name}" id="${name}" alt="" width="1" height="1">`).join('')}`,
};
