import type { Sight } from './sight';
import { composedParent } from './walk';

/** Red, green, blue from 0 to 255, and how much of it is there, from 0 to 1. */
type Colour = [number, number, number, number];

const SMALLEST_PRINT = 4;
const FARTHEST_INDENT = 100;
/** Two colours nearer than this, out of 441, are one for the eye. */
const NEAR = 24;
/** Fainter than this, a background lets see what is behind. */
const SOLID = 0.9;

/** A person would not see what is typed in the control: ink of the colour of the paper, or no print at all. */
export const isUnreadable = (control: Element, sight: Sight): boolean => {
  const style = sight.styleOf(control);
  if (Number.parseFloat(style.fontSize) < SMALLEST_PRINT) return true;
  if (Math.abs(Number.parseFloat(style.textIndent)) >= FARTHEST_INDENT) return true;
  const ink = colourOf(style.webkitTextFillColor || style.color);
  if (!ink) return false;
  if (ink[3] < 0.1) return true;
  const paper = paperOf(control, sight);
  return paper !== null && distance(ink, paper) < NEAR;
};

/** The first solid background behind the control; null when it is an image or cannot be told. */
const paperOf = (control: Element, sight: Sight): Colour | null => {
  for (let at: Element | null = control; at; at = composedParent(at)) {
    const { backgroundImage, backgroundColor } = sight.styleOf(at);
    if (backgroundImage !== 'none') return null;
    const colour = colourOf(backgroundColor);
    if (!colour) return null;
    if (colour[3] >= SOLID) return colour;
    if (colour[3] > 0) return null;
  }
  return [255, 255, 255, 1];
};

const colourOf = (text: string): Colour | null => {
  const parts = /^rgba?\(([^)]*)\)$/
    .exec(text)?.[1]
    ?.split(/[\s,/]+/)
    .map(Number);
  const [red, green, blue, there = 1] = parts ?? [];
  return red === undefined || green === undefined || blue === undefined ? null : [red, green, blue, there];
};

const distance = (one: Colour, other: Colour): number =>
  Math.hypot(one[0] - other[0], one[1] - other[1], one[2] - other[2]);
