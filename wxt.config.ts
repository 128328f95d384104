import type { Plugin } from 'vite';
import { defineConfig } from 'wxt';
import { MODEL_SOURCES } from './utils/assistant/address';
import { PORTAL_MATCH } from './utils/portal';
import { SIRENE_MATCH, SIRENE_ORIGIN } from './utils/register/origin';

/** zod ships `new Function` for its JIT; the CSP of an extension forbids it and stores flag it. */
const zodWithoutEval = (): Plugin => ({
  name: 'zod-without-eval',
  transform: {
    filter: { id: /zod\/v4\/core\/(?:doc|util|compile)\.js/ },
    handler: (code) =>
      code.replaceAll(
        'const F = Function;',
        'const F = class { constructor() { throw new Error("no eval"); } };',
      ),
  },
});

export default defineConfig({
  manifestVersion: 3, // WXT still defaults to 2 for Firefox
  imports: false, // names say where they come from
  vite: () => ({ plugins: [zodWithoutEval()], worker: { plugins: () => [zodWithoutEval()] } }),
  manifest: ({ browser }) => ({
    name: 'Assistant GALIS',
    short_name: 'Assistant GALIS',
    description:
      'Remplit les dossiers GALIS depuis le profil de votre grappe, vérifie les règles et répond d’après les textes. Hors ligne.',
    default_locale: undefined,
    // WXT adds sidePanel on Chrome and Edge. Firefox knows no optional `alarms`.
    permissions: [
      'unlimitedStorage',
      // The page on screen, when the person presses the toolbar button on it and asks to add it to the texts.
      'activeTab',
      'scripting',
      ...(browser === 'firefox' ? ['alarms'] : []),
    ],
    // Asked from the user only when she switches the notices of the deadlines on.
    optional_permissions: ['notifications', ...(browser === 'firefox' ? [] : ['alarms'])],
    host_permissions: [PORTAL_MATCH],
    // Asked from the user only when she switches a service on, or gives the address of a page to read: one site at a time.
    optional_host_permissions: ['http://*/*', 'https://*/*', SIRENE_MATCH],
    action: { default_title: 'Ouvrir l’Assistant GALIS' },
    content_security_policy: {
      // A model may be at any address the user types, and a policy cannot change later: the panel narrows it by itself.
      extension_pages: `default-src 'self'; connect-src 'self' ${SIRENE_ORIGIN} ${MODEL_SOURCES.join(' ')}; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
    },
    ...(browser === 'firefox'
      ? {
          browser_specific_settings: {
            gecko: {
              id: 'assistant-galis@example.org',
              strict_min_version: '142.0',
              data_collection_permissions: {
                required: ['none'],
                optional: ['searchTerms', 'websiteContent'], // a question and passages, to the model switched on
              },
            },
          },
        }
      : { minimum_chrome_version: '144' }),
  }),
});
