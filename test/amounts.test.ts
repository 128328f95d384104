import { describe, expect, it } from 'vitest';
import { type AmountLine, type Amounts, amounts } from '@/knowledge/amounts';
import { campaigns } from '@/knowledge/campaigns';
import { amorcage2021First } from '@/knowledge/campaigns/amorcage-2021-1';
import { national2022 } from '@/knowledge/campaigns/national-2022';
import { paca2023 } from '@/knowledge/campaigns/paca-2023';
import { resolve } from '@/knowledge/texts';
import { buildProfile, type Case } from './cases/build';

const national = (change: Case['change']) =>
  amounts({
    profile: buildProfile(change, 'national-2022'),
    campaign: national2022,
    date: '2022-06-01',
  });

const results = (lines: AmountLine[]) => lines.map(({ id, count, resultCents }) => [id, count, resultCents]);
const unknownWords = ({ unknown }: ReturnType<typeof amounts>) =>
  unknown.map(({ label }) => label).join('\n');

describe('the national call of 2022', () => {
  it('gives nothing known for 49 ESSMS: the regional scale was not found', () => {
    const computed = national({ essms: 49 });
    expect(results(computed.lines)).toEqual([['regional-scale', 49, null]]);
    expect(computed.knownCents).toBe(0);
    expect(unknownWords(computed)).toContain('Barème régional');
  });

  it('gives 6 000 € at most for the 50th ESSMS of an acquisition', () => {
    const computed = national({ essms: 50 });
    expect(results(computed.lines)).toEqual([
      ['regional-scale', 49, null],
      ['acquisition-project-management', 1, 200_000],
      ['acquisition-editor', 1, 100_000],
      ['acquisition-segur', 1, 300_000],
    ]);
    expect(computed.knownCents).toBe(600_000);
    expect(computed.firmCents).toBe(500_000);
    expect(computed.notes.join(' ')).toContain('maximum');
  });

  it('applies the upper tranche to the ranks from 50 on, not to the whole project', () => {
    const computed = national({ essms: 60 });
    expect(computed.knownCents).toBe(11 * 600_000);
    expect(computed.lines[1]?.formula.replace(/\s/g, ' ')).toBe('11 ESSMS × 2 000 € = 22 000 €');
  });

  it('leaves out the Ségur complement of a software that is not référencé', () => {
    expect(national({ essms: 60, 'project.segurReferenced': false }).knownCents).toBe(11 * 300_000);
  });

  it('says that the complement depends on the référencement when it is unknown', () => {
    const computed = national({ essms: 60, 'project.segurReferenced': null });
    expect(computed.lines.find(({ id }) => id === 'acquisition-segur')?.resultCents).toBeNull();
    expect(computed.knownCents).toBe(11 * 300_000);
    expect(unknownWords(computed)).toContain('référencé Ségur');
  });

  it('gives 2 000 € for the 50th ESSMS of a mise en conformité, the upgrade staying unknown', () => {
    const computed = national({
      essms: 50,
      'project.type': 'conformite',
      'dossiers.1.type': 'conformite',
    });
    expect(results(computed.lines)).toEqual([
      ['regional-scale', 49, null],
      ['conformite-project-management', 1, 200_000],
      ['conformite-upgrade', 50, null],
    ]);
    expect(unknownWords(computed)).toContain('Montée de version');
  });

  it('pays the project management in two halves', () => {
    const [, line] = national({ essms: 51 }).lines;
    expect(line?.payments.map(({ share, cents }) => [share, cents])).toEqual([
      [0.5, 200_000],
      [0.5, 200_000],
    ]);
  });

  it('gives no rank to an excluded ESSMS', () => {
    expect(national({ essms: 51, 'essms.1.category': '362' }).knownCents).toBe(600_000);
  });

  it('counts an ESSMS of unknown category and says so', () => {
    const computed = national({ essms: 50, 'essms.1.category': '' });
    expect(computed.knownCents).toBe(600_000);
    expect(unknownWords(computed)).toContain('éligibilité');
  });

  it('reduces a home service to its eligible hours, in whole cents, the halves adding up', () => {
    const computed = national({
      essms: 51,
      'essms.51.category': '460',
      'essms.51.hours': { eligible: 10_000, total: 30_000 },
    });
    const line = computed.lines.find(({ id }) => id === 'acquisition-project-management');
    expect(line?.children.map(({ resultCents }) => resultCents)).toEqual([200_000, 66_667]);
    expect(line?.resultCents).toBe(266_667);
    expect(line?.payments.map(({ cents }) => cents)).toEqual([133_333, 133_334]);
    expect(computed.notes.join(' ')).toContain('ordre');
  });

  it('keeps apart a home service whose hours are unknown', () => {
    const computed = national({ essms: 51, 'essms.51.category': '460' });
    expect(computed.knownCents).toBe(600_000);
    expect(unknownWords(computed)).toContain('Heures éligibles');
  });

  it('asks for the type of a mixed project without dossiers, and guesses none', () => {
    const computed = national({ essms: 60, 'project.type': 'mixte', 'dossiers.1.type': null });
    expect(computed.knownCents).toBe(0);
    expect(unknownWords(computed)).toContain('Type de projet');
  });

  it('follows the dossier of each ESSMS in a mixed project', () => {
    const computed = national({
      essms: 51,
      'project.type': 'mixte',
      'dossiers.1.essmsIds': Array.from({ length: 50 }, (_, index) => `e${index + 1}`),
      'dossiers.2': { id: 'dossier-2', type: 'conformite', field: 'PA', essmsIds: ['e51'] },
    });
    expect(computed.knownCents).toBe(600_000 + 200_000);
  });
});

describe('the first call of 2021', () => {
  const first = (change: Case['change'] = {}) =>
    amounts({
      profile: buildProfile({ 'project.expenses': [], ...change }, 'amorcage-2021-1'),
      campaign: amorcage2021First,
      date: '2021-02-15',
    });
  const cents = (computed: Amounts, id: string) => computed.lines.find((line) => line.id === id)?.resultCents;

  it.each([
    [15, 15],
    [30, 30],
    [31, 30],
    [45, 30],
  ])('pays 25 000 € an acquisition: %i ESMS, %i financed', (essms, financed) => {
    expect(cents(first({ essms, 'essms.*.field': 'PA' }), 'acquisition')).toBe(financed * 2_500_000);
  });

  it('says why the 31st is not financed', () => {
    const [line] = first({ essms: 31, 'essms.*.field': 'PA' }).lines;
    expect(line?.remarks.some(({ text }) => text.includes('payés au plus par projet'))).toBe(true);
  });

  it('pays 20 000 € of equipment to the organismes of fewer than 15 ESMS', () => {
    const fields = { 'essms.*.field': 'PA' };
    expect(cents(first(fields), 'equipment')).toBe(15 * 2_000_000);
    const one = first({ ...fields, 'essms.*.organismeId': 'a' });
    expect(cents(one, 'equipment')).toBe(0);
    expect(one.lines.find(({ id }) => id === 'equipment')?.remarks.at(-1)?.text).toContain('moins de 15');
  });

  it('pays 40, 40 and 20 %', () => {
    const [line] = first({ 'essms.*.field': 'PA' }).lines;
    expect(line?.payments.map((payment) => payment.cents)).toEqual([15_000_000, 15_000_000, 7_500_000]);
  });

  it('comes down to a lower real cost', () => {
    const expense = { id: 'd', poste: 'Éditeur', label: 'Licences', amountCents: 20_000_000 };
    const computed = first({ 'essms.*.field': 'PA', 'project.expenses': [expense] });
    expect(computed.knownCents).toBe(20_000_000);
    expect(computed.realCost?.source.anchor).toBe('lower-cost-2021');
  });

  it('shows the other figure of a mise en conformité, 25 000 €', () => {
    const change = { 'essms.*.field': 'PA', 'project.type': 'conformite', 'dossiers.1.type': 'conformite' };
    const line = first(change).lines.find(({ id }) => id === 'conformite');
    expect(line).toMatchObject({ resultCents: 15 * 1_000_000, confidence: 'contradicted' });
    expect(line?.remarks.map(({ text }) => text.replace(/\s/g, ' ')).join(' ')).toContain('25 000 €');
  });
});

it('finds no figure for the regional call of 2023, and says it', () => {
  const computed = amounts({
    profile: buildProfile({}, 'paca-2023'),
    campaign: paca2023,
    date: '2023-03-01',
  });
  expect(computed.knownCents).toBe(0);
  expect(results(computed.lines)).toEqual([['regional-scale', 15, null]]);
  expect(unknownWords(computed)).toContain('non trouvé');
  expect(computed.lines[0]?.payments.map(({ share }) => share)).toEqual([0.5, 0.5]);
});

it('sources every line and every unknown part', () => {
  const changes: Case['change'][] = [{}, { essms: 60, 'essms.60.category': '460' }, { essms: 0 }];
  for (const campaign of campaigns)
    for (const change of changes) {
      const { lines, unknown } = amounts({
        profile: buildProfile(change, campaign.id),
        campaign,
        date: '2022-06-01',
      });
      const behind = lines.flatMap(({ children, remarks, paidBy }) => [...children, ...remarks, paidBy]);
      const sources = [...lines, ...behind, ...unknown].map(({ source }) => source);
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) expect(resolve(source)).not.toBeNull();
    }
});
