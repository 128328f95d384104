/** Where the tools that reload a page while it is being written listen; absent from what is shipped. */
const DEVELOPMENT = import.meta.env.DEV ? ['ws://localhost:*', 'http://localhost:*'] : [];

/**
 * The manifest must let the pages of the extension reach whatever address a user may type, since a
 * policy cannot be changed later. A page that knows what is switched on narrows it for itself: a
 * second policy can only take away, and nothing the page runs can lift it. Empty for no connection.
 */
export function confine(origins: readonly string[]): void {
  const meta = document.createElement('meta');
  meta.httpEquiv = 'Content-Security-Policy';
  meta.content = ["connect-src 'self'", ...origins, ...DEVELOPMENT].join(' ');
  document.head.append(meta);
}
