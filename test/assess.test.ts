import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { serializeBackup } from '@/knowledge/profile/backup';
import { main } from '../scripts/assess';
import { buildProfile } from './cases/build';

const output = z.object({
  verdicts: z.array(
    z.object({
      rule: z.string(),
      status: z.enum(['met', 'broken', 'unknown']),
      severity: z.enum(['bloquant', 'a-verifier', 'information']),
      subject: z.object({ kind: z.string(), id: z.string(), label: z.string() }),
      message: z.string(),
      missing: z.array(z.object({ id: z.string(), label: z.string() })),
      source: z.object({
        text: z.string(),
        anchor: z.string(),
        title: z.string().min(1),
        date: z.iso.date(),
        url: z.url({ protocol: /^https$/ }),
      }),
      verifiedOn: z.iso.date(),
      confidence: z.string(),
      contradictedBy: z.array(z.object({ text: z.string(), anchor: z.string(), title: z.string() })),
    }),
  ),
  amounts: z.object({ knownCents: z.int(), lines: z.array(z.unknown()), unknown: z.array(z.unknown()) }),
});

let folder = '';
let printed = '';
let complained = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'assess-'));
  printed = '';
  complained = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((text) => {
    complained += String(text);
    return true;
  });
});

afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true });
});

async function run(change: Parameters<typeof buildProfile>[0], ...options: string[]): Promise<number> {
  const file = join(folder, 'sauvegarde.json');
  await writeFile(file, serializeBackup([buildProfile(change, 'paca-2023')], '2023-01-01T00:00:00Z'));
  return main(['--profile', file, ...options]);
}

/** A backup of one grappe in a file of the folder, its name told apart. */
const save = async (
  name: string,
  change: Parameters<typeof buildProfile>[0] = {},
  of: string[] = ['seule'],
): Promise<void> => {
  const profiles = of.map((id) => ({ ...buildProfile(change, 'paca-2023'), id, name: `Grappe ${id}` }));
  await writeFile(join(folder, name), serializeBackup(profiles, '2023-01-01T00:00:00Z'));
};

const PACA = ['--campaign', 'paca-2023', '--date', '2023-03-01'];
const linesOf = (text: string): string[] => text.trimEnd().split('\n');

describe('assess', () => {
  it('prints the verdicts with their source, and the amounts, as JSON and nothing else', async () => {
    const code = await run(
      { 'essms.1.category': '362' },
      '--json',
      '--campaign',
      'paca-2023',
      '--date',
      '2023-03-01',
    );
    expect([code, complained]).toEqual([0, '']);
    const { verdicts, amounts } = output.parse(JSON.parse(printed));
    expect(verdicts.filter(({ status }) => status === 'broken').map(({ rule }) => rule)).toEqual([
      'minimum-essms',
      'l312-1',
      'usld',
    ]);
    expect(amounts.knownCents).toBe(0);
  });

  it('prints a report in French without --json', async () => {
    const code = await run({ 'bank.iban': '' }, '--campaign', 'paca-2023', '--date', '2023-09-16');
    expect(code).toBe(0);
    expect(printed).toContain('[bloquant] Période de dépôt');
    expect(printed).toContain('IBAN du porteur');
    expect(printed).toContain('Montants');
  });

  it.each([
    ['no option', [], 'Usage'],
    ['an unknown option', ['--when', 'now'], 'Option non reconnue'],
    ['an unknown call', ['--campaign', 'mars-2040', '--date', '2023-03-01'], 'Connus\u00a0: '],
    ['an hour that does not exist', [...PACA, '--time', '25:00'], 'HH:MM'],
    ['a call told twice', [...PACA, '--campaign-file', 'appel.json'], 'Usage'],
    ['a file and a folder', [...PACA, '--batch', '.'], 'Usage'],
    ['a date that does not exist', ['--campaign', 'paca-2023', '--date', '2023-02-30'], '2023-02-30'],
  ])('answers 2 and prints nothing with %s', async (_, options, message) => {
    expect(await run({}, ...options)).toBe(2);
    expect(printed).toBe('');
    expect(complained).toContain(message);
  });

  it.each([
    ['a file that is not there', 'absent.json', null, 'introuvable'],
    ['a file that is not JSON', 'notes.json', 'bonjour', 'JSON'],
    ['a JSON file that is not a profile', 'autre.json', '{"a":1}', 'sauvegarde'],
  ])('answers 2 and prints nothing with %s', async (_, name, content, message) => {
    const file = join(folder, name);
    if (content !== null) await writeFile(file, content);
    expect(await main(['--json', '--profile', file, '--campaign', 'paca-2023', '--date', '2023-03-01'])).toBe(
      2,
    );
    expect(printed).toBe('');
    expect(complained).toContain(message);
  });
});

describe('assess --batch', () => {
  const batch = (...options: string[]) => main(['--batch', folder, ...options]);
  const line = output.extend({ file: z.string(), grappe: z.string(), id: z.string() });

  it('prints one JSON line per profile, those of one file after the other', async () => {
    await save('b.json', {}, ['deux', 'trois']);
    await save('a.json');
    await writeFile(join(folder, 'notes.txt'), 'rien');
    await mkdir(join(folder, 'autres.json'));
    expect(await batch('--json', ...PACA)).toBe(0);
    const lines = linesOf(printed).map((one) => line.parse(JSON.parse(one)));
    expect(lines.map(({ file, grappe }) => [file, grappe])).toEqual([
      [join(folder, 'a.json'), 'Grappe seule'],
      [join(folder, 'b.json'), 'Grappe deux'],
      [join(folder, 'b.json'), 'Grappe trois'],
    ]);
  });

  it('names the file that cannot be read, assesses the others and answers 1', async () => {
    await writeFile(join(folder, 'a.json'), 'bonjour');
    await save('b.json');
    expect(await batch('--json', ...PACA)).toBe(1);
    const [first = '', second = ''] = linesOf(printed);
    expect(JSON.parse(first)).toEqual({
      file: join(folder, 'a.json'),
      error: expect.stringContaining('JSON'),
    });
    expect(line.parse(JSON.parse(second)).grappe).toBe('Grappe seule');
    expect(complained).toContain(`${join(folder, 'a.json')}\u00a0: `);
  });

  it('prints a table without --json: rules are counted, not ESSMS', async () => {
    await save('a.json', { 'essms.*.category': '362' });
    expect(await batch(...PACA)).toBe(0);
    const [head = '', row = '', ...more] = linesOf(printed).map((one) => one.split('\t'));
    expect(more).toEqual([]);
    expect(head).toHaveLength(row.length);
    const usld = Number(row[0]);
    expect(usld).toBeGreaterThan(0);
    expect(usld).toBeLessThan(5);
    expect(row.slice(-3)).toEqual(['inconnu', 'Grappe seule', join(folder, 'a.json')]);
  });

  it.each([
    ['a folder that is not there', 'absent', 'introuvable'],
    ['a folder without any JSON file', '.', 'aucun fichier .json'],
  ])('answers 2 and prints nothing with %s', async (_, name, message) => {
    expect(await main(['--batch', join(folder, name), ...PACA])).toBe(2);
    expect(printed).toBe('');
    expect(complained).toContain(message);
  });
});

describe('assess --campaign-file', () => {
  const described = {
    format: 'assistant-galis-appel',
    version: 1,
    id: 'appel-invente',
    title: 'Appel inventé',
    issuer: 'Financeur inventé',
    year: 2030,
    describedOn: '2030-01-01',
    minEssms: 40,
  };
  const withCall = async (call: unknown, ...options: string[]) => {
    await save('grappe.json');
    await writeFile(join(folder, 'appel.json'), JSON.stringify(call, null, 1));
    const [profile, file] = [join(folder, 'grappe.json'), join(folder, 'appel.json')];
    return main(['--profile', profile, '--campaign-file', file, '--date', '2030-03-01', ...options]);
  };

  it('assesses by the call the user described, and cites her', async () => {
    expect([await withCall(described, '--json'), complained]).toEqual([0, '']);
    const { verdicts } = JSON.parse(printed);
    const minimum = verdicts.find(({ rule }: { rule: string }) => rule === 'minimum-essms');
    expect(minimum).toMatchObject({ status: 'broken', message: expect.stringContaining('40') });
    expect(minimum.source.title).toContain('Appel inventé');
  });

  it('answers 2 with the line and the reason when a line of it is wrong', async () => {
    expect(await withCall({ ...described, minEssms: 'beaucoup' })).toBe(2);
    expect(printed).toBe('');
    expect(complained).toMatch(/ligne \d+, /);
  });
});
