import { SMALLEST_SIDE } from './sight';

/** A rectangle of the window. */
interface Rect {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Whether the shape an element is cut to leaves enough of a field to see. */
export const leavesEnough = (style: CSSStyleDeclaration, cutBox: DOMRect, field: DOMRect): boolean => {
  const shapes = [clipOf(style, cutBox), pathOf(style.clipPath, cutBox)];
  return shapes.every((shape) => shape === 'all' || (shape !== 'none' && isEnough(shape, field)));
};

const isEnough = (shape: Rect, field: DOMRect): boolean =>
  Math.min(shape.right, field.right) - Math.max(shape.left, field.left) >= SMALLEST_SIDE &&
  Math.min(shape.bottom, field.bottom) - Math.max(shape.top, field.top) >= SMALLEST_SIDE;

/** `clip: rect(top right bottom left)`, which only cuts what is placed. */
const clipOf = ({ clip, position }: CSSStyleDeclaration, box: DOMRect): Rect | 'all' => {
  const inner = /^rect\((.*)\)$/.exec(clip)?.[1];
  if (inner === undefined || (position !== 'absolute' && position !== 'fixed')) return 'all';
  const [top, right, bottom, left] = inner.split(/[\s,]+/).map((part) => Number.parseFloat(part));
  return {
    left: box.left + orElse(left, 0),
    top: box.top + orElse(top, 0),
    right: box.left + orElse(right, box.width),
    bottom: box.top + orElse(bottom, box.height),
  };
};

const orElse = (value: number | undefined, other: number): number =>
  value === undefined || Number.isNaN(value) ? other : value;

/** Rectangle around a `clip-path`; a shape that cannot be told is taken to show nothing. */
const pathOf = (path: string, box: DOMRect): Rect | 'all' | 'none' => {
  const [, name, inner] = /^(\w+)\((.*?)\)(?:\s[\w-]+)?$/.exec(path) ?? [];
  if (path === 'none' || path === '' || /^[\w-]+-box$/.test(path)) return 'all';
  if (inner === undefined) return 'none';
  if (name === 'inset') return insetOf(inner, box);
  if (name === 'circle' || name === 'ellipse') return roundOf(inner, box);
  return name === 'polygon' ? polygonOf(inner, box) : 'none';
};

/** Pixels of a length or of a share of a side. */
const sized = (text: string | undefined, side: number): number =>
  text?.endsWith('%') ? (Number.parseFloat(text) * side) / 100 : orElse(Number.parseFloat(text ?? ''), 0);

const insetOf = (inner: string, box: DOMRect): Rect => {
  const [top, right = top, bottom = top, left = right] = inner.replace(/\sround\s.*$/, '').split(/\s+/);
  return {
    left: box.left + sized(left, box.width),
    top: box.top + sized(top, box.height),
    right: box.right - sized(right, box.width),
    bottom: box.bottom - sized(bottom, box.height),
  };
};

const roundOf = (inner: string, box: DOMRect): Rect => {
  const [radii = '', centre = '50% 50%'] = inner.split(/\s*\bat\b\s*/);
  const [x, y = '50%'] = centre.split(/\s+/);
  const [across, down = across] = radii.trim().split(/\s+/);
  const radius = (text: string | undefined, side: number) =>
    text === undefined || text === '' || text.includes('-side') ? side / 2 : sized(text, side);
  const [wide, high] = [radius(across, box.width), radius(down, box.height)];
  const [left, top] = [box.left + sized(x, box.width), box.top + sized(y, box.height)];
  return { left: left - wide, top: top - high, right: left + wide, bottom: top + high };
};

const polygonOf = (inner: string, box: DOMRect): Rect => {
  const points = inner
    .replace(/^(?:nonzero|evenodd),\s*/, '')
    .split(/\s*,\s*/)
    .map((point) => point.split(/\s+/));
  const xs = points.map(([x]) => box.left + sized(x, box.width));
  const ys = points.map(([, y]) => box.top + sized(y, box.height));
  return { left: Math.min(...xs), top: Math.min(...ys), right: Math.max(...xs), bottom: Math.max(...ys) };
};
