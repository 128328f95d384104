/** The only service the extension may talk to, once the user switches it on. */
export const SIRENE_ORIGIN = 'https://recherche-entreprises.api.gouv.fr';
/** The same, as a permission names it. */
export const SIRENE_MATCH = `${SIRENE_ORIGIN}/*`;
