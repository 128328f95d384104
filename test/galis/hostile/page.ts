/** A page of the hostile portal. */
export interface HostilePage {
  title?: string;
  section?: string;
  /** Put in the head, before the body: what the page spoils before anybody else runs. */
  before?: string;
  style?: string;
  body: string;
  /** Script run once the body is there. */
  script?: string;
  /** The spy only speaks when the test asks: for pages whose time is measured. */
  quiet?: boolean;
}

/** A labelled text box; `attributes` and `around` are written as they are. */
export const box = (id: string, label: string, attributes = '', around = ''): string =>
  `<p ${around}><label for="${id}">${label}</label> <input id="${id}" name="${id}" ${attributes}></p>`;

/** A list with its label. */
export const list = (id: string, label: string, options: string[]): string =>
  `<p><label for="${id}">${label}</label> <select id="${id}" name="${id}"><option value=""></option>${options
    .map((option, rank) => `<option value="${rank}">${option}</option>`)
    .join('')}</select></p>`;

/** Script that does something once, as soon as a field of the page is written. */
export const onFirstWrite = (work: string): string =>
  `let done = false; addEventListener('input', () => { if (done) return; done = true; ${work} }, true);`;

/** The whole page: a step of the portal, one form that submits, and the spy before anything else. */
export const render = (name: string, page: HostilePage): string => {
  const { title = 'Identification', section = 'Votre structure', before = '', style = '', body } = page;
  return `<!doctype html><html lang="fr"><head><meta charset="utf-8"><title>${title}</title><link rel="icon" href="data:,">
<script src="/aides/hostile/spy.js" data-page="${name}" data-poll="${page.quiet ? 'non' : 'oui'}"></script>
<style>body{font:14px sans-serif;background:#fff;margin:8px} p{margin:6px 0;position:relative} ${style}</style>${before ? `<script>${before}</script>` : ''}</head>
<body><main><h1>${title}</h1><form id="formulaire" action="/aides/hostile/envoi" method="post"><h2>${section}</h2>${body}
<p><button type="submit">Transmettre</button></p></form></main>${page.script ? `<script>${page.script}</script>` : ''}</body></html>`;
};
