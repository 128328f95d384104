import { isOwnHost, openHost } from './own-hosts';

interface Progress {
  done: number;
  total: number;
}

const NAME = 'assistant-galis-avis';

const STYLE = `
:host{all:initial!important;position:fixed!important;left:16px!important;bottom:16px!important;z-index:2147483100!important;display:block!important;max-width:min(440px,calc(100vw - 32px))!important}
section{box-sizing:border-box;max-height:60vh;overflow:auto;padding:14px 16px;border-radius:10px;border:2px solid #8a5200;background:#fff;color:#1b1b1b;font:14px/1.45 system-ui,sans-serif;box-shadow:0 4px 18px #0005}
h2{margin:0 0 6px;font-size:15px;color:#8a5200}
p{margin:0 0 8px}
ul{margin:0 0 8px;padding-left:18px;max-height:22vh;overflow:auto}
button{all:unset;box-sizing:border-box;padding:7px 14px;border-radius:6px;background:#0b5c6b;color:#fff;font-weight:600;cursor:pointer}
button:focus-visible{outline:3px solid #8a5200;outline-offset:2px}
@media (prefers-color-scheme:dark){section{background:#1f2326;color:#f0f0f0}h2{color:#f3b562}}
@media print{:host{display:none!important}}
`;

/** Longer lists are cut: the panel has them all. */
const LABELS_CAP = 60;

/**
 * Says in the page what a fill did when its panel went away half way. Constant words and labels of
 * the page, as text; never a value. One press of the person's own closes it; it does nothing else.
 */
export class FillNotice {
  #progress: Progress | null = null;
  #labels: () => string[] = () => [];

  /** How far a fill is; null once it is over. `labels` answers those of the fields it wrote that still hold. */
  follow(progress: Progress | null, labels: () => string[]): void {
    for (const notice of document.querySelectorAll(NAME)) if (isOwnHost(notice)) notice.remove();
    this.#progress = progress;
    this.#labels = labels;
  }

  /** The panel is gone: says what was done, if a fill was going on. */
  abandoned(): void {
    const progress = this.#progress;
    this.#progress = null;
    if (!progress) return;
    const labels = this.#labels();
    // A frame that took no part says nothing: the page around it does.
    if (labels.length > 0 || window === window.top) show(progress, labels);
  }
}

const show = ({ done, total }: Progress, labels: string[]): void => {
  const { host, root } = openHost(NAME, STYLE);
  const section = document.createElement('section');
  section.setAttribute('role', 'status');
  section.append(
    element('h2', 'Assistant GALIS : le remplissage s’est arrêté'),
    element('p', sayDone(Math.max(done, labels.length), Math.max(total, labels.length))),
    ...(labels.length > 0
      ? [element('p', 'Écrits par l’assistant et toujours en place ici :'), listOf(labels)]
      : []),
    element(
      'p',
      'Pour continuer : rouvrez le panneau de l’assistant et relancez le remplissage ; ce qui est déjà rempli n’est pas réécrit. Dans le panneau, « Annuler le remplissage » remet les valeurs d’avant.',
    ),
    element(
      'p',
      'Si le panneau ne s’ouvre plus (extension mise à jour), enregistrez votre saisie dans le portail, puis rechargez la page.',
    ),
    closeButton(host),
  );
  root.append(section);
};

const sayDone = (done: number, total: number): string => {
  const fields =
    done > 1 ? `${done} champs sur ${total} ont été écrits` : `${done} champ sur ${total} a été écrit`;
  return `Le remplissage s’est arrêté : ${done === 0 ? `aucun champ sur ${total} n’a été écrit` : fields}. Plus rien ne sera écrit. Relisez la page avant de l’enregistrer.`;
};

const listOf = (labels: string[]): HTMLElement => {
  const list = document.createElement('ul');
  const shown = labels.slice(0, LABELS_CAP).map((label) => element('li', label));
  const more = labels.length - LABELS_CAP;
  list.append(...shown, ...(more > 0 ? [element('li', `… et ${more} autre${more > 1 ? 's' : ''}`)] : []));
  return list;
};

const closeButton = (host: HTMLElement): HTMLElement => {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = 'J’ai lu, fermer';
  button.addEventListener('click', (event) => {
    if (event.isTrusted) host.remove();
  });
  return button;
};

const element = (name: 'h2' | 'p' | 'li', text: string): HTMLElement => {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
};
