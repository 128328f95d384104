const texts = {
  fr: {
    required: 'Ce champ est obligatoire.',
    select: 'Sélectionnez une valeur',
    star: 'Les champs marqués d’un * sont obligatoires',
    left: (count) => `${count} caractères disponibles.`,
    tooLow: (bound) => `La valeur ne peut pas être inférieure à ${bound}.`,
    tooHigh: (bound) => `La valeur ne peut pas être supérieure à ${bound}.`,
    more: 'Afficher plus',
    loading: 'Chargement…',
    none: 'Aucun résultat',
    previous: 'Précédent',
    next: 'Suivant',
    page: 'Page',
  },
  en: {
    required: 'This field is required.',
    select: 'Select a value',
    star: 'Fields marked with * are required',
    left: (count) => `${count} characters left.`,
    tooLow: (bound) => `Value must not be lower than ${bound}.`,
    tooHigh: (bound) => `Value must not be higher than ${bound}.`,
    more: 'Show more',
    loading: 'Loading…',
    none: 'No result',
    previous: 'Previous',
    next: 'Next',
    page: 'Page',
  },
};

/** Messages of the components, in the language of the page, else of the browser. */
export const words = (element) => {
  const lang = element.closest('[lang]')?.lang || navigator.language;
  return lang.startsWith('en') ? texts.en : texts.fr;
};
