import { cleanup, render } from '@testing-library/preact';
import { afterEach, expect, test } from 'vitest';
import { confidenceWords, Source } from '@/components/eligibility-source';
import { toCampaign } from '@/knowledge/campaigns/personal-campaign';
import { personalPassage } from '@/knowledge/campaigns/personal-passage';
import { callOf } from './campaigns/build';

afterEach(cleanup);

/** What the user typed for a call of her own (invented) is never shown as something found in a text. */
const call = callOf();
const { minEssms, contact } = toCampaign(call);

const shown = ({ source, confidence, verifiedOn }: typeof minEssms | typeof contact): string => {
  const passageOf = () => {
    const passage = personalPassage(call, source);
    return passage && { ...passage, urlNote: undefined };
  };
  const { container } = render(
    <Source
      reference={source}
      words={confidenceWords(confidence, source)}
      verifiedOn={verifiedOn}
      passageOf={passageOf}
    />,
  );
  return container.textContent ?? '';
};

test('a value the user typed is said to be hers', () => {
  const text = shown(minEssms);
  expect(text).toContain('saisi par vous');
  expect(text).not.toContain('mention');
  expect(text).not.toContain('comparée à ce texte');
});

test('a value she left out is said to be missing from what she typed', () => {
  expect(shown(contact)).toContain('non renseigné par vous');
});

test('a text keeps its own words', () => {
  const source = { text: 'cnsa-aide-2022', anchor: 'minimum' };
  expect(confidenceWords('single-mention', source)).toBe('une seule mention trouvée');
});
