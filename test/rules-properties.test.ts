import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { amounts } from '@/knowledge/amounts';
import { campaigns } from '@/knowledge/campaigns';
import type { Campaign } from '@/knowledge/campaigns/campaign';
import { luhnKey } from '@/knowledge/identifiers/check';
import { dossier, type Essms, essms, type Profile, profile } from '@/knowledge/profile/schema';
import { assess } from '@/knowledge/rules/assess';
import { gatherFacts } from '@/knowledge/rules/facts';
import { buildProfile } from './cases/build';

/** What holds for any grappe, whatever it is made of: the grappes are drawn at random. */

const RUNS = { numRuns: 60 };

const flag = fc.constantFrom(true, false, null);
const software = fc.constantFrom('', 'aucun', 'Logiciel inventé', 'Autre logiciel');
const day = fc.constantFrom('', '2021-02-15', '2022-06-01', '2023-06-15', '2024-12-31', '2025-10-01');
const cents = fc.constantFrom(null, 0, 100, 1_000_000, 999_999_999);
const field = fc.constantFrom(null, 'PA', 'PH', 'DOM', 'PDE', 'PDS', 'AHI', 'PJM');
const hours = fc.constantFrom(null, 0, 30_000, 40_000);

/** An invented FINESS with a right key, distinct for each rank. */
const finessOf = (rank: number): string => {
  const body = `13${String(990_000 + rank).slice(-6)}`;
  return body + luhnKey(`${body}0`);
};

const anyEssms = (rank: number): fc.Arbitrary<Essms> =>
  fc
    .record({
      finess: fc.constantFrom(finessOf(rank), finessOf(0), '', '139900019', '139800015'),
      name: fc.constantFrom('', `Établissement inventé ${rank}`),
      category: fc.constantFrom('500', '183', '362', '460', '427', '219', '197', '355', '', '502'),
      field,
      organismeId: fc.constantFrom('a', 'b', 'c', '', 'inconnu'),
      departement: fc.constantFrom('13', '34', '2A', '974', ''),
      currentSoftware: software,
      earlierFunding: fc.record({ received: flag, software }),
      segurOrder: fc.record({ ordered: flag, software }),
      hours: fc.record({ eligible: hours, total: hours }),
      open: flag,
      requestedCents: cents,
    })
    .map((row) => essms.parse({ id: `e${rank}`, ...row }));

const anyDossier = (rank: number, campaign: string, size: number) =>
  fc
    .record({
      campaign: fc.constantFrom(campaign, campaign, ''),
      type: fc.constantFrom('acquisition', 'conformite', null),
      field,
      ranks: fc.uniqueArray(fc.nat({ max: Math.max(0, size - 1) })),
      requestedCents: cents,
      status: fc.constantFrom('brouillon', 'transmis', 'retenu'),
      transmittedOn: day,
    })
    .map(({ ranks, ...row }) => ({ id: `d${rank}`, ...row, essmsIds: ranks.map((one) => `e${one}`) }));

const anyProject = fc.record({
  type: fc.constantFrom('acquisition', 'conformite', 'mixte', null),
  firstRequest: flag,
  startDate: day,
  endDate: day,
  software: fc.constantFrom('', 'Logiciel inventé', 'Logiciel inventé et Autre logiciel'),
  segurReferenced: flag,
  europeanAid: flag,
  otherAid: fc.constantFrom('', 'FEDER'),
  nationalScope: flag,
  requestedCents: cents,
});

const anyOrganisme = fc.record({
  raisonSociale: fc.constantFrom('', 'Association inventée'),
  siren: fc.constantFrom('', '000139907', '000139900'),
  siret: fc.constantFrom('', '00013990700018', '123'),
  finessJuridique: fc.constantFrom('', '139800015'),
  nationalEntity: fc.record({ affiliated: flag, name: fc.constant('Fédération'), writtenAgreement: flag }),
  boundToPorteur: flag,
});

const grappeFor = ({ id: campaign }: Campaign): fc.Arbitrary<Profile> =>
  fc
    .integer({ min: 0, max: 55 })
    .chain((size) =>
      fc.record({
        porteurId: fc.constantFrom('a', 'c', ''),
        organismes: fc
          .array(anyOrganisme, { maxLength: 3 })
          .map((rows) => rows.map((row, at) => ({ id: 'abc'.charAt(at), ...row }))),
        essms: fc.tuple(...Array.from({ length: size }, (_, rank) => anyEssms(rank))),
        project: anyProject,
        dossiers: fc.tuple(anyDossier(0, campaign, size), anyDossier(1, campaign, size)),
      }),
    )
    .map((draft) => profile.parse({ schemaVersion: 2, id: 'tirage', ...draft }));

const situation = fc.constantFrom(...campaigns).chain((campaign) =>
  fc.record({
    campaign: fc.constant(campaign),
    profile: grappeFor(campaign),
    date: fc.constantFrom(`${campaign.year}-01-01`, `${campaign.year}-05-31`, `${campaign.year}-12-31`),
  }),
);

/** Freezes a value and all it holds: assessing must not write. */
function frozen<T>(value: T): T {
  if (typeof value === 'object' && value !== null) Object.values(value).forEach(frozen);
  return Object.freeze(value);
}

/**
 * Data a person may not have typed yet; ids and the status of a dossier are no such data. Nor is « open »: an
 * ESSMS not said to be closed is counted as open, so that to take « closed » away is to say the contrary.
 */
const KEPT = new Set(['schemaVersion', 'id', 'status', 'campaign', 'rate', 'open']);

function holesOf(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return value === null || value === '' ? [] : [path];
  return Object.entries(value).flatMap(([key, inner]) =>
    KEPT.has(key) ? [] : holesOf(inner, [...path, key]),
  );
}

function emptied(value: unknown, [key, ...rest]: string[]): unknown {
  if (key === undefined) return typeof value === 'string' ? '' : null;
  if (Array.isArray(value)) return value.with(Number(key), emptied(value[Number(key)], rest));
  return { ...(value as object), [key]: emptied((value as Record<string, unknown>)[key], rest) };
}

const brokenOf = (one: Parameters<typeof assess>[0]): Set<string> =>
  new Set(
    assess(one)
      .filter(({ status }) => status === 'broken')
      .map(({ rule, subject }) => `${rule} ${subject.kind} ${subject.id}`),
  );

describe('any grappe', () => {
  it('has no fewer eligible ESSMS with one more', () => {
    fc.assert(
      fc.property(situation, fc.nat(), (one, place) => {
        const added = essms.parse({
          id: 'ajout',
          finess: finessOf(9999),
          category: '500',
          field: 'PA',
          departement: '13',
          organismeId: 'a',
          open: true,
        });
        const at = place % (one.profile.essms.length + 1);
        const larger = { ...one.profile, essms: one.profile.essms.toSpliced(at, 0, added) };
        const count = (grappe: Profile) => gatherFacts({ ...one, profile: grappe }).perimeter.eligible.length;
        expect(count(larger)).toBe(count(one.profile) + 1);
      }),
      RUNS,
    );
  });

  it('gets the same verdicts twice, and nothing is written in it', () => {
    fc.assert(
      fc.property(situation, (one) => {
        frozen(one.profile);
        expect(assess(one)).toEqual(assess({ ...one, profile: structuredClone(one.profile) }));
      }),
      RUNS,
    );
  });

  it('breaks no rule more when a datum is taken out', () => {
    fc.assert(
      fc.property(situation, fc.array(fc.nat(), { minLength: 8, maxLength: 8 }), (one, picks) => {
        const before = brokenOf(one);
        const holes = holesOf(one.profile);
        for (const pick of picks) {
          const path = holes[pick % holes.length];
          if (!path) continue;
          const read = profile.safeParse(emptied(one.profile, path));
          if (!read.success) continue;
          const more = brokenOf({ ...one, profile: read.data }).difference(before);
          expect([...more], path.join('.')).toEqual([]);
        }
      }),
      RUNS,
    );
  });

  it('gets the same amounts however it is split into dossiers', () => {
    fc.assert(
      fc.property(situation, fc.array(fc.nat({ max: 3 }), { minLength: 55, maxLength: 55 }), (one, parts) => {
        const split = (owner: (rank: number) => number): Profile => ({
          ...one.profile,
          dossiers: [0, 1, 2, 3].map((part) =>
            dossier.parse({
              id: `d${part}`,
              campaign: one.campaign.id,
              type: 'acquisition',
              essmsIds: one.profile.essms.filter((_, rank) => owner(rank) === part).map(({ id }) => id),
            }),
          ),
        });
        const whole = amounts({ ...one, profile: split(() => 0) });
        const shared = amounts({ ...one, profile: split((rank) => parts[rank] ?? 0) });
        expect(shared.knownCents).toBe(whole.knownCents);
        for (const key of ['knownCents', 'firmCents', 'ownCents', 'count'] as const)
          expect(shared.dossiers.reduce((sum, part) => sum + part[key], 0)).toBe(shared[key]);
        for (const line of shared.lines)
          expect(
            shared.dossiers
              .flatMap(({ lines }) => lines.filter(({ id }) => id === line.id))
              .reduce((sum, { resultCents }) => sum + (resultCents ?? 0), 0),
          ).toBe(line.resultCents ?? 0);
      }),
      RUNS,
    );
  });

  it('gets an answer, with 5,000 ESSMS too', () => {
    const campaign = campaigns.find(({ id }) => id === 'paca-2023');
    if (!campaign) throw new Error('no such campaign');
    const one = { profile: buildProfile({ essms: 5000 }, campaign.id), campaign, date: '2023-03-01' };
    expect(assess(one).length).toBeGreaterThan(50_000);
    expect(amounts(one).count).toBe(5000);
  });
});
