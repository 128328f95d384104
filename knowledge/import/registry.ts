import type { Entity, Establishment, RegisterAnswers, RegisterSource } from '@/knowledge/register/record';

/** The answers of a register, found by any of the numbers they hold. */
export interface Registry {
  source: RegisterSource | null;
  /** True when the register was asked this number. */
  wasAsked: (number: string) => boolean;
  establishment: (finess: string) => Establishment | undefined;
  /** Establishments under one SIRET: two may share it. */
  bySiret: (siret: string) => Establishment[];
  entity: (finessJuridique: string) => Entity | undefined;
  bySiren: (siren: string) => Entity | undefined;
}

/** Prepares the answers of a register to be looked up. */
export function registryOf(answers: RegisterAnswers, source: RegisterSource | null): Registry {
  const establishments = new Map<string, Establishment>();
  const bySiret = new Map<string, Establishment[]>();
  const entities = new Map<string, Entity>();
  const bySiren = new Map<string, Entity>();
  for (const answer of answers.values()) {
    for (const one of answer.establishments) {
      if (one.finess === '' || establishments.has(one.finess)) continue;
      establishments.set(one.finess, one);
      if (one.siret !== '') bySiret.set(one.siret, [...(bySiret.get(one.siret) ?? []), one]);
    }
    for (const one of answer.entities) {
      if (one.finess !== '') entities.set(one.finess, one);
      if (one.siren !== '') bySiren.set(one.siren, one);
    }
  }
  return {
    source,
    wasAsked: (number) => answers.has(number),
    establishment: (finess) => establishments.get(finess),
    bySiret: (siret) => bySiret.get(siret) ?? [],
    entity: (finess) => entities.get(finess),
    bySiren: (siren) => bySiren.get(siren),
  };
}

/** True for an establishment the register does not say closed; a closing day may be one to come. */
export const isOpen = ({ open, closedOn }: Pick<Establishment, 'open' | 'closedOn'>): boolean =>
  open ?? closedOn === '';

/**
 * The establishments of a legal person that the answers describe, the closed ones left out. Ask the
 * register `followUps()` first: an entity only lists their numbers.
 */
export function establishmentsOf(entity: Entity, answers: RegisterAnswers): Establishment[] {
  const registry = registryOf(answers, null);
  const listed = entity.establishments.flatMap((finess) => registry.establishment(finess) ?? []);
  const others = [...answers.values()].flatMap((answer) =>
    answer.establishments.filter(
      ({ finessJuridique }) => entity.finess !== '' && finessJuridique === entity.finess,
    ),
  );
  const all = new Map([...listed, ...others].map((one) => [one.finess, one]));
  return [...all.values()].filter(isOpen);
}

/**
 * Numbers the first answers name and do not describe: the establishments of a legal person, the
 * legal person of an establishment. Asked in a second round, the import can name them.
 */
export function followUps(answers: RegisterAnswers): string[] {
  const registry = registryOf(answers, null);
  const wanted = new Set<string>();
  for (const { establishments, entities } of answers.values()) {
    for (const { finessJuridique } of establishments)
      if (finessJuridique !== '' && !registry.entity(finessJuridique)) wanted.add(finessJuridique);
    for (const entity of entities)
      for (const finess of entity.establishments) if (!registry.establishment(finess)) wanted.add(finess);
  }
  return [...wanted].filter((number) => !answers.has(number));
}
