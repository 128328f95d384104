import { describe, expect, it } from 'vitest';
import { blockingRules } from '@/components/eligibility-groups';
import { addressOf, pathIn } from '@/entrypoints/profil/address';
import { badgeOf } from '@/entrypoints/sidepanel/badge';
import { concerns } from '@/entrypoints/sidepanel/marks';
import { kept, shownFacts } from '@/entrypoints/sidepanel/shown';
import { dataOf, placeOf, RULES_TOLD } from '@/entrypoints/sidepanel/verdict-data';
import { campaigns } from '@/knowledge/campaigns';
import { dictionary } from '@/knowledge/form/dictionary';
import { pathOfField } from '@/knowledge/form/field-place';
import type { PlannedField, Review } from '@/knowledge/form/plan';
import { datumAt, pathOfDatum } from '@/knowledge/profile/datum';
import { valueAt } from '@/knowledge/profile/edit';
import { assess, rules } from '@/knowledge/rules/assess';
import type { Verdict } from '@/knowledge/rules/rule';
import { buildProfile } from './cases/build';

const grappe = buildProfile({}, 'paca-2023');
const [paca] = campaigns.filter(({ id }) => id === 'paca-2023');
if (!paca) throw new Error('no such campaign');

const verdict = (changes: Partial<Verdict>): Verdict => ({
  rule: 'inventee',
  title: 'Règle inventée',
  status: 'broken',
  severity: 'bloquant',
  subject: { kind: 'grappe', id: grappe.id, label: 'La grappe' },
  message: 'Message inventé.',
  missing: [],
  fields: [],
  source: { text: 'texte', anchor: 'ancre' },
  verifiedOn: '2026-11-21',
  confidence: 'official',
  contradictedBy: [],
  ...changes,
});

const ofEssms = (changes: Partial<Verdict> = {}) =>
  verdict({ subject: { kind: 'essms', id: 'e5', label: 'ESSMS 5' }, ...changes });

describe('where a datum is', () => {
  it('every field of the form is kept somewhere in the grappe', () => {
    const lost = dictionary.filter(({ id }) => {
      const path = pathOfField(id, { organismeId: 'a', essmsId: 'e5' });
      return valueAt(grappe, path) === undefined;
    });
    expect(lost.map(({ id }) => id)).toEqual([]);
  });

  it('what the rules miss is found in the grappe, or is told to be in no grappe', () => {
    const holes = buildProfile(
      {
        'essms.*.category': '',
        'essms.*.departement': '',
        'organismes.*.boundToPorteur': null,
        'project.europeanAid': null,
        'project.software': '',
        'dossiers.*.type': null,
      },
      'paca-2023',
    );
    const missing = campaigns.flatMap((campaign) =>
      assess({
        profile: { ...holes, dossiers: holes.dossiers.map((one) => ({ ...one, campaign: campaign.id })) },
        campaign,
        date: '2023-03-01',
      }).flatMap((one) => one.missing),
    );
    expect(missing.length).toBeGreaterThan(50);
    const lost = missing.filter(({ id }) => {
      const path = pathOfDatum(id, holes);
      return path ? valueAt(holes, path) === undefined : !id.startsWith('campaign.');
    });
    expect([...new Set(lost.map(({ id }) => id))]).toEqual([]);
  });

  it('an id that holds a dot is still told from the keys', () => {
    const [first, ...others] = grappe.essms;
    const dotted = { ...grappe, essms: [{ ...first, id: 'a.b' }, ...others] } as typeof grappe;
    expect(pathOfDatum('essms.a.b.hours.total', dotted)).toEqual(['essms', 'a.b', 'hours', 'total']);
    expect(pathOfDatum('essms.inconnu.finess', dotted)).toBeNull();
    expect(pathOfDatum('essms', dotted)).toEqual(['essms']);
  });

  it('is shown in words, a secret never', () => {
    expect(datumAt(grappe, ['essms', 'e5', 'open'])).toMatchObject({ value: 'oui', flag: true });
    expect(datumAt(grappe, ['bank', 'iban'])).toMatchObject({ label: 'IBAN', value: '' });
    expect(datumAt(grappe, ['essms'])).toBeNull();
  });

  it('has an address that leads back to it', () => {
    const path = ['essms', 'id/é?', 'address', 'postcode'];
    expect(pathIn(new URL(addressOf(path), 'https://exemple.test').hash)).toEqual(path);
    expect(pathIn('#essms')).toBeNull();
    expect(pathIn('#aller/%E0')).toEqual(['%E0']);
    expect(addressOf(null)).toBe('/profil.html');
  });
});

describe('the data of a verdict', () => {
  it('of an ESSMS are those of its row, where it is corrected', () => {
    const one = ofEssms({ fields: ['criteria.allL312', 'essms.category'] });
    expect(dataOf(one, grappe).map(({ path, value }) => [path, value])).toEqual([
      [['essms', 'e5', 'category'], '500'],
    ]);
    expect(placeOf(one, grappe)).toEqual(['essms', 'e5', 'category']);
  });

  it('that no form asks are told rule by rule, of rules that exist', () => {
    const known = new Set(rules.map(({ id }) => id));
    expect(RULES_TOLD.filter((rule) => !known.has(rule))).toEqual([]);
    expect(placeOf(ofEssms({ rule: 'segur-order', fields: ['essms.software'] }), grappe)).toEqual([
      'essms',
      'e5',
      'segurOrder',
      'ordered',
    ]);
    expect(placeOf(verdict({ rule: 'european-aid' }), grappe)).toEqual(['project', 'europeanAid']);
  });

  it('lead to the row when nothing finer is known, to the whole page when there is no row', () => {
    expect(placeOf(ofEssms(), grappe)).toEqual(['essms', 'e5']);
    expect(placeOf(verdict({}), grappe)).toBeNull();
  });

  it('that differ from the page lead to the datum the page shows', () => {
    const shown = { field: 'essms.capacity', value: '12', recordId: 'e5', label: 'Capacité' } as const;
    expect(placeOf(ofEssms({ shown }), grappe)).toEqual(['essms', 'e5', 'capacity']);
  });

  it('that are missing are asked on the spot when yes or no answers them, and are not known', () => {
    const missing = [
      { id: 'essms.e5.open', label: 'ouverture (ESSMS 5)' },
      { id: 'essms.e5.segurOrder.ordered', label: 'commande' },
      { id: 'essms.e5.finess', label: 'FINESS' },
      { id: 'campaign.maxEssms', label: 'maximum' },
    ];
    const unknown = buildProfile({ 'essms.5.segurOrder': { ordered: null, software: '' } }, 'paca-2023');
    const data = dataOf(ofEssms({ status: 'unknown', missing }), unknown);
    expect(data.map(({ label, asks }) => [label, asks])).toEqual([
      ['ouverture', false],
      ['commande', true],
      ['FINESS', false],
      ['maximum', false],
    ]);
    expect(data.at(-1)?.path).toBeNull();
  });
});

const planned = (changes: {
  id: PlannedField['id'];
  value: string;
  recordId?: string;
  part?: PlannedField['part'];
}) =>
  ({
    id: changes.id,
    part: changes.part ?? null,
    field: {
      value: changes.value,
      label: 'Libellé',
      row: changes.recordId ? { table: 't', index: 0, column: 0 } : null,
    },
    row: changes.recordId ? { family: 'essms', recordId: changes.recordId, label: '' } : null,
  }) as PlannedField;

describe('what the page shows', () => {
  const review = (fields: PlannedField[]) => ({ fields }) as Review;

  it('is what its recognised fields hold, empty ones and parts of a datum apart', () => {
    const facts = shownFacts(
      review([
        planned({ id: 'essms.finess', value: '139900054', recordId: 'e5' }),
        planned({ id: 'project.software', value: '' }),
        planned({ id: null, value: 'autre' }),
        planned({ id: 'project.startDate', value: '12', part: 'day' as never }),
        planned({ id: 'project.requested', value: '1000' }),
      ]),
    );
    expect(facts).toEqual([
      { field: 'essms.finess', value: '139900054', recordId: 'e5', label: 'Libellé' },
      { field: 'project.requested', value: '1000', recordId: null, label: 'Libellé' },
    ]);
  });

  it('stays the same list as long as nothing in it changes', () => {
    const read = (value: string) => shownFacts(review([planned({ id: 'project.software', value })]));
    const former = read('Inventé');
    expect(kept(former, read('Inventé'))).toBe(former);
    expect(kept(former, read('Autre'))).not.toBe(former);
    expect(kept(former, [])).toEqual([]);
  });

  it('is marked where it stands: the field that holds that value, in that row', () => {
    const shown = { field: 'essms.finess', value: '139800015', recordId: null, label: 'FINESS' } as const;
    const found = ofEssms({ shown, fields: ['essms.finess'] });
    const marks = (field: PlannedField) => concerns(found, field, grappe.porteurId);
    expect(marks(planned({ id: 'essms.finess', value: '139800015' }))).toBe(true);
    expect(marks(planned({ id: 'essms.finess', value: '139900054', recordId: 'e5' }))).toBe(false);
    expect(marks(planned({ id: 'porteur.finessJuridique', value: '139800015' }))).toBe(false);
  });
});

describe('the toolbar badge', () => {
  const two = [ofEssms({ rule: 'a' }), ofEssms({ rule: 'a' }), verdict({ rule: 'b' })];

  it('counts the blocking rules that are broken, once each', () => {
    expect(
      blockingRules([
        ...two,
        verdict({ rule: 'c', status: 'unknown' }),
        verdict({ rule: 'd', severity: 'a-verifier' }),
      ]),
    ).toBe(2);
    expect(badgeOf(grappe, paca, two)).toEqual({
      text: '2',
      words: `2 règles bloquantes non respectées\u202f: ${grappe.name}, ${paca.title}`,
    });
  });

  it('says nothing when nothing is broken, without a grappe, without a call', () => {
    const nothing = { text: '', words: '' };
    expect([badgeOf(grappe, paca, []), badgeOf(null, paca, two), badgeOf(grappe, null, two)]).toEqual([
      nothing,
      nothing,
      nothing,
    ]);
  });
});
