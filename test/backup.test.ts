import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import {
  MAX_BACKUP_LENGTH,
  parseBackup,
  parseProfileFile,
  serializeBackup,
} from '@/knowledge/profile/backup';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { nationalGrappe, sampleWith } from './profiles/build';

const NOW = '2026-11-21T08:00:00.000Z';
const frozen = readFileSync(`${import.meta.dirname}/profiles/sauvegarde-v1.json`, 'utf8');
const bare = readFileSync(`${import.meta.dirname}/profiles/grappe-a-trous.json`, 'utf8');

/** The sample as a backup, after an edit of the untyped JSON. */
function tampered(edit: (profile: Record<string, unknown>) => void): string {
  const json = JSON.parse(serializeBackup([sampleGrappe()], NOW));
  edit(json.profiles[0]);
  return JSON.stringify(json);
}

describe('a backup gives back what was saved', () => {
  test('two grappes, one of them large, come back identical', () => {
    const profiles = [sampleGrappe(), nationalGrappe(500)];
    expect(parseBackup(serializeBackup(profiles, NOW))).toEqual({
      profiles,
      campaigns: [],
      warnings: [],
      exportedAt: NOW,
    });
  });
  test('the largest grappes, each value with its source, fit in a file that is read again', () => {
    const source = { from: 'finess' as const, name: 'extrait fictif', on: '2026-11-21', verified: null };
    const few = nationalGrappe(5000);
    const keys = ['finess', 'name', 'category', 'siret', 'address.street', 'address.postcode', 'departement'];
    const sources = Object.fromEntries(keys.map((key) => [key, source]));
    const large = { ...few, essms: few.essms.map((one) => ({ ...one, sources })) };
    const profiles = [large, { ...large, id: 'copie' }, { ...large, id: 'autre' }];
    expect(parseBackup(serializeBackup(profiles, NOW)).profiles).toHaveLength(3);
  }, 20_000);
  test('small rows of one id are told apart: an edit of one never goes to the other', () => {
    const line = { poste: 'Poste (fictif)', label: '' };
    const twins = [
      { id: 'l', amountCents: 1, ...line },
      { id: 'l', amountCents: 2, ...line },
      { id: 'l-1', amountCents: 3, ...line },
    ];
    const text = tampered((profile) => {
      profile.project = { expenses: twins };
    });
    const [grappe] = parseBackup(text).profiles;
    const ids = grappe?.project.expenses.map(({ id }) => id) ?? [];
    expect(new Set(ids).size).toBe(3);
    expect([ids[0], ids[2]]).toEqual(['l', 'l-1']);
    expect(parseBackup(text).profiles[0]?.project.expenses).toEqual(grappe?.project.expenses);
  });
  test('a backup of the first format stays readable', () => {
    const { profiles, warnings, exportedAt } = parseBackup(frozen);
    expect(profiles.map((p) => p.name)).toEqual([
      'Grappe du Nord (exemple fictif)',
      'Grappe du Sud (exemple fictif)',
    ]);
    expect(profiles[1]?.essms[0]).toMatchObject({ finess: '2A0990016', capacity: null, open: null });
    expect(warnings).toEqual([]);
    expect(exportedAt).toBe('2023-02-06T09:00:00.000Z');
  });
  test('a byte order mark and a lone profile are accepted', () => {
    expect(parseBackup(`\uFEFF${frozen}`).profiles).toHaveLength(2);
    expect(parseBackup(bare).profiles[0]?.id).toBe('grappe-a-trous');
  });
});

describe('a file for one profile', () => {
  test('the profile may be alone or the only one of a backup', () => {
    expect(parseProfileFile(bare).essms).toHaveLength(2);
    expect(parseProfileFile(serializeBackup([sampleGrappe()], NOW))).toEqual(sampleGrappe());
  });
  test('two grappes are one too many', () => {
    expect(() => parseProfileFile(frozen)).toThrow('Ce fichier contient 2 grappes');
  });
});

describe('what is wrong is said, and nothing is taken', () => {
  const refused: [string, string, string][] = [
    ['an empty file', ' \n', 'Ce fichier est vide'],
    ['a truncated file', frozen.slice(0, -40), 'ce n’est pas du JSON complet'],
    ['a sheet', 'finess;nom\n130990013;EHPAD', 'ce n’est pas du JSON complet'],
    ['another JSON', '{"name":"package","version":"1.0.0"}', 'n’est pas une sauvegarde de l’assistant'],
    ['a list', '[]', 'n’est pas une sauvegarde de l’assistant'],
    [
      'a backup of tomorrow',
      '{"format":"assistant-galis","version":2,"profiles":[]}',
      'version plus récente de l’assistant (format v2',
    ],
    ['a headless backup', '{"format":"assistant-galis","profiles":[]}', 'abîmée'],
    [
      'a backup of nothing',
      '{"format":"assistant-galis","version":1,"profiles":[]}',
      'ne contient aucune grappe',
    ],
    ['a bad amount', tampered((p) => Object.assign(p, { bank: 12 })), 'coordonnées bancaires : la valeur'],
    [
      'a profile of tomorrow',
      tampered((p) => Object.assign(p, { schemaVersion: 3 })),
      'La grappe « Grappe des Tamaris (exemple fictif) » vient d’une version plus récente',
    ],
    [
      'a date that does not exist',
      tampered((p) => Object.assign(p, { project: { startDate: '2023-02-30' } })),
      'projet, date de début : la date n’existe pas',
    ],
    [
      'a wrong row',
      tampered((p) =>
        Object.assign(p, {
          essms: [
            { id: 'a', finess: '130990013' },
            { id: 'b', capacity: 'beaucoup' },
          ],
        }),
      ),
      'ESSMS n°\u00a02, capacité : la valeur n’est pas du type attendu',
    ],
    [
      'two rows with one id',
      tampered((p) => Object.assign(p, { essms: [{ id: 'a' }, { id: 'a' }] })),
      'deux ESSMS portent le même identifiant interne (« a »)',
    ],
    [
      'a poisoned key',
      tampered((p) => Object.assign(p, { project: 'X' })).replace('"X"', '{"__proto__":{"title":"volé"}}'),
      'clé interdite (« __proto__ »)',
    ],
    [
      'one good profile and a bad one',
      frozen.replace('"id": "g1"', '"id": ""'),
      'Dans la grappe « Grappe du Nord',
    ],
    ['one grappe twice', frozen.replace('"id": "g2"', '"id": "g1"'), 'portent le même identifiant'],
  ];
  test.each(refused)('%s', (_name, text, message) => expect(() => parseBackup(text)).toThrow(message));

  test('a file over the cap is not even read', () => {
    expect(() => parseBackup(' '.repeat(MAX_BACKUP_LENGTH + 1))).toThrow('dépasse 100 Mo');
  });
  test('a file nested deeper than the stack is refused without crashing', () => {
    expect(() => parseBackup('['.repeat(200_000) + ']'.repeat(200_000))).toThrow(/JSON/);
  });
  test('several faults: three are named, the others counted', () => {
    const text = tampered((p) => Object.assign(p, { essms: Array.from({ length: 5 }, () => ({ id: 7 })) }));
    expect(() => parseBackup(text)).toThrow(/ESSMS n°\u00a01.*ESSMS n°\u00a03.*et 2 autres/);
  });
  test('no message repeats a bank number', () => {
    const text = tampered((p) => Object.assign(p, { bank: { iban: 'FR76'.repeat(20) } }));
    expect(() => parseBackup(text)).toThrow(/IBAN\s: la valeur est trop longue/);
    expect(() => parseBackup(text)).not.toThrow(/FR76/);
  });
});

describe('what is odd is accepted and said', () => {
  test('data this version does not know', () => {
    const { warnings } = parseBackup(tampered((p) => Object.assign(p, { mood: 'bon' })));
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toContain('1 information(s) inconnue(s)');
    expect(warnings[0]).toContain('« mood »');
  });
  test('links towards nothing', () => {
    const profile = sampleWith((draft) => {
      draft.porteurId = 'nobody';
      draft.essms.pop();
    });
    const { warnings } = parseBackup(serializeBackup([profile], NOW));
    expect(warnings.join('\n')).toContain('l’organisme porteur désigné n’existe pas');
    expect(warnings.join('\n')).toContain('désignent un ESSMS absent');
  });
});
