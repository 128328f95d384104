import { describe, expect, test } from 'vitest';
import {
  checkBic,
  checkEmail,
  checkFiness,
  checkIban,
  checkNaf,
  checkPhone,
  checkPostcode,
  checkRna,
  checkSiren,
  checkSiret,
} from '@/knowledge/identifiers';
import { sampleGrappe } from '@/knowledge/profile/sample';
import type { Profile } from '@/knowledge/profile/schema';
import { nationalGrappe } from './profiles/build';

const sum = (amounts: (number | null)[]): number => amounts.reduce<number>((a, b) => a + (b ?? 0), 0);

/** Reasons of every number of a grappe that does not hold. */
function faults({ organismes, essms, bank }: Profile): string[] {
  const checks = [
    ...organismes.flatMap((o) => [
      checkSiren(o.siren),
      checkSiret(o.siret),
      checkFiness(o.finessJuridique),
      checkNaf(o.naf),
      checkPhone(o.phone),
      checkEmail(o.email),
      checkPostcode(o.address.postcode),
      checkEmail(o.contact.email),
      checkPhone(o.representative.phone),
      ...(o.rna ? [checkRna(o.rna)] : []),
    ]),
    ...essms.flatMap((e) => [checkFiness(e.finess), checkSiret(e.siret), checkPostcode(e.address.postcode)]),
    checkIban(bank.iban),
    checkBic(bank.bic),
  ];
  return checks.filter((c) => !c.ok).map((c) => `${c.value}: ${c.reason}`);
}

describe('the sample grappe', () => {
  const grappe = sampleGrappe();
  test('18 ESSMS of PACA, 3 organismes, 10 ESSMS for the porteur', () => {
    expect(grappe.essms).toHaveLength(18);
    expect(grappe.organismes).toHaveLength(3);
    expect(grappe.essms.filter((e) => e.organismeId === grappe.porteurId)).toHaveLength(10);
    expect(new Set(grappe.essms.map((e) => e.departement))).toEqual(new Set(['13', '83', '84', '06']));
    expect(new Set(grappe.essms.map((e) => e.field))).toEqual(new Set(['PA', 'PH', 'DOM']));
  });
  test('every key holds, every FINESS starts with its département, no FINESS twice', () => {
    expect(faults(grappe)).toEqual([]);
    expect(grappe.essms.filter((e) => !e.finess.startsWith(e.departement))).toEqual([]);
    expect(new Set(grappe.essms.map((e) => e.finess)).size).toBe(18);
  });
  test('the SIRET of an ESSMS starts with the SIREN of its organisme', () => {
    const sirenOf = new Map(grappe.organismes.map((o) => [o.id, o.siren]));
    expect(grappe.essms.filter((e) => !e.siret.startsWith(sirenOf.get(e.organismeId) ?? '?'))).toEqual([]);
  });
  test('everything says it is invented', () => {
    const names = [
      grappe.name,
      grappe.bank.bankName,
      ...[...grappe.organismes.map((o) => o.raisonSociale), ...grappe.essms.map((e) => e.name)],
    ];
    expect(names.filter((name) => !/fictif|fictive/.test(name))).toEqual([]);
    expect(JSON.stringify(grappe).match(/@(?!\S*(?:example\.org|exemple\.fr))/)).toBeNull();
  });
  test('budget and amounts add up', () => {
    const { project, dossiers, essms } = grappe;
    expect(sum(project.expenses.map((l) => l.amountCents))).toBe(24_000_000);
    expect(sum(project.resources.map((l) => l.amountCents))).toBe(24_000_000);
    expect(sum(essms.map((e) => e.requestedCents))).toBe(project.requestedCents);
    expect(sum(dossiers.map((d) => d.requestedCents))).toBe(project.requestedCents);
    expect(dossiers.flatMap((d) => d.essmsIds).sort()).toEqual(essms.map((e) => e.id).sort());
  });
  test('two rules are broken on purpose', () => {
    const pin = grappe.organismes.find((o) => o.nationalEntity.affiliated);
    expect(pin?.nationalEntity).toMatchObject({ writtenAgreement: false });
    const orders = grappe.essms.filter((e) => e.segurOrder.ordered);
    expect(orders.map((e) => e.id)).toEqual(['e12']);
    expect(orders[0]?.segurOrder.software).not.toBe(grappe.project.software);
  });
  test('a caller that edits it does not change the next one', () => {
    sampleGrappe().essms.pop();
    expect(sampleGrappe().essms).toHaveLength(18);
  });
});

test('the built national grappe has valid keys too, in Corse included', () => {
  const grappe = nationalGrappe(60);
  expect(grappe.essms).toHaveLength(60);
  expect(faults(grappe)).toEqual([]);
  expect(grappe.essms.some((e) => e.finess.startsWith('2A'))).toBe(true);
});
