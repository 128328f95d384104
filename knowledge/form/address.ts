import { fold } from './words';

/** Numbers, long hexadecimal or mixed words and e-mails name one dossier, one person, one session. */
const IDENTIFIER = /^(?=.*\d)[0-9a-f-]{8,}$|^(?=.*\d)[\w~-]{16,}$|@|^[A-Za-z0-9_-]{32,}$/i;

const unescaped = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

const maskedPart = (part: string): string => {
  const name = unescaped(part);
  return IDENTIFIER.test(name) ? '#' : name.replace(/\d+/g, '#');
};

/**
 * Path and route of an address without host, query nor identifiers: the same for every dossier, and
 * fit to be shared. An address that cannot be read gives the empty text.
 */
export const maskedPath = (address: string): string => {
  if (!URL.canParse(address)) return '';
  const { pathname, hash } = new URL(address);
  return `${pathname}${hash.split('?')[0]}`.replace(/[^/#;,:=&]+/g, maskedPart).slice(0, 500);
};

/** Names a step whatever the dossier: its masked address and its title. */
export const stepKey = (url: string, step: string): string =>
  `${maskedPath(url)} ${fold(step).replace(/\d+/g, '#')}`.trim().slice(0, 500);
