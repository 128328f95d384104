import type { ContentScriptContext } from 'wxt/utils/content-script-context';
import { tell } from '@/utils/messages';
import { openHost } from '@/utils/page';

/** A narrow tab on the edge of the window, so that it covers as little of the page as can be. */
const STYLE = `
:host{all:initial!important;position:fixed!important;right:0!important;top:38%!important;z-index:2147482000!important}
:host([hidden]){display:none!important}
button{all:unset;box-sizing:border-box;padding:12px 5px;border-radius:8px 0 0 8px;background:#0b5c6b;color:#fff;font:600 13px/1.2 system-ui,sans-serif;writing-mode:vertical-rl;cursor:pointer;box-shadow:0 2px 8px #0004}
button:hover{background:#084752}
button:focus-visible{outline:3px solid #fff;outline-offset:-6px}
@media print{:host{display:none!important}}
`;

/**
 * The one thing of ours a person can click in the page: it opens the panel and does nothing else.
 * Answers how to hide it, while a panel is open, and show it again.
 */
export const showPanelButton = (ctx: ContentScriptContext): ((shown: boolean) => void) => {
  const { host, root } = openHost('assistant-galis-ouvrir', STYLE);
  const button = root.appendChild(document.createElement('button'));
  button.type = 'button';
  button.textContent = 'Assistant GALIS';
  button.title = 'Ouvrir le panneau de l’Assistant GALIS';
  button.addEventListener('click', (event) => {
    // A frame whose extension was reloaded can ask nothing any more: the button goes.
    if (event.isTrusted && ctx.isValid) tell({ news: 'open-panel' });
  });
  ctx.onInvalidated(() => host.remove());
  return (shown) => host.toggleAttribute('hidden', !shown);
};
