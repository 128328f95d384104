/** The portal's exact host: the only site the extension reads or writes. */
export const PORTAL_HOST = 'galis-subventions.cnsa.fr';
export const PORTAL_ORIGIN = `https://${PORTAL_HOST}`;
export const PORTAL_MATCH = `${PORTAL_ORIGIN}/*`;

/** True for an address of the portal itself: same scheme, host and default port. */
export const isPortalUrl = (url: string | undefined): boolean =>
  url !== undefined && URL.canParse(url) && new URL(url).origin === PORTAL_ORIGIN;
