interface Props {
  id: string;
  name: string;
}

/** Hue of a grappe, always the same for an id, so that two grappes do not look alike. */
export const hueOf = (id: string): number =>
  [...id].reduce((hash, c) => (hash * 31 + (c.codePointAt(0) ?? 0)) % 360, 7);

const initialsOf = (name: string): string => {
  const words = name.match(/\p{Lu}[\p{L}’']*/gu) ?? [];
  const chosen = words.filter((word) => !/^(?:Grappe|ESSMS)$/i.test(word)).slice(0, 2);
  return (chosen.map((word) => word.charAt(0)).join('') || name.charAt(0) || '?').toUpperCase();
};

/** The coloured square that tells at a glance which grappe is on screen. Decoration: the name is beside. */
export function GrappeMark({ id, name }: Props) {
  return (
    <span class="grappe-mark" style={{ '--hue': String(hueOf(id)) }} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
