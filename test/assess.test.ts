import { mkdtemp, rm, writeFile } from 'node:fs/promises';
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
    ['an unknown call', ['--campaign', 'mars-2040', '--date', '2023-03-01'], 'Connus\u00a0: national-2022'],
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
