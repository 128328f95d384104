import type { WriteInstruction } from '@/knowledge/form/write';
import { pasteText, typeLikeAPerson, writeText } from './events';
import { isTextControl } from './recipes';
import type { FoundField } from './snapshot';

/** Another way to write a text that the page did not take, tried one frame later. */
interface Attempt {
  wanted(instruction: WriteInstruction, held: string, before: string): boolean;
  play(instruction: WriteInstruction, found: FoundField): void;
}

/** The box holds what it held before the write: nothing heard it. */
const isUntouched = ({ kind, text }: WriteInstruction, held: string, before: string): boolean =>
  held === before && text !== before && (kind === 'text' || kind === 'textarea');

const amount = (text: string): number => Number(text.replace(/[\s€]/gu, '').replace(',', '.'));

/** « 1234,50 » in a box that counts in points: it kept another number, or none. */
const isMisread = ({ kind, text }: WriteInstruction, held: string, before: string): boolean =>
  kind === 'text' &&
  held !== text &&
  /^-?[\d\s]+,\d+$/u.test(text) &&
  (held === '' || held === before || amount(held) !== amount(text));

const withText =
  (act: (control: HTMLInputElement | HTMLTextAreaElement, text: string) => unknown) =>
  ({ text }: WriteInstruction, { elements: [control] }: FoundField): void => {
    if (isTextControl(control)) act(control, text);
  };

/** In this order; what none of them writes is for the person's hand. */
export const retries: readonly Attempt[] = [
  { wanted: isMisread, play: withText((control, text) => writeText(control, String(amount(text)))) },
  { wanted: isUntouched, play: withText(typeLikeAPerson) },
  { wanted: isUntouched, play: withText(pasteText) },
];
