/** Brings a field into view; false when it is no longer in the page. Never moves the focus. */
export const reveal = (element: Element | null): boolean => {
  if (!element?.isConnected) return false;
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  element.scrollIntoView({ block: 'center', inline: 'nearest', behavior: still ? 'auto' : 'smooth' });
  // A field of an inner frame: bring the frame itself into view too.
  window.frameElement?.scrollIntoView({ block: 'nearest' });
  return true;
};
