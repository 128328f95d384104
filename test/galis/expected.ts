import type { FieldId } from '@/knowledge/form/field-id';
import type { BudgetLine, Essms, Person, Profile } from '@/knowledge/profile/schema';
import type { Step } from './definition';
import { steps } from './screens';

/**
 * The truth the tour is judged by: what the portal's own draft must hold for a profile. Written from
 * the profile alone, with none of the assistant's code, as a careful person would fill the form.
 */
type Value = string | number | boolean | string[];

const known = <T>(value: T | null | '' | undefined): T | undefined =>
  value === null || value === '' || value === undefined ? undefined : value;

const euros = (cents: number | null): number | undefined => (cents === null ? undefined : cents / 100);

const personal = (person: Person, key: string): Value | undefined =>
  known(person[key as keyof Person]) satisfies string | undefined;

const PROJECT_TYPES = { acquisition: 'acquisition', conformite: 'conformite', mixte: 'mixte' } as const;

const REGIONS: Record<string, string> = {
  '04': 'Provence-Alpes-Côte d’Azur',
  '05': 'Provence-Alpes-Côte d’Azur',
  '06': 'Provence-Alpes-Côte d’Azur',
  '13': 'Provence-Alpes-Côte d’Azur',
  '83': 'Provence-Alpes-Côte d’Azur',
  '84': 'Provence-Alpes-Côte d’Azur',
};

/** Value of a field that stands alone, or undefined when the profile does not know. */
const single = (profile: Profile, id: FieldId): Value | undefined => {
  const porteur = profile.organismes.find((one) => one.id === profile.porteurId);
  if (!porteur) return undefined;
  const { project, bank, essms } = profile;
  const [area, key = ''] = id.split('.');
  if (area === 'representative') return personal(porteur.representative, key);
  if (area === 'contact') return personal(porteur.contact, key);
  const departements = [...new Set(essms.map((one) => one.departement))].toSorted();
  const table: Partial<Record<FieldId, Value | undefined>> = {
    'porteur.structureType': porteur.formeJuridique.startsWith('Association') ? 'Association' : undefined,
    'porteur.inFrance': porteur.address.country === 'FRANCE',
    'porteur.hasSiret': porteur.siret !== '',
    'porteur.siret': known(porteur.siret),
    'porteur.siren': known(porteur.siren),
    'porteur.raisonSociale': known(porteur.raisonSociale),
    'porteur.sigle': known(porteur.sigle),
    'porteur.formeJuridique': known(porteur.formeJuridique),
    'porteur.naf': known(porteur.naf),
    'porteur.rna': known(porteur.rna),
    'porteur.finessJuridique': known(porteur.finessJuridique),
    'address.country': known(porteur.address.country),
    'address.complement': known(porteur.address.complement),
    'address.street': known(porteur.address.street),
    'address.postcode': known(porteur.address.postcode),
    'address.commune': known(porteur.address.commune),
    'address.phone': known(porteur.phone),
    'address.email': known(porteur.email),
    'address.website': known(porteur.website),
    'project.title': known(project.title),
    'project.objectives': known(project.objectives),
    'project.description': known(project.description),
    'project.theme': 'Dossier usager informatisé',
    'project.firstRequest': project.firstRequest ? 'PREMIERE' : 'RENOUVELLEMENT',
    'project.period':
      project.startDate.slice(0, 4) === project.endDate.slice(0, 4) ? 'PONCTUELLE' : 'PLURIANNUELLE',
    'project.nature': 'PROJET_ACTION',
    'project.year': known(project.startDate.slice(0, 4)),
    'project.startDate': known(project.startDate),
    'project.endDate': known(project.endDate),
    'project.requested': euros(project.requestedCents),
    'project.type': known(project.type && PROJECT_TYPES[project.type]),
    'project.software': known(project.software),
    'project.editor': known(project.editor),
    'project.segurReferenced': known(project.segurReferenced),
    'project.essmsCount': essms.length,
    'project.fields': [...new Set(essms.flatMap((one) => one.field ?? []))].toSorted(),
    'project.groupingForm': known(project.groupingForm),
    'project.nationalScope': known(project.nationalScope),
    'project.nationalEntity': known(porteur.nationalEntity.affiliated),
    'project.nationalEntityName': known(porteur.nationalEntity.name),
    'project.governance': known(project.governance),
    'project.deployment': known(project.deployment),
    'project.changePlan': known(project.changePlan),
    'project.humanResources': known(project.humanResources),
    'project.otherAid': known(project.otherAid),
    'project.regions': [...new Set(departements.flatMap((code) => REGIONS[code] ?? []))],
    'project.departements': departements.join(', '),
    'criteria.minimumEssms': essms.length >= 15,
    'criteria.allFiness': essms.every((one) => one.finess !== ''),
    // The replica asks whether the project is exempt of other European money, and whether no double funding exists.
    'criteria.noEuropeanAid': project.europeanAid === null ? undefined : !project.europeanAid,
    'criteria.noDoubleFunding': noDoubleFunding(essms, project.software),
    'bank.holder': known(bank.holder),
    'bank.iban': known(bank.iban),
    'bank.bic': known(bank.bic),
    'bank.bankName': known(bank.bankName),
  };
  return table[id];
};

/** Known only when each ESSMS is known never to have been funded, or to have been for this software. */
const noDoubleFunding = (essms: Essms[], software: string): boolean | undefined => {
  const funded = essms.filter(({ earlierFunding }) => earlierFunding.received === true);
  if (funded.some(({ earlierFunding }) => earlierFunding.software === software)) return false;
  return essms.every(({ earlierFunding }) => earlierFunding.received === false) ? true : undefined;
};

const essmsCell = (one: Essms, id: FieldId, profile: Profile): Value | undefined => {
  const table: Partial<Record<FieldId, Value | undefined>> = {
    'essms.finess': known(one.finess),
    'essms.name': known(one.name),
    'essms.category': known(one.category),
    'essms.field': known(one.field),
    'essms.organisme': known(
      profile.organismes.find((organisme) => organisme.id === one.organismeId)?.raisonSociale,
    ),
    'essms.postcode': known(one.address.postcode),
    'essms.commune': known(one.address.commune),
    'essms.capacity': known(one.capacity),
    'essms.software': known(one.currentSoftware),
    'essms.requested': euros(one.requestedCents),
  };
  return table[id];
};

const budgetCell = (line: BudgetLine, id: FieldId): Value | undefined => {
  const key = id.split('.')[1];
  if (key === 'amount') return euros(line.amountCents);
  return key === 'poste' ? known(line.poste) : known(line.label);
};

/** Rows a table must hold, in order, or undefined for a table the profile says nothing of. */
const rows = (
  profile: Profile,
  columns: { key: string; asks: FieldId | null }[],
): Record<string, Value>[] | undefined => {
  const area = columns.find(({ asks }) => asks !== null)?.asks?.split('.')[0];
  const cells = (of: (id: FieldId) => Value | undefined) =>
    Object.fromEntries(
      columns.flatMap(({ key, asks }) => (asks && of(asks) !== undefined ? [[key, of(asks) as Value]] : [])),
    );
  if (area === 'representative') return [cells((id) => single(profile, id))];
  if (area === 'essms') return profile.essms.map((one) => cells((id) => essmsCell(one, id, profile)));
  if (area === 'expense') return profile.project.expenses.map((line) => cells((id) => budgetCell(line, id)));
  if (area === 'resource')
    return profile.project.resources.map((line) => cells((id) => budgetCell(line, id)));
  if (area === 'indicator')
    return profile.project.indicators.map((one) =>
      cells((id) => known(id === 'indicator.label' ? one.label : one.target)),
    );
  return undefined;
};

/** One value the draft must hold. */
export interface Expected {
  step: string;
  /** « structures[3].finess » for a cell. */
  path: string;
  value: Value;
}

/** Every value of the draft that the profile knows, step by step, for the screens of any variant. */
export const expectedDraft = (profile: Profile, shown: Step[] = steps): Expected[] =>
  shown.flatMap((step) =>
    step.sections.flatMap(({ fields = [], table }) => [
      ...fields.flatMap(({ key, asks }) => {
        const value = asks === null ? undefined : single(profile, asks);
        return value === undefined ? [] : [{ step: step.id, path: key, value }];
      }),
      ...(table ? (rows(profile, table.columns) ?? []) : []).flatMap((row, at) =>
        Object.entries(row).map(([key, value]) => ({
          step: step.id,
          path: `${table?.key}[${at}].${key}`,
          value,
        })),
      ),
    ]),
  );

const at = (draft: unknown, path: string): unknown =>
  path
    .replaceAll(/\[(\d+)\]/g, '.$1')
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      draft,
    );

const isTicked = (box: unknown): boolean =>
  typeof box !== 'object' || box === null || Reflect.get(box, 'value') === true;

/** « Personnes âgées (PA) » is PA; a title without a code stands for itself. */
const codeOf = (title: string): string => /\(([A-Z]+)\)$/.exec(title)?.[1] ?? title;

const plain = (value: unknown): string => {
  // The draft keeps each box of a list with its title.
  if (Array.isArray(value)) return value.filter(isTicked).map(plain).toSorted().join('|');
  if (typeof value === 'object' && value !== null && 'title' in value) return codeOf(String(value.title));
  if (typeof value === 'string') return /^[\d ]+$/.test(value) ? value.replaceAll(' ', '') : value.trim();
  return JSON.stringify(value ?? null);
};

/** How a value of the draft compares with the truth. */
export type Judgement = Expected & { got: unknown; verdict: 'right' | 'missing' | 'wrong' };

/** Compares the portal's drafts with the truth, value by value. */
export const judge = (drafts: Record<string, unknown>, expected: Expected[]): Judgement[] =>
  expected.map((one) => {
    const got = at(drafts[one.step], one.path);
    const empty =
      got === undefined || got === null || got === '' || (Array.isArray(got) && !got.some(isTicked));
    const right = plain(got) === plain(one.value) || startsAlike(got, one.value);
    return { ...one, got, verdict: right ? 'right' : empty ? 'missing' : 'wrong' };
  });

/** A listed item reads « 87.10A - Hébergement… » where the profile says « 87.10A ». */
const startsAlike = (got: unknown, wanted: Value): boolean =>
  typeof got === 'string' && typeof wanted === 'string' && got.startsWith(`${wanted} - `);
