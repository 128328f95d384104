let chosen = 'G1';

/** Chooses the generation of the inner layout (`G1`, `G2` or `G3`) of the components built from now on. */
export const useLayout = (name) => {
  chosen = name;
};

export const layout = () => chosen;

/** Name of a class in the generation chosen: the second one renamed them all. */
export const named = (name) =>
  chosen === 'G2'
    ? name.replaceAll('mg-input', 'mg-c-input').replaceAll('mg-visually', 'mg-u-visually')
    : name;

/** The same nodes with the class names of the generation chosen. */
export const renamed = (root) => {
  if (chosen === 'G2')
    for (const element of [root, ...root.querySelectorAll('[class]')])
      element.className = named(element.className);
  return root;
};
