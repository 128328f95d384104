import { describe, expect, it } from 'vitest';
import { campaigns } from '@/knowledge/campaigns';
import { national2022 } from '@/knowledge/campaigns/national-2022';
import { paca2023 } from '@/knowledge/campaigns/paca-2023';
import { type AmountLine, amounts } from '@/knowledge/rules/amounts';
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
      const sources = [...lines, ...lines.flatMap(({ children }) => children), ...unknown].map(
        ({ source }) => source,
      );
      expect(sources.length).toBeGreaterThan(0);
      for (const source of sources) expect(resolve(source)).not.toBeNull();
    }
});
