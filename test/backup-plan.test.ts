import { describe, expect, test } from 'vitest';
import { type BackupFacts, backupReminder, oldestOf } from '@/knowledge/profile/backup-reminder';
import { differencesBetween } from '@/knowledge/profile/differences';
import { type ImportChoice, isDecided, outcomeOfChoices, planImport } from '@/knowledge/profile/import-plan';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { nationalGrappe, sampleWith } from './profiles/build';

const plain = (text: string): string => text.replace(/\s/g, ' ');
/** What differs once the sample is edited, as one line each. */
const apart = (edit: (draft: Profile) => void): string[] =>
  differencesBetween(sampleGrappe(), sampleWith(edit)).map(({ where, what, before, after }) =>
    plain(`${where}, ${what} : ${before} → ${after}`),
  );

describe('differences, value by value', () => {
  const cases: [string, (draft: Profile) => void, string[]][] = [
    ['nothing', () => {}, []],
    [
      'the dates of writing and the sources are no content',
      (draft) => {
        draft.updatedAt = '2026-11-22T08:00:00.000Z';
        draft.bank.sources = { iban: { from: 'sheet', name: 'a.xlsx', on: '2026-11-21', verified: null } };
      },
      [],
    ],
    [
      'an IBAN',
      (draft) => {
        draft.bank.iban = 'FR1420041010050500013M02606';
      },
      ['Coordonnées bancaires, IBAN : FR76 9999 9000 0100 0123 4567 809 → FR14 2004 1010 0505 0001 3M02 606'],
    ],
    [
      'a value of one ESSMS, deep in it',
      (draft) => {
        Object.assign(draft.essms[0]?.address ?? {}, { postcode: '' });
        Object.assign(draft.essms[0] ?? {}, { capacity: 85, field: 'PH' });
      },
      [
        'ESSMS « EHPAD Les Micocouliers (fictif) », champ : Personnes âgées → Personnes handicapées',
        'ESSMS « EHPAD Les Micocouliers (fictif) », adresse, code postal : 13400 → inconnu',
        'ESSMS « EHPAD Les Micocouliers (fictif) », capacité : 84 → 85',
      ],
    ],
    [
      'an amount and a day read as such',
      (draft) => {
        Object.assign(draft.essms[0] ?? {}, { requestedCents: 850_050 });
        draft.project.startDate = '2024-02-01';
      },
      [
        'ESSMS « EHPAD Les Micocouliers (fictif) », montant demandé : 8 500 € → 8 500,50 €',
        `Projet, date de début : ${plain(new Intl.DateTimeFormat('fr-FR', { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(sampleGrappe().project.startDate)))} → 1 février 2024`.replace(
          '→ 1 ',
          '→ 1er ',
        ),
      ],
    ],
    [
      'a row removed, another added',
      (draft) => {
        const [first] = draft.essms.splice(0, 1);
        if (first) draft.essms.push({ ...first, id: 'neuf', name: 'Neuf (fictif)' });
      },
      [
        'ESSMS « EHPAD Les Micocouliers (fictif) », la ligne entière : présent → absent',
        'ESSMS « Neuf (fictif) », la ligne entière : absent → présent',
      ],
    ],
    [
      'a link reads as what it points at',
      (draft) => {
        draft.porteurId = draft.organismes[1]?.id ?? '';
      },
      [
        `Grappe, organisme porteur : Association Les Tamaris (exemple fictif) → ${sampleGrappe().organismes[1]?.raisonSociale}`,
      ],
    ],
  ];
  test.each(cases)('%s', (_name, edit, expected) => expect(apart(edit)).toEqual(expected));

  test('only bank details are marked as such, and they come first', () => {
    const after = sampleWith((draft) => {
      draft.name = 'Autre';
      draft.bank.holder = 'Quelqu’un d’autre';
    });
    expect(differencesBetween(sampleGrappe(), after).map(({ bank }) => bank)).toEqual([true, false]);
  });
  test('two long texts are shown where they part', () => {
    const after = sampleWith((draft) => {
      draft.project.description = `${'mot '.repeat(200)}fin`;
    });
    const before = sampleWith((draft) => {
      draft.project.description = `${'mot '.repeat(200)}suite`;
    });
    const [one] = differencesBetween(before, after);
    expect(one?.before).toMatch(/^….*suite$/);
    expect(one?.after).toMatch(/^….*fin$/);
    expect(one?.after.length).toBeLessThan(165);
  });
  test('another budget line is told by its name', () => {
    const lines = apart((draft) => {
      Object.assign(draft.project.expenses[0] ?? {}, { amountCents: 100 });
    });
    expect(lines).toEqual([expect.stringMatching(/^Projet, dépense « .+ », montant : .+ → 1 €$/)]);
  });
});

describe('the choices of an import', () => {
  const changed = sampleWith((draft) => {
    draft.bank.bic = 'EXEMFRPP';
  });
  const plan = planImport([sampleGrappe()], [changed, nationalGrappe(15)]);
  const outcome = (choice: ImportChoice) =>
    outcomeOfChoices(plan, new Map([[changed.id, choice]]), () => 'copie');

  test('nothing is decided for the user', () => {
    expect(isDecided(plan, new Map())).toBe(false);
    expect(isDecided(plan, new Map([[changed.id, 'skip']]))).toBe(true);
    expect(outcomeOfChoices(plan, new Map(), () => 'copie')).toMatchObject({
      replaced: [],
      skipped: [changed],
    });
  });
  test('replacing writes that of the file', () => {
    expect(outcome('replace')).toMatchObject({ replaced: [changed], skipped: [] });
    expect(outcome('replace').added.map(({ id }) => id)).toEqual(['grappe-nationale']);
  });
  test('keeping both adds a copy with an identity and a name of its own', () => {
    const { added, replaced } = outcome('copy');
    expect(replaced).toEqual([]);
    expect(added[1]).toEqual({ ...changed, id: 'copie', name: `${changed.name} (copie importée)` });
  });
  test('a name at its longest still fits', () => {
    const long = planImport([sampleGrappe()], [{ ...changed, name: 'x'.repeat(300) }]);
    const { added } = outcomeOfChoices(long, new Map([[changed.id, 'copy']]), () => 'copie');
    expect(added[0]?.name.length).toBeLessThanOrEqual(300);
  });
});

describe('the reminder', () => {
  const NOW = '2026-11-21T12:00:00.000Z';
  const facts = (change: Partial<BackupFacts>): BackupFacts => ({
    lastBackupAt: '2026-11-20T12:00:00.000Z',
    changesSinceBackup: 3,
    createdAt: '2026-01-01T00:00:00.000Z',
    snoozed: null,
    ...change,
  });
  const cases: [string, Partial<BackupFacts>, RegExp | null][] = [
    ['a day and three changes', {}, null],
    ['20 changes in a day', { changesSinceBackup: 20 }, /^20 changements depuis .* il y a 1 jour\.$/],
    ['19 changes', { changesSinceBackup: 19 }, null],
    [
      '7 days and one change',
      { lastBackupAt: '2026-11-14T12:00:00.000Z', changesSinceBackup: 1 },
      /il y a 7 jours/,
    ],
    ['a minute less than 7 days', { lastBackupAt: '2026-11-14T12:01:00.000Z', changesSinceBackup: 1 }, null],
    [
      'a year and no change: the file is whole',
      { lastBackupAt: '2025-11-14T12:00:00.000Z', changesSinceBackup: 0 },
      null,
    ],
    ['never, since January', { lastBackupAt: '', changesSinceBackup: 1 }, /^Aucune sauvegarde n’existe/],
    ['never, created today', { lastBackupAt: '', createdAt: NOW }, null],
    [
      'never, created today, 20 changes',
      { lastBackupAt: '', createdAt: NOW, changesSinceBackup: 20 },
      /^Aucune/,
    ],
    ['never, only the sample', { lastBackupAt: '', createdAt: '' }, null],
    [
      'put off an hour ago',
      { changesSinceBackup: 24, snoozed: { at: '2026-11-21T11:00:00.000Z', changes: 20 } },
      null,
    ],
    [
      'put off, 5 changes since',
      { changesSinceBackup: 25, snoozed: { at: '2026-11-21T11:00:00.000Z', changes: 20 } },
      /^25/,
    ],
    [
      'put off yesterday',
      { changesSinceBackup: 21, snoozed: { at: '2026-11-20T12:00:00.000Z', changes: 20 } },
      /^21/,
    ],
    [
      'put off, saved, then 20 more',
      { changesSinceBackup: 20, snoozed: { at: '2026-11-21T11:00:00.000Z', changes: 40 } },
      /^20/,
    ],
    ['a clock set back', { lastBackupAt: '2027-01-01T00:00:00.000Z', changesSinceBackup: 2 }, null],
  ];
  test.each(cases)('%s', (_name, change, expected) => {
    const said = backupReminder(facts(change), NOW);
    if (expected === null) expect(said).toBeNull();
    else expect(said && plain(said)).toMatch(expected);
  });
  test('the sample is not worth a backup; the oldest of the others counts', () => {
    expect(oldestOf([sampleGrappe()])).toBe('');
    const mine = [
      { ...nationalGrappe(15), createdAt: '2026-02-01T00:00:00.000Z' },
      { ...nationalGrappe(15), createdAt: '2026-01-01T00:00:00.000Z' },
    ];
    expect(oldestOf([sampleGrappe(), ...mine])).toBe('2026-01-01T00:00:00.000Z');
  });
});
