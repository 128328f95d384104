import { signal } from '@preact/signals';
import type { EditPath } from '@/knowledge/profile/edit';
import { pathIn, textIn } from './address';

/** The sections of the page, in the order of the navigation. */
export const SECTIONS = [
  { id: 'synthese', label: 'Synthèse' },
  { id: 'organismes', label: 'Organismes' },
  { id: 'essms', label: 'ESSMS' },
  { id: 'projet', label: 'Projet' },
  { id: 'budget', label: 'Budget' },
  { id: 'banque', label: 'Banque' },
  { id: 'dossiers', label: 'Dossiers' },
  { id: 'importer', label: 'Importer' },
  { id: 'registre', label: 'Registre' },
  { id: 'appels', label: 'Appels à projets' },
  { id: 'textes', label: 'Textes' },
  { id: 'assistant', label: 'Assistant rédigé' },
  { id: 'donnees', label: 'Vos données' },
] as const;

export type SectionId = (typeof SECTIONS)[number]['id'];

function fromHash(): SectionId {
  if (textIn(location.hash) !== null) return 'textes';
  const path = pathIn(location.hash);
  const [name] = location.hash.split('/');
  return path ? sectionOf(path) : (SECTIONS.find(({ id }) => `#${id}` === name)?.id ?? 'synthese');
}

/** Id of the call that « #appels/… » leads to; empty elsewhere. */
const callIn = (hash: string): string => /^#appels\/([a-z0-9-]+)$/.exec(hash)?.[1] ?? '';

const BUDGET = ['expenses', 'resources'];

/** The section where a datum of the profile is edited. */
export function sectionOf([root = '', key = '']: EditPath): SectionId {
  if (root === 'organismes' || root === 'porteurId') return 'organismes';
  if (root === 'essms' || root === 'dossiers') return root;
  if (root === 'project') return BUDGET.includes(key) ? 'budget' : 'projet';
  return root === 'bank' ? 'banque' : 'synthese';
}

/** Frames to wait for a control to be drawn: a card opens, a dialog comes up. */
const FRAMES = 40;
/** Frames after which a focus that stayed is settled. */
const HELD = 5;
const FOCUSABLE = 'input:not(:disabled), select, textarea, button:not(:disabled), [tabindex]';

/** The control of a datum: in the form that is open, else in the section. */
function controlOf(path: EditPath): HTMLElement | null {
  const named = `[data-path="${CSS.escape(path.join('/'))}"]`;
  const found = document.querySelector(`dialog[open] ${named}`) ?? document.querySelector(named);
  const control = found?.matches(FOCUSABLE)
    ? found
    : (found?.querySelector('input:checked') ?? found?.querySelector(FOCUSABLE));
  return control instanceof HTMLElement ? control : null;
}

/**
 * Gives the focus to the control of a datum as soon as it is there, and again if what is still being
 * drawn takes it away (a dialog that opens, a table that turns into cards).
 */
function focusControl(path: EditPath, late: () => void, frame = 0, held = 0): void {
  const control = controlOf(path);
  const holds = control !== null && document.activeElement === control;
  if (control && !holds) {
    control.scrollIntoView({ block: 'center' });
    control.focus({ preventScroll: true });
  }
  if (!control && frame === FRAMES / 2) late();
  if (held < HELD && frame < FRAMES)
    requestAnimationFrame(() => focusControl(path, late, frame + 1, holds ? held + 1 : 0));
}

/** Title of the window: the section on screen, then the page. */
export function titleOf(section: SectionId): string {
  const label = SECTIONS.find(({ id }) => id === section)?.label ?? '';
  return `${label} — Ma grappe — Assistant GALIS`;
}

/** Gives the focus to the heading of the section on screen, when nothing else has it: it is then read aloud. */
export function focusHeading(): void {
  const { activeElement } = document;
  if (activeElement !== null && activeElement !== document.body) return;
  const heading = document.querySelector('main section[aria-labelledby] h2, main h2');
  if (!(heading instanceof HTMLElement)) return;
  heading.tabIndex = -1;
  heading.focus();
}

/** Where the person is in the page: the section, the ESSMS opened, the datum to show. */
export class Place {
  readonly section = signal<SectionId>(fromHash());
  readonly essmsId = signal('');
  readonly focus = signal<EditPath | null>(null);
  /** Datum the address leads to, until there is a grappe to show it in. */
  readonly wanted = signal(pathIn(location.hash));
  /** Call the address leads to. */
  readonly call = signal(callIn(location.hash));

  start(): () => void {
    const follow = () => {
      this.wanted.value = pathIn(location.hash);
      this.call.value = callIn(location.hash);
      if (this.wanted.value) return;
      const section = fromHash();
      if (section === this.section.value) return;
      this.section.value = section;
      this.essmsId.value = '';
      this.focus.value = null;
    };
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }

  go = (section: SectionId): void => {
    this.section.value = section;
    location.hash = section;
  };

  /** Shows the datum the address leads to; the same address works again afterwards. */
  arrive(): void {
    const path = this.wanted.peek();
    if (!path) return;
    this.wanted.value = null;
    history.replaceState(null, '', `#${sectionOf(path)}`);
    this.jump(path);
  }

  /** Opens the section of a datum and gives the focus to its control. */
  jump = (at: EditPath): void => {
    const section = sectionOf(at);
    if (section !== this.section.value) this.go(section);
    // A new path each time: jumping twice to the same datum opens its card again.
    this.focus.value = [...at];
    const [list, id] = at;
    // The table has no box for it, as cards on a narrow screen: the form of the ESSMS has one.
    focusControl(at, () => {
      if (list === 'essms' && id !== undefined) this.essmsId.value = id;
    });
  };

  openEssms = (id: string): void => {
    this.essmsId.value = id;
  };

  closeEssms = (): void => {
    this.essmsId.value = '';
  };
}
