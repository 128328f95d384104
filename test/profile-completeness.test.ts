import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parseProfileFile } from '@/knowledge/profile/backup';
import { completenessOf } from '@/knowledge/profile/completeness';
import { formatCents, formatDay, formatPlural } from '@/knowledge/profile/format';
import { planImport } from '@/knowledge/profile/import-plan';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { profile } from '@/knowledge/profile/schema';
import { budgetOf, summarise } from '@/knowledge/profile/summary';
import { nationalGrappe, sampleWith } from './profiles/build';

const section = (grappe: Parameters<typeof completenessOf>[0], id: string) => {
  const found = completenessOf(grappe).find((s) => s.id === id);
  if (!found) throw new Error(`no section ${id}`);
  return found;
};
const withHoles = parseProfileFile(
  readFileSync(`${import.meta.dirname}/profiles/grappe-a-trous.json`, 'utf8'),
);

describe('completeness', () => {
  test('the sample lacks exactly what was left out on purpose, and no number is wrong', () => {
    const sections = completenessOf(sampleGrappe());
    expect(sections.flatMap((s) => s.missing).map((gap) => `${gap.subject}: ${gap.path}`)).toEqual([
      'Mutuelle de la Baie Claire (exemple fictif): selfAssessments.protectionMeasures',
      'Service autonomie aide du Pays d’Arles (fictif): hours.eligible',
      'ESAT Le Ponant (fictif): earlierFunding.received',
    ]);
    expect(sections.flatMap((s) => s.wrong)).toEqual([]);
  });
  test('each section counts what it expects and what it holds', () => {
    for (const s of completenessOf(sampleGrappe())) {
      expect(s.expected).toBeGreaterThan(0);
      expect(s.expected - s.filled).toBe(s.missing.length);
    }
  });
  test('an empty grappe lacks the lists themselves, not rows it has not', () => {
    const empty = profile.parse({ schemaVersion: 2, id: 'vide' });
    expect(section(empty, 'essms')).toMatchObject({ filled: 0, expected: 1 });
    expect(section(empty, 'organismes').missing.map((gap) => gap.label)).toEqual([
      'organisme porteur',
      'organismes',
    ]);
    expect(section(empty, 'bank').missing).toHaveLength(4);
  });
  test('a grappe with holes names each datum in French, with its row', () => {
    const { missing, wrong } = section(withHoles, 'essms');
    expect(missing).toContainEqual({
      path: 'finess',
      label: 'FINESS géographique',
      subject: 'Service sans numéro (fictif)',
      at: ['essms', 'e2', 'finess'],
    });
    expect(missing.map((gap) => gap.label)).toContain('adresse, code postal');
    expect(wrong).toEqual([]);
  });
  test('a number whose key does not hold is wrong, not missing', () => {
    const grappe = sampleWith((draft) => {
      const [first] = draft.essms;
      if (first) first.finess = '130990031';
      draft.bank.iban = 'FR7699999000010001234567808';
    });
    expect(section(grappe, 'essms').wrong).toMatchObject([{ path: 'finess', subject: /Micocouliers/ }]);
    expect(section(grappe, 'bank').wrong[0]?.reason).toMatch(/clé/);
    expect(section(grappe, 'bank').missing).toEqual([]);
  });
  test('what does not apply is not asked', () => {
    const grappe = sampleWith((draft) => {
      for (const organisme of draft.organismes)
        organisme.nationalEntity = { affiliated: false, name: '', writtenAgreement: null };
    });
    const paths = section(grappe, 'organismes').missing.map((gap) => gap.path);
    expect(paths).toEqual(['selfAssessments.protectionMeasures']);
  });
});

describe('summary', () => {
  test('counts by field and by département, largest first', () => {
    const { byField, byDepartement, capacity, requestedCents } = summarise(sampleGrappe());
    expect(byField.map((s) => [s.key, s.count])).toEqual([
      ['PH', 8],
      ['PA', 7],
      ['DOM', 3],
    ]);
    expect(byDepartement[0]).toEqual({ key: '13', label: 'Bouches-du-Rhône', count: 8 });
    expect(capacity).toBe(1100);
    expect(requestedCents).toBe(15_300_000);
  });
  test('an unknown field is a share of its own', () => {
    const { byField, capacity } = summarise(withHoles);
    expect(byField).toContainEqual({ key: '', label: 'Non renseigné', count: 1 });
    expect(capacity).toBeNull();
    expect(summarise(withHoles).unknownCapacities).toBe(2);
  });
  test('the gap of a budget is signed, and unknown without both totals', () => {
    expect(budgetOf(sampleGrappe()).gapCents).toBe(0);
    const short = sampleWith((draft) => void draft.project.resources.pop());
    expect(budgetOf(short).gapCents).toBe(-1_440_000);
    const half = sampleWith((draft) => {
      draft.project.resources = [{ id: 'r', poste: 'Autofinancement', label: '', amountCents: null }];
    });
    expect(budgetOf(half)).toMatchObject({ gapCents: null, resourcesCents: null, unknownLines: 1 });
  });
});

describe('what an import would do', () => {
  test('the same file twice changes nothing, even exported at another time', () => {
    const later = sampleWith((draft) => {
      draft.updatedAt = '2026-11-21T08:00:00.000Z';
    });
    expect(planImport([sampleGrappe()], [later])).toMatchObject({ added: [], replaced: [] });
  });
  test('a new grappe is added, a known one is compared', () => {
    const changed = sampleWith((draft) => {
      draft.essms.pop();
      draft.bank.iban = 'FR1420041010050500013M02606';
    });
    const plan = planImport([sampleGrappe()], [changed, nationalGrappe(15)]);
    expect(plan.added.map((p) => p.id)).toEqual(['grappe-nationale']);
    expect(plan.replaced).toHaveLength(1);
    expect(plan.replaced[0]?.bankChanges).toBe(true);
    expect(plan.replaced[0]?.changes).toEqual(['ESSMS : 1 retiré', 'coordonnées bancaires modifiées']);
  });
});

test('amounts, days and counts are written the French way', () => {
  const spaced = (text: string) => text.replace(/\s/g, ' ');
  expect(spaced(formatCents(15_300_000))).toBe('153 000 €');
  expect(spaced(formatCents(15_300_050))).toBe('153 000,50 €');
  expect(formatCents(null)).toBe('inconnu');
  expect(formatDay('2023-11-06')).toBe('6 novembre 2023');
  expect(formatDay('')).toBe('');
  expect(spaced(formatPlural(1200, 'dossier'))).toBe('1 200 dossiers');
  expect(formatPlural(1, 'dossier')).toBe('1 dossier');
});
