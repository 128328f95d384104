/** Components with open, closed and nested roots, as the portal's: what they hold is private to them. */
const model: Record<string, string> = {};

class Box extends HTMLElement {
  connectedCallback(): void {
    const { name = '', label = '', mode } = this.dataset;
    const root = this.attachShadow({ mode: mode === 'closed' ? 'closed' : 'open' });
    root.innerHTML = `<label for="${name}">${label}</label><input id="${name}" name="${name}">`;
    root.querySelector('input')?.addEventListener('input', (event) => {
      model[name] = event.target instanceof HTMLInputElement ? event.target.value : '';
    });
  }
}

/** The control is a light child of an inner component that has its own root. */
class Outer extends HTMLElement {
  connectedCallback(): void {
    const { name = '', label = '' } = this.dataset;
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = `<g3-inner><label slot="label" for="${name}">${label}</label><input id="${name}" name="${name}"></g3-inner>`;
    root.addEventListener('change', () => {
      model[name] = root.querySelector('input')?.value ?? '';
    });
  }
}

class Inner extends HTMLElement {
  connectedCallback(): void {
    this.attachShadow({ mode: 'open' }).innerHTML = '<slot name="label"></slot><div><slot></slot></div>';
  }
}

customElements.define('x-box', Box);
customElements.define('g3-inner', Inner);
customElements.define('g3-outer', Outer);
document.body.innerHTML = `<h1>Composants</h1><form>
<x-box data-name="ouvert" data-label="Racine ouverte"></x-box>
<x-box data-name="ferme" data-label="Racine fermée" data-mode="closed"></x-box>
<g3-outer data-name="imbrique" data-label="Racines imbriquées"></g3-outer></form>`;

Object.assign(globalThis, { model: () => ({ ...model }) });
