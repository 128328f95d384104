import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { tell } from '@/utils/messages';

const STYLE = `
:host{all:initial!important;position:fixed!important;right:0!important;bottom:96px!important;z-index:2147482000!important}
button{all:unset;box-sizing:border-box;padding:10px 12px 10px 14px;border-radius:10px 0 0 10px;background:#0b5c6b;color:#fff;font:600 14px/1.2 system-ui,sans-serif;cursor:pointer;box-shadow:0 2px 8px #0004}
button:hover{background:#084752}
button:focus-visible{outline:3px solid #fff;outline-offset:-6px}
@media print{:host{display:none!important}}
`;

/** The one thing of ours a person can click in the page: it opens the panel and does nothing else. */
export const showPanelButton = (ctx: ContentScriptContext): void => {
  const host = document.createElement('assistant-galis-ouvrir');
  const root = host.attachShadow({ mode: 'closed' });
  const style = root.appendChild(document.createElement('style'));
  style.textContent = STYLE;
  const button = root.appendChild(document.createElement('button'));
  button.type = 'button';
  button.textContent = 'Assistant GALIS';
  button.title = 'Ouvrir le panneau de l’Assistant GALIS';
  button.addEventListener('click', (event) => {
    if (event.isTrusted) tell({ news: 'open-panel' });
  });
  document.documentElement.append(host);
  ctx.onInvalidated(() => host.remove());
};
