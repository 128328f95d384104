import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { CONFIDENCES, factsOf, themesTable } from '@/knowledge/campaigns/themes';
import { rules } from '@/knowledge/rules/assess';
import type { Rule } from '@/knowledge/rules/define';
import { resolve } from '@/knowledge/texts';
import { verdictCases } from './cases/build';
import exceptionsFile from './cases/exceptions.json';

/** What the cases leave unproven: nothing but what `exceptions.json` explains. */

const root = join(import.meta.dirname, '..');

const exceptions = z
  .array(
    z.strictObject({
      rule: z.string(),
      status: z.enum(['met', 'broken', 'unknown']),
      /** All of them when absent. */
      campaigns: z.array(z.string()).optional(),
      why: z.string().min(20),
    }),
  )
  .parse(exceptionsFile);

const STATUSES = ['met', 'broken', 'unknown'] as const;

/** Days on which something of the campaign begins or ends, and so a rule may start to apply. */
function daysOf(campaign: Campaign): string[] {
  const held = Object.values(campaign.principles).flatMap(({ from, until }) => [from, until]);
  const windows = campaign.windows.flatMap(({ opens, closes }) => [opens.value, closes.value]);
  const days = [...held, ...windows, `${campaign.year}-12-31`];
  return days.filter((day): day is string => typeof day === 'string');
}

const applies = (rule: Rule, campaign: Campaign): boolean =>
  daysOf(campaign).some((day) => rule.source(campaign, day) !== undefined);

const cases = verdictCases();
const shown = new Set(cases.map(({ campaign, expect: { rule, status } }) => `${campaign} ${rule} ${status}`));
const excepted = (rule: string, campaign: string, status: string): boolean =>
  exceptions.some(
    (one) => one.rule === rule && one.status === status && (one.campaigns ?? [campaign]).includes(campaign),
  );

const everyCampaign = campaigns.map((campaign) => [campaign.id, campaign] as const);

describe('the cases', () => {
  it.each(everyCampaign)('show each rule of %s met, broken and unknown', (id, campaign) => {
    const lacking = rules
      .filter((rule) => applies(rule, campaign))
      .flatMap((rule) => STATUSES.map((status) => ({ rule: rule.id, status })))
      .filter(({ rule, status }) => !shown.has(`${id} ${rule} ${status}`) && !excepted(rule, id, status));
    expect(lacking.map(({ rule, status }) => `${rule} ${status}`)).toEqual([]);
  });

  it('need each exception they are given', () => {
    const needless = exceptions.flatMap(({ rule, status, campaigns: only }) => {
      const known = rules.find(({ id }) => id === rule);
      const concerned = campaigns.filter(({ id }) => only?.includes(id) ?? true);
      return concerned
        .filter((one) => !known || !applies(known, one) || shown.has(`${one.id} ${rule} ${status}`))
        .filter(({ id }) => only !== undefined || shown.has(`${id} ${rule} ${status}`))
        .map(({ id }) => `${rule} ${status} ${id}`);
    });
    expect(needless).toEqual([]);
  });

  it('name each rule they speak of as the engine does', () => {
    const known = new Set(rules.map(({ id }) => id));
    expect(cases.filter(({ expect: { rule } }) => !known.has(rule))).toEqual([]);
    expect(exceptions.filter(({ rule }) => !known.has(rule))).toEqual([]);
  });
});

describe('every fact of a campaign', () => {
  it.each(everyCampaign)('of %s has a passage, a day and a confidence', (_, campaign) => {
    const facts = factsOf(campaign);
    expect(facts.length).toBeGreaterThan(20);
    for (const { path, source, verifiedOn, confidence } of facts) {
      expect(resolve(source), `${path} → ${source.text}#${source.anchor}`).not.toBeNull();
      expect(Object.keys(CONFIDENCES), path).toContain(confidence);
      if (!path.startsWith('pieces.')) expect(verifiedOn, path).toMatch(/^20\d\d-\d\d-\d\d$/);
    }
  });
});

it('the README shows the table of what is known: `npm run coverage-table` writes it', () => {
  const table = themesTable(campaigns);
  console.log(table);
  const [, written] = /<!-- themes -->\n([\s\S]*?)\n<!-- \/themes -->/.exec(
    readFileSync(join(root, 'README.md'), 'utf8'),
  ) ?? ['', ''];
  expect(written).toBe(table);
});
