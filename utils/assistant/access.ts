import { type Browser, browser } from 'wxt/browser';
import { SIRENE_MATCH } from '../register/origin';

/**
 * The permission to talk to the one host where the model is. It is asked for from a click, and given
 * back when the assistant is switched off.
 */
function permissionFor(match: string): Browser.permissions.Permissions {
  const asked = { origins: [match] };
  // Firefox asks in the same dialog to agree to what leaves; the manifest names the same kinds.
  return import.meta.env.BROWSER === 'firefox'
    ? Object.assign(asked, { data_collection: ['searchTerms', 'websiteContent'] })
    : asked;
}

/** True when the host of that match may be asked. */
export const isHostAllowed = (match: string): Promise<boolean> =>
  browser.permissions.contains({ origins: [match] });

/** Asks the user for the host, from a gesture of hers; answers what she chose. */
export const allowHost = (match: string): Promise<boolean> =>
  browser.permissions.request(permissionFor(match));

/** Gives the host back; the one of the register stays, since it was given for something else. */
export async function forbidHost(match: string): Promise<void> {
  if (match !== SIRENE_MATCH) await browser.permissions.remove(permissionFor(match));
}
