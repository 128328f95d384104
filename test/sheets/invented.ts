import { luhnKey } from '@/knowledge/identifiers/check';
import { type Profile, profile } from '@/knowledge/profile/schema';
import type {
  Entity,
  Establishment,
  RegisterAnswer,
  RegisterAnswers,
  RegisterSource,
} from '@/knowledge/register/record';

/** An invented register, an invented grappe: their numbers only have the right key. */

export const TODAY = '2026-11-22';
export const REGISTER: RegisterSource = { by: 'finess', name: 'finess-inventé-202610', on: '2026-10-31' };

/** The number with its last character replaced by its key; a Corsican letter counts as its rank. */
export const keyed = (stem: string): string =>
  `${stem}${luhnKey(`${stem.replace('A', '1').replace('B', '2')}0`)}`;

/** A grappe that holds nothing yet. */
export const emptyGrappe = (): Profile =>
  profile.parse({
    schemaVersion: 2,
    id: 'grappe',
    name: 'Grappe fictive',
    porteurId: '',
    createdAt: '',
    updatedAt: '',
  });

const noAddress = { complement: '', street: '', postcode: '', commune: '', inseeCode: '' };

/** An open establishment of the category « 500 ». */
export const establishment = (finess: string, more: Partial<Establishment> = {}): Establishment => ({
  finess,
  finessJuridique: '130980014',
  name: `EHPAD ${finess} (fictif)`,
  category: '500',
  categoryLabel: 'Établissement d’hébergement pour personnes âgées dépendantes',
  siret: '',
  address: noAddress,
  phone: '',
  open: true,
  closedOn: '',
  ...more,
});

export const entity = (finess: string, establishments: string[], more: Partial<Entity> = {}): Entity => ({
  finess,
  siren: '',
  name: `ASSOCIATION ${finess} (FICTIVE)`,
  sigle: '',
  legalStatus: '',
  naf: '',
  rna: '',
  address: noAddress,
  phone: '',
  open: true,
  closedOn: '',
  establishments,
  ...more,
});

/** What a register made of these answers, for every number it holds and those it does not know. */
export function answersOf(
  establishments: readonly Establishment[],
  entities: readonly Entity[],
  unknown: readonly string[] = [],
): RegisterAnswers {
  const answers = new Map<string, RegisterAnswer>();
  const at = (number: string): RegisterAnswer => {
    const found = answers.get(number) ?? { number, establishments: [], entities: [], source: REGISTER };
    answers.set(number, found);
    return found;
  };
  for (const one of establishments) {
    at(one.finess).establishments.push(one);
    if (one.siret !== '') at(one.siret).establishments.push(one);
  }
  for (const one of entities) {
    at(one.finess).entities.push(one);
    if (one.siren !== '') at(one.siren).entities.push(one);
  }
  for (const number of unknown) at(number);
  return answers;
}

/** The register the sheets of this folder are verified with, when they ask for one. */
export const smallRegister = (): RegisterAnswers =>
  answersOf(
    [
      establishment('130990013', {
        name: 'EHPAD LA RADE (FICTIF)',
        siret: '00013001300022',
        address: {
          ...noAddress,
          street: '2 ALLEE DES MICOCOULIERS',
          postcode: '13400',
          commune: 'AUBAGNE',
          inseeCode: '13005',
        },
      }),
      establishment('130990021', { name: 'EHPAD L ETANG BLEU (FICTIF)', siret: '00013001300030' }),
      establishment('130990070', { name: 'IME LES PINS (FICTIF)', category: '183', siret: '00013001300048' }),
      establishment('130990088', { name: 'FOYER FERME (FICTIF)', open: false, closedOn: '2020-03-31' }),
      establishment('130990104', { name: 'USLD DU PORT (FICTIF)', category: '362' }),
    ],
    [
      entity('130980014', ['130990013', '130990021', '130990070', '130990088', '130990104'], {
        siren: '000130013',
        name: 'LES TAMARIS (FICTIF)',
      }),
      entity('840980023', ['840990113'], { siren: '000840025', name: 'GRAND PIN (FICTIF)' }),
    ],
    ['130990047'],
  );
