import { REGION_NAMES } from './words/region-names';

function spaced(folded: string): string {
  return ` ${folded.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()} `;
}

/** Codes of the regions a folded text names, with the words of the name found. */
export function regionsIn(folded: string): { code: string; name: string }[] {
  const text = spaced(folded);
  return Object.entries(REGION_NAMES).flatMap(([code, names]) => {
    const name = names.find((candidate) => text.includes(` ${candidate} `));
    return name === undefined ? [] : [{ code, name }];
  });
}
