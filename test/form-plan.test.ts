import { describe, expect, test } from 'vitest';
import { campaignById } from '@/knowledge/campaigns';
import { WHOLE_GRAPPE } from '@/knowledge/form/context';
import { type FieldState, type PlannedField, review } from '@/knowledge/form/plan';
import type { FieldSnapshot } from '@/knowledge/form/snapshot';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { choiceOf, fieldOf, frameOf, tableOf, underHeadings } from './pages/snapshots';

const paca = campaignById('paca-2023') ?? null;

const grappe = sampleGrappe();

const plan = (fields: FieldSnapshot[], dossierId?: string): PlannedField[] =>
  review([{ frameId: 0, snapshot: frameOf(fields) }], {
    profile: sampleGrappe(),
    campaign: paca,
    ...(dossierId === undefined ? {} : { dossierId }),
  }).fields;

const planOf = (field: FieldSnapshot): PlannedField => {
  const [planned] = plan([field]);
  if (!planned) throw new Error('no field');
  return planned;
};

const siret = (changes: Partial<FieldSnapshot> = {}) =>
  underHeadings(fieldOf('N° SIRET', changes), 'Votre structure');

describe('the state of a field', () => {
  test.each<[string, FieldSnapshot, FieldState, string]>([
    ['empty', siret(), 'to-fill', '00013001300014'],
    ['holds ours, written otherwise', siret({ value: '000 130 013 00014' }), 'same', '00013001300014'],
    ['holds another', siret({ value: '00084002500019' }), 'different', '00013001300014'],
    ['read-only and empty', siret({ readOnly: true }), 'locked', '00013001300014'],
    ['disabled, holding another', siret({ disabled: true, value: 'x' }), 'locked', '00013001300014'],
    ['shown without a control', siret({ kind: 'locked', value: 'x' }), 'locked', '00013001300014'],
    ['locked, holding ours', siret({ disabled: true, value: '00013001300014' }), 'same', '00013001300014'],
    [
      'too short for it',
      underHeadings(fieldOf('Raison sociale', { maxLength: 9 }), 'Votre structure'),
      'too-long',
      grappe.organismes.find(({ id }) => id === grappe.porteurId)?.raisonSociale ?? '',
    ],
    [
      'no such option',
      choiceOf('Forme juridique', ['Mutuelle', 'Fondation'], 'select'),
      'to-choose',
      'Association déclarée',
    ],
    ['a file', fieldOf('Budget détaillé', { kind: 'file' }), 'yours', ''],
    ['an attestation', fieldOf('J’atteste sur l’honneur', { kind: 'checkbox', value: 'false' }), 'yours', ''],
    ['anything else', fieldOf('Couleur préférée'), 'unrecognised', ''],
  ])('%s', (_name, field, state, proposed) => {
    const planned = planOf(field);
    expect([planned.state, planned.proposed]).toEqual([state, proposed]);
    expect(planned.instruction === null).toBe(state !== 'to-fill' && state !== 'different');
  });

  test('what the profile does not know is said, never written', () => {
    const mobile = planOf(underHeadings(fieldOf('Portable'), 'Coordonnées'));
    expect([mobile.id, mobile.state, mobile.instruction]).toEqual(['address.mobile', 'no-value', null]);
  });

  test('an unticked switch overwrites no answer; a ticked one that differs is different', () => {
    const segur = (value: string) =>
      planOf(fieldOf('Logiciel référencé Ségur', { kind: 'switch', value })).state;
    expect([segur('false'), segur('true')]).toEqual(['to-fill', 'same']);
  });

  test('the instruction carries what was reviewed, so that a change in the meantime stops it', () => {
    expect(planOf(siret({ value: '00084002500019' })).instruction).toEqual({
      ref: siret().ref,
      fingerprint: siret().fingerprint,
      kind: 'text',
      text: '00013001300014',
      expected: '00084002500019',
      guard: null,
    });
  });
});

test('look-ups are marked as drivers, bank numbers as sensitive', () => {
  const fields = [
    siret(),
    ...['IBAN', 'BIC', 'Titulaire du compte'].map((label) => underHeadings(fieldOf(label), 'RIB')),
  ];
  expect(plan(fields).map(({ id, driver, sensitive }) => [id, driver, sensitive])).toEqual([
    ['porteur.siret', true, false],
    ['bank.iban', false, true],
    ['bank.bic', false, true],
    ['bank.holder', false, false],
  ]);
});

test('a recognised field says what it is and why', () => {
  const { name, confidence, evidence } = planOf(siret({ maxLength: 14 }));
  expect(name).toBe('SIRET du porteur');
  expect(confidence).toBeGreaterThan(0.9);
  expect(evidence).toEqual(['libellé « N° SIRET »', 'rubrique « identification »', '14 caractères']);
});

test('filling for one dossier uses its ESSMS, its amount and its type', () => {
  const type = choiceOf('Type de projet', ['Acquisition', 'Mise en conformité'], 'select');
  const fields = [fieldOf('Montant de l’aide demandée'), fieldOf('Nombre d’ESSMS'), type];
  const proposed = (dossierId?: string) => plan(fields, dossierId).map((field) => field.proposed);
  expect(proposed('paca-2023-acquisition-pa')).toEqual(['85000', '10', 'Acquisition']);
  expect(proposed(WHOLE_GRAPPE)).toEqual(['153000', '18', 'Acquisition']);
  expect(proposed()).toEqual(proposed(WHOLE_GRAPPE));
});

test('while no dossier is chosen, what depends on it is not guessed', () => {
  const fields = [
    fieldOf('Montant de l’aide demandée'),
    fieldOf('Nombre d’ESSMS'),
    fieldOf('Intitulé du projet'),
  ];
  expect(plan(fields, '').map(({ state }) => state)).toEqual(['no-value', 'no-value', 'to-fill']);
});

test('without a profile, fields are still named and nothing is proposed', () => {
  const { fields, tables } = review([{ frameId: 0, snapshot: frameOf([siret()]) }], {
    profile: null,
    campaign: null,
  });
  expect(fields.map(({ id, state, instruction }) => [id, state, instruction])).toEqual([
    ['porteur.siret', 'no-value', null],
  ]);
  expect(tables).toEqual([]);
});

test('frames are reviewed together: keys tell them apart, the page names the step', () => {
  const main = frameOf([], { step: 'Identification', headings: ['Identification'], loading: true });
  const inner = frameOf([siret()], { step: 'Référentiel des tiers', truncated: true });
  const seen = review(
    [
      { frameId: 0, snapshot: main },
      { frameId: 7, snapshot: inner },
    ],
    { profile: sampleGrappe(), campaign: paca },
  );
  expect([seen.step, seen.loading, seen.truncated]).toEqual(['Identification', true, true]);
  expect(seen.fields.map(({ key, frameId }) => [key, frameId])).toEqual([[`7:${siret().ref}`, 7]]);
});

describe('a table', () => {
  const columns = ['N° FINESS', 'Dénomination', 'Observations'];
  const seen = (rows: string[][]) => {
    const { table, fields } = tableOf('Structures engagées', columns, rows);
    return review([{ frameId: 3, snapshot: frameOf(fields, { tables: [table] }) }], {
      profile: sampleGrappe(),
      campaign: paca,
    });
  };

  test('says how many rows the page has, how many the grappe has, how many are missing', () => {
    const { tables } = seen([
      ['130990021', '', ''],
      ['990000018', 'Autre', ''],
      ['', '', ''],
    ]);
    expect(tables).toEqual([
      {
        key: '3:t1',
        frameId: 3,
        name: 'ESSMS',
        rows: 3,
        records: 18,
        missing: 16,
        addRef: null,
        addLabel: '',
        paging: null,
        unseen: 0,
      },
    ]);
  });

  test('the key goes first, the rest of the row checks that it is still there', () => {
    const { fields } = seen([
      ['', '', ''],
      ['130990021', '', ''],
    ]);
    const cell = (ref: string) => fields.find(({ field }) => field.ref === ref);
    expect(cell('r0c0')).toMatchObject({ driver: true, instruction: { text: '130990013', guard: null } });
    expect(cell('r1c1')).toMatchObject({
      driver: false,
      instruction: { guard: { ref: 'r1c0', value: '130990021' } },
    });
    expect(cell('r1c1')?.row).toEqual({
      family: 'ESSMS',
      recordId: 'e02',
      label: 'EHPAD L’Étang Bleu (fictif)',
    });
    expect(cell('r0c2')).toMatchObject({ id: null, state: 'unrecognised' });
  });
});
