import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { campaigns } from '@/knowledge/campaigns';
import {
  allCampaigns,
  type PersonalCampaign,
  parsePersonalCampaign,
  serializePersonalCampaign,
} from '@/knowledge/campaigns/personal';
import { toCampaign } from '@/knowledge/campaigns/personal-campaign';
import { copyOf } from '@/knowledge/campaigns/personal-copy';
import { personalPassage } from '@/knowledge/campaigns/personal-passage';
import { PRINCIPLE_KEYS } from '@/knowledge/campaigns/personal-principles';
import { describeCall } from '@/knowledge/campaigns/personal-words';
import { anyCall } from './campaigns/arbitrary';
import { CALL_FILE, callOf } from './campaigns/build';

/** With plain spaces, for the eye. */
const plain = (text = ''): string => text.replace(/[\u00a0\u202f]/g, ' ');
const faultsOf = (text: string) => {
  const read = parsePersonalCampaign(text);
  if ('campaign' in read) throw new Error('the file was accepted');
  return read.faults.map(({ line, path, reason }) => ({ line, path: plain(path), reason: plain(reason) }));
};
const read = (text: string): PersonalCampaign => {
  const reading = parsePersonalCampaign(text);
  if ('faults' in reading) throw new Error(JSON.stringify(reading.faults));
  return reading.campaign;
};
/** The file with one line changed, and the number of that line. */
function withLine(from: string, to: string): { text: string; line: number } {
  const lines = CALL_FILE.split('\n');
  const at = lines.findIndex((line) => line.includes(from));
  if (at === -1) throw new Error(`no line with ${from}`);
  return { text: lines.with(at, (lines[at] ?? '').replace(from, to)).join('\n'), line: at + 1 };
}

describe('a file that describes a call', () => {
  test('is read, its bare values as those with a source', () => {
    const call = read(CALL_FILE);
    expect(call.minEssms).toEqual({ value: 12 });
    expect(call.maxEssms).toEqual({
      value: 40,
      quote: 'Un projet groupe 40 ESSMS au plus (texte inventé).',
      url: 'https://exemple.test/appel-2028#taille',
    });
    expect(call.rates.map(({ id }) => id)).toEqual(['socle', 'forfait-1']);
    expect(call.principles).toEqual([
      { rule: 'own-finess' },
      { rule: 'no-european-money', from: '2028-06-01', quote: 'Aucun fonds européen (texte inventé).' },
    ]);
  });
  test.each<[string, string, string, string, string]>([
    ['an unknown name', '"minEssms": 12', '"minESSMS": 12', '« minESSMS »', 'n’est pas connue'],
    ['a missing title', '"title": "Appel inventé 2028"', '"instruction": "Texte inventé"', 'titre', 'manque'],
    ['a date that does not exist', '"2028-02-01"', '"2028-02-30"', 'ouverture', 'cette date n’existe pas'],
    ['a date in French', '"2028-02-01"', '"01/02/2028"', 'ouverture', 'AAAA-MM-JJ'],
    ['a closing before the opening', '"2028-05-31"', '"2028-01-31"', 'clôture', 'avant l’ouverture'],
    ['an hour that does not exist', '"12:00"', '"25:00"', 'heure de clôture', 'HH:MM'],
    ['a negative amount', '150000', '-150000', 'montant par ESSMS', 'au moins égal à 0'],
    ['an amount with a fraction of cent', '150000', '1500.5', 'montant par ESSMS', 'nombre entier'],
    ['an amount written as text', '150000', '"1 500 €"', 'montant par ESSMS', 'un nombre est attendu'],
    ['shares that do not add up', '0.6', '0.7', 'versements', '110 %'],
    ['a share over one', '0.6', '60', 'versement n° 1, part', 'dépasse 1'],
    ['a counter nobody knows', '"regional"', '"départemental"', 'guichet', 'valeur non prévue'],
    ['a rule nobody knows', '"own-finess"', '"own-fines"', 'règle n° 1', 'valeur non prévue'],
    ['a rule given twice', '"own-finess"', '"no-european-money"', 'règle n° 2', 'deux fois'],
    [
      'an address that is no https',
      'https://exemple.test/appel-2028"',
      'http://exemple.test"',
      'adresse',
      'https://',
    ],
    [
      'a script for an address',
      'https://exemple.test/appel-2028"',
      'javascript:alert(1)"',
      'adresse',
      'https://',
    ],
    [
      'an id of a shipped call',
      '"appel-invente-2028"',
      '"national-2022"',
      'identifiant',
      'livré avec l’assistant',
    ],
    ['an id with capitals', '"appel-invente-2028"', '"Appel 2028"', 'identifiant', 'minuscules'],
    ['a title that is too long', 'Appel inventé 2028', 'a'.repeat(201), 'titre', '200 signes au plus'],
    ['an empty title', 'Appel inventé 2028', ' ', 'titre', 'vide'],
    ['a région nobody knows', '"93"', '"13"', 'région', 'valeur non prévue'],
    ['an impossible rank', '"to": 49', '"to": 0', 'au rang', 'au moins égal à 1'],
    ['a name given twice', '"issuer"', '"title"', 'le fichier entier', '« title » est donné deux fois'],
  ])('%s is said with its line', (_name, from, to, path, reason) => {
    const { text, line } = withLine(from, to);
    const faults = faultsOf(text);
    const found = faults.find((fault) => fault.path.includes(path) && fault.reason.includes(reason));
    expect(found, JSON.stringify(faults)).toBeDefined();
    // A missing datum has no line of its own, and a list is said where it begins.
    if (!['titre', 'versements'].includes(path) || !['manque', '110 %'].includes(reason))
      expect(found?.line).toBe(path === 'règle n° 2' ? line + 1 : line);
  });
  test('every fault is told at once, in the order of the lines', () => {
    const text = CALL_FILE.replace('"2028-02-01"', '"2028-02-30"').replace('150000', '-1');
    const faults = faultsOf(text);
    expect(faults.map(({ path }) => path)).toEqual([
      'période de dépôt n° 1, ouverture',
      'forfait n° 1, montant par ESSMS, en euros',
    ]);
    expect(faults[0]?.line).toBeLessThan(faults[1]?.line ?? 0);
  });
  test.each<[string, string, number, string]>([
    ['nothing', '', 1, 'vide'],
    ['no JSON', 'Bonjour', 1, 'il manque une valeur'],
    ['a comma too many', '{\n  "a": 1,\n}', 3, 'virgule en trop'],
    ['a comma missing', '{\n  "a": 1\n  "b": 2\n}', 3, 'il manque une virgule'],
    ['a colon missing', '{\n  "a" 1\n}', 2, 'il manque « : »'],
    ['curly quotes', '{\n\n  “a”: 1\n}', 3, 'guillemets droits'],
    ['a text cut short', '{\n  "a": [1,\n', 3, 's’arrête avant la fin'],
    ['a line break inside a text', '{\n  "a": "b\nc"\n}', 2, 'il manque une valeur'],
    ['something after the end', '{}\n{}', 2, 'en trop après la fin'],
    ['a poisoned name', '{\n  "__proto__": {}\n}', 2, 'interdit'],
    ['lists without end', '['.repeat(50_000), 1, 'imbriquées trop profondément'],
    ['a list', '[1, 2]', 1, 'ce n’est pas un fichier d’appel à projets'],
    ['a backup', '{\n  "format": "assistant-galis",\n "version": 1}', 2, 'ce n’est pas un fichier d’appel'],
    ['a later version', '{"format": "assistant-galis-appel",\n"version": 9}', 2, 'version plus récente'],
    ['five megabytes', `"${'a'.repeat(5_000_000)}"`, 1, 'trop grand'],
  ])('%s is refused with its line, and nothing is loaded', (_name, text, line, reason) => {
    expect(faultsOf(text)).toEqual([
      { line, path: 'le fichier entier', reason: expect.stringContaining(reason) },
    ]);
  });
  test('a text of many faults tells fifty of them, then how many more', () => {
    const faults = faultsOf(JSON.stringify({ ...JSON.parse(CALL_FILE), criteria: Array(80).fill(7) }));
    expect(faults).toHaveLength(51);
    expect(faults.at(-1)?.reason).toBe('et 30 autres fautes');
  });
  test.each([
    [
      'names nobody knows',
      (n: number) => Object.fromEntries(Array.from({ length: n }, (_, at) => [`a${at}`, 1])),
    ],
    ['items of the wrong kind', (n: number) => ({ criteria: Array(n).fill(7) })],
    ['the same choice', (n: number) => ({ fields: Array(n).fill('PA') })],
    ['empty rows', (n: number) => ({ rates: Array(n).fill({}) })],
  ])('a file full of %s is refused all the same', (_name, rows) => {
    const text = JSON.stringify({ ...JSON.parse(CALL_FILE), ...rows(30_000) }, null, 0).replaceAll(
      ',',
      ',\n',
    );
    expect(text.length).toBeLessThan(400_000);
    const faults = faultsOf(text);
    expect(faults.length).toBeLessThanOrEqual(51);
    expect(faults[0]?.line).toBeGreaterThan(1);
  });
  test('hostile texts are kept as texts, without what could disguise them', () => {
    const hostile = '<img src=x onerror=alert(1)>\u202e gnp.exe\u0000 {{7*7}}';
    const call = read(JSON.stringify({ ...JSON.parse(CALL_FILE), title: hostile }));
    expect(call.title).toBe('<img src=x onerror=alert(1)> gnp.exe  {{7*7}}');
  });
  test('a byte order mark and Windows line ends change nothing', () => {
    expect(read(`\uFEFF${CALL_FILE.replaceAll('\n', '\r\n')}`)).toEqual(read(CALL_FILE));
  });
});

describe('a call described by the user', () => {
  test('is written and read back just the same', () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        expect(read(serializePersonalCampaign(call))).toEqual(call);
      }),
    );
  });
  test('is marked wherever it shows, and comes after the shipped ones', () => {
    const all = allCampaigns([callOf()]);
    expect(all.slice(0, -1)).toEqual(campaigns);
    expect(all.at(-1)).toMatchObject({
      id: 'appel-invente-2028',
      title: 'Appel inventé 2028 (campagne personnelle)',
      personal: true,
      scopes: ['regional', 'multiregional'],
    });
  });
  test('what was not said is a gap, never a zero', () => {
    const campaign = toCampaign(callOf());
    expect(campaign.rates[1]?.amountCents).toMatchObject({ value: null, confidence: 'not-found' });
    expect(campaign.contact.value).toBeNull();
    expect(plain(campaign.contact.note)).toBe('Non renseigné dans votre campagne personnelle : contact.');
    expect(campaign.minEssmsIslands).toBeNull();
    expect(campaign.nationalFrom).toBeUndefined();
  });
  test('every reference of the call opens the words of the user', () => {
    fc.assert(
      fc.property(anyCall, (call) => {
        for (const reference of referencesOf(toCampaign(call))) {
          const passage = personalPassage(call, reference);
          expect(passage?.issuer).toBe('Campagne personnelle');
          expect(passage?.heading).not.toContain('«');
          expect(passage?.body).toMatch(/^(Saisi par vous\u202f: \S|Non renseigné)/);
        }
      }),
    );
  });
  test('the passage holds the sentence and the address the user gave, else those of the call', () => {
    const call = callOf();
    const at = (anchor: string) => personalPassage(call, { text: 'personal:appel-invente-2028', anchor });
    expect(at('maxEssms')).toMatchObject({
      heading: 'Nombre maximum d’ESSMS',
      url: 'https://exemple.test/appel-2028#taille',
      date: '2027-12-01',
    });
    expect(plain(at('maxEssms')?.body)).toContain('« Un projet groupe 40 ESSMS au plus (texte inventé). »');
    expect(at('minEssms')).toMatchObject({ url: 'https://exemple.test/appel-2028' });
    expect(plain(at('rates.0.amountCents')?.body)).toBe('Saisi par vous : 1 500 €');
    expect(plain(at('rates.0.payments')?.body)).toContain('60 % à la signature');
    expect(plain(at('windows.0.closes')?.body)).toContain('31 mai 2028');
    expect(plain(at('contact')?.body)).toContain('Non renseigné');
    expect(personalPassage(call, { text: 'personal:autre', anchor: 'minEssms' })).toBeNull();
  });
});

/** Every reference found in a campaign. */
function referencesOf(value: unknown): { text: string; anchor: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('anchor' in value && 'text' in value)
    return [{ text: String(value.text), anchor: String(value.anchor) }];
  return Object.values(value).flatMap(referencesOf);
}

/** What a copy does not keep: who says it, since when, and what is not said. */
const LEFT = [
  'id',
  'title',
  'personal',
  'piecesList',
  'source',
  'confidence',
  'verifiedOn',
  'note',
  'alternatives',
];

/** The values of a campaign without the texts behind them. */
function saidBy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(saidBy);
  if (typeof value !== 'object' || value === null) return value ?? undefined;
  if ('verifiedOn' in value && 'value' in value && !('from' in value) && !('until' in value))
    return saidBy(value.value);
  const kept = Object.entries(value).filter(([key]) => !LEFT.includes(key));
  return Object.fromEntries(kept.map(([key, one]) => [key, saidBy(one)]));
}

describe('a copy of a shipped call', () => {
  test.each(campaigns.map((campaign) => [campaign.id, campaign] as const))(
    '%s can be kept and read back',
    (id, campaign) => {
      const copy = copyOf(campaign, `copie-${id}`, '2026-11-22');
      expect(read(serializePersonalCampaign(copy))).toEqual(copy);
      expect(copy.origin).toBe(campaign.title);
      const back = toCampaign(copy);
      expect(saidBy(back)).toEqual(saidBy(campaign));
      const [reference] = referencesOf(back.windows);
      expect(reference && personalPassage(copy, reference)?.body).toContain(campaign.title);
    },
  );
});

test('every rule of principle can be held, and every datum has a name', () => {
  const call = { ...callOf(), principles: PRINCIPLE_KEYS.map((rule) => ({ rule })) };
  expect(Object.keys(toCampaign(call).principles)).toEqual(PRINCIPLE_KEYS);
  expect(plain(describeCall(['windows', 1, 'selections', 0, 'opens', 'value']))).toBe(
    'période de dépôt n° 2, sélection n° 1, début de la sélection',
  );
  expect(plain(describeCall(['payments', 'value', 1, 'share']))).toBe('versement n° 2, part, en %');
  expect(plain(describeCall([]))).toBe('le fichier entier');
});
