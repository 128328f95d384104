import { cleanup, render, screen, within } from '@testing-library/preact';
import { afterEach, expect, it } from 'vitest';
import { CampaignSheet } from '@/components/campaign-sheet';
import type { PassageOf } from '@/components/eligibility-source';
import { campaigns } from '@/knowledge/campaigns';
import { sheetOf } from '@/knowledge/campaigns/sheet';
import { factsOf } from '@/knowledge/campaigns/themes';
import { resolve } from '@/knowledge/texts';

afterEach(cleanup);

const passageOf: PassageOf = (reference) => {
  const found = resolve(reference);
  if (!found) return null;
  const { text, passage } = found;
  return { ...passage, title: text.title, issuer: text.issuer, date: text.date, url: text.url };
};

it.each(campaigns.map((campaign) => [campaign.id, campaign] as const))(
  'shows every fact of %s with its value, its notes and its text',
  (_, campaign) => {
    const parts = sheetOf(campaign);
    const lines = parts.flatMap((part) => part.lines);
    expect(lines.map(({ path }) => path).toSorted()).toEqual(
      factsOf(campaign)
        .map(({ path }) => path)
        .toSorted(),
    );
    render(<CampaignSheet parts={parts} passageOf={passageOf} />);
    for (const part of parts) {
      const section = screen.getByRole('region', { name: part.title, hidden: true });
      const shown = [...section.querySelectorAll('.fact')];
      expect(shown).toHaveLength(part.lines.length);
      for (const [index, line] of part.lines.entries()) {
        const words = shown[index]?.textContent ?? '';
        for (const said of [line.label, line.value, ...line.notes]) expect(words).toContain(said);
        expect(shown[index]?.querySelector('blockquote')).not.toBeNull();
        expect(line.label, line.path).toMatch(/^\S.*\S$/);
      }
    }
  },
);

it('says that an amount was not found, and never writes zero in its place', () => {
  const campaign = campaigns.find(({ id }) => id === 'regional-2022');
  if (!campaign) throw new Error('no such campaign');
  render(<CampaignSheet parts={sheetOf(campaign)} passageOf={passageOf} />);
  const amounts = within(screen.getByRole('region', { name: 'Montants', hidden: true }));
  expect(amounts.getByText('Barème régional, montant par ESSMS')).toBeTruthy();
  expect(amounts.getAllByText('non trouvé').length).toBeGreaterThan(0);
  expect(amounts.queryByText('0 €')).toBeNull();
});
