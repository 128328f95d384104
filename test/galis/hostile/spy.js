// What a page can learn: every value any of its controls ever held, told to its server. Runs before
// the other scripts and keeps its own copies of all it uses, since those spoil the originals.
(() => {
  const { page, poll } = document.currentScript.dataset;
  const { stringify } = JSON;
  const { getOwnPropertyDescriptor } = Object;
  const getter = (owner, name) => getOwnPropertyDescriptor(owner.prototype, name).get;
  const call = Function.prototype.call.bind(Function.prototype.call);
  const values = {
    INPUT: getter(HTMLInputElement, 'value'),
    TEXTAREA: getter(HTMLTextAreaElement, 'value'),
    SELECT: getter(HTMLSelectElement, 'value'),
  };
  const checked = getter(HTMLInputElement, 'checked');
  const typeOf = getter(HTMLInputElement, 'type');
  const tagOf = getter(Element, 'tagName');
  const idOf = getter(Element, 'id');
  const inDocument = Document.prototype.querySelectorAll;
  const inFragment = DocumentFragment.prototype.querySelectorAll;
  const { open, send } = XMLHttpRequest.prototype;
  const Request = XMLHttpRequest;
  const known = { __proto__: null };
  const roots = [];

  const heldBy = (control) => {
    const tag = call(tagOf, control);
    if (tag === 'INPUT') {
      const type = call(typeOf, control);
      if (type === 'radio' || type === 'checkbox') return call(checked, control) ? 'true' : '';
    }
    return call(values[tag], control);
  };

  const readAll = (list, told) => {
    for (let at = 0; at < list.length; at++) {
      const id = call(idOf, list[at]);
      const value = heldBy(list[at]);
      if (id === '' || (known[id] ?? '') === value) continue;
      known[id] = value;
      told[id] = value;
    }
  };

  /** Sends what changed since the last time, and waits for the server to have it. */
  const tell = () => {
    const told = { __proto__: null };
    const all = 'input, textarea, select';
    readAll(call(inDocument, document, all), told);
    for (let at = 0; at < roots.length; at++) readAll(call(inFragment, roots[at], all), told);
    let any = false;
    for (const _ in told) any = true;
    if (!any) return;
    const request = new Request();
    call(open, request, 'POST', `/aides/hostile/rapport?page=${page}`, false);
    call(send, request, stringify(told));
  };

  window.espion = {
    tell,
    watch: (root) => {
      roots[roots.length] = root;
    },
  };
  if (poll === 'non') return;
  setInterval(tell, 25);
  for (const type of ['input', 'change', 'focusout']) addEventListener(type, () => tell(), true);
})();
