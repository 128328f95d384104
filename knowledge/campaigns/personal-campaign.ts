import type { Gap, Parameter, Reference, Told } from '@/knowledge/source';
import type { Campaign, ExpectedPiece, FlatRate, Held, Principle, Scope, Window } from './campaign';
import type { PersonalCampaign, Said } from './personal-schema';
import { describeCall } from './personal-words';

type Key = keyof PersonalCampaign;
type At = readonly (string | number)[];
type SaidOf<K extends Key> = Extract<PersonalCampaign[K], Said<unknown>>['value'];

/** The text that a reference of such a call points at; its anchor is the path of the datum. */
const PERSONAL = 'personal:';
export const personalText = (id: string): string => PERSONAL + id;
/** The user described it: no text stands behind it. */
export const isPersonal = ({ text }: Reference): boolean => text.startsWith(PERSONAL);

/** Added to the title, so that no list can show the call without saying so. */
const MARK = ' (campagne personnelle)';
export const markedTitle = ({ title }: Pick<PersonalCampaign, 'title'>): string => title + MARK;

/** The values of a call as parameters: nobody but the user stands behind them. */
class Values {
  constructor(readonly personal: PersonalCampaign) {}

  at(path: At): Reference {
    return { text: personalText(this.personal.id), anchor: path.join('.') };
  }

  parameter<T>(value: T, path: At): Parameter<T> {
    return {
      value,
      source: this.at(path),
      verifiedOn: this.personal.describedOn,
      confidence: 'single-mention',
    };
  }

  gap(path: At): Gap {
    return {
      value: null,
      source: this.at(path),
      verifiedOn: this.personal.describedOn,
      confidence: 'not-found',
      note: `Non renseigné dans votre campagne personnelle\u202f: ${describeCall(path)}.`,
    };
  }

  told<T>(said: Said<T> | undefined, path: At): Told<T> {
    return said ? this.parameter(said.value, path) : this.gap(path);
  }

  given<T>(said: Said<T> | undefined, path: At): Parameter<T> | undefined {
    return said && this.parameter(said.value, path);
  }
}

const SCOPES: readonly Scope[] = ['regional', 'multiregional', 'national'];

/** The counters that have a period; without any, what the région tells. */
function scopesOf({ windows, region }: PersonalCampaign): Scope[] {
  const described = SCOPES.filter((scope) => windows.some((window) => window.scope === scope));
  if (described.length > 0) return described;
  return region === null ? ['national'] : ['regional'];
}

const windowsOf = (values: Values): Window[] =>
  values.personal.windows.map(
    ({ scope, label, opens, closes, closingHour, reservedTo, region, selections }, rank) => {
      const path = ['windows', rank];
      return {
        scope,
        label,
        opens: values.told(opens, [...path, 'opens']),
        closes: values.told(closes, [...path, 'closes']),
        closingHour: values.told(closingHour, [...path, 'closingHour']),
        ...(reservedTo === undefined ? {} : { reservedTo }),
        ...(region === undefined ? {} : { region }),
        ...(selections.length === 0
          ? {}
          : {
              selections: selections.map((one, at) => ({
                label: one.label,
                opens: values.parameter(one.opens.value, [...path, 'selections', at, 'opens']),
                closes: values.parameter(one.closes.value, [...path, 'selections', at, 'closes']),
              })),
            }),
      };
    },
  );

const ratesOf = (values: Values): FlatRate[] =>
  values.personal.rates.map(({ id, label, types, from, to, ...rate }, rank) => {
    const path = ['rates', rank];
    const below = values.given(rate.onlyOrganismesBelow, [...path, 'onlyOrganismesBelow']);
    const most = values.given(rate.maxEssms, [...path, 'maxEssms']);
    const payments = values.given(rate.payments, [...path, 'payments']);
    return {
      id,
      label,
      types,
      from,
      to,
      amountCents: values.told(rate.amountCents, [...path, 'amountCents']),
      ...(rate.onlySegurReferenced ? { onlySegurReferenced: true } : {}),
      ...(below ? { onlyOrganismesBelow: below } : {}),
      ...(rate.ceiling ? { ceiling: true } : {}),
      ...(most ? { maxEssms: most } : {}),
      ...(payments ? { payments } : {}),
    };
  });

const piecesOf = (values: Values): ExpectedPiece[] =>
  values.personal.pieces.map(({ id, label, status, condition }, rank) => ({
    id,
    label,
    status,
    ...(condition === undefined ? {} : { condition }),
    source: values.at(['pieces', rank]),
    confidence: 'single-mention',
  }));

const principlesOf = (values: Values): Partial<Record<Principle, Held>> =>
  Object.fromEntries(
    values.personal.principles.map(({ rule, from, until }, rank): [Principle, Held] => [
      rule,
      {
        ...values.parameter(true as const, ['principles', rank]),
        ...(from === undefined ? {} : { from }),
        ...(until === undefined ? {} : { until }),
      },
    ]),
  );

const changesOf = (values: Values): Pick<Campaign, 'changes'> =>
  values.personal.changes.length === 0
    ? {}
    : {
        changes: values.personal.changes.map(({ on, what }, rank) => ({
          on,
          what: values.parameter(what, ['changes', rank]),
        })),
      };

type ThresholdKey =
  | 'nationalFrom'
  | 'nationalRegions'
  | 'minOrganismes'
  | 'minOrganismesIslands'
  | 'aloneFrom';

/** Thresholds that a call holds only when its text gives them. */
function thresholdsOf(values: Values) {
  const { personal } = values;
  const given = <K extends ThresholdKey>(key: K) => {
    const parameter = values.given(personal[key], [key]);
    return parameter ? { [key]: parameter } : {};
  };
  return {
    minEssms: values.told(personal.minEssms, ['minEssms']),
    minEssmsIslands: values.given(personal.minEssmsIslands, ['minEssmsIslands']) ?? null,
    maxEssms: values.given(personal.maxEssms, ['maxEssms']) ?? null,
    ...(personal.maxEssmsFor === undefined ? {} : { maxEssmsFor: personal.maxEssmsFor }),
    ...given('nationalFrom'),
    ...given('nationalRegions'),
    ...given('minOrganismes'),
    ...given('minOrganismesIslands'),
    ...given('aloneFrom'),
  };
}

/** The call as the rules read it, marked as the user's own. Every value points at the user's words. */
export function toCampaign(personal: PersonalCampaign): Campaign {
  const values = new Values(personal);
  const told = <K extends Key>(key: K): Told<SaidOf<K>> =>
    // Only the keys of values with a source are asked for: their type is the one of the value.
    values.told(personal[key] as Said<SaidOf<K>> | undefined, [key]);
  return {
    id: personal.id,
    title: markedTitle(personal),
    year: personal.year,
    issuer: personal.issuer,
    personal: true,
    region: personal.region,
    instruction: told('instruction'),
    ...changesOf(values),
    scopes: scopesOf(personal),
    windows: windowsOf(values),
    beneficiaries: told('beneficiaries'),
    ...thresholdsOf(values),
    fields: values.given(personal.fields, ['fields']) ?? null,
    projectTypes: told('projectTypes'),
    rates: ratesOf(values),
    payments: told('payments'),
    pieces: piecesOf(values),
    piecesList:
      personal.pieces.length === 0
        ? values.gap(['pieces'])
        : values.parameter('Liste saisie par vous.', ['pieces']),
    criteria: told('criteria'),
    usageTargets: told('usageTargets'),
    contact: told('contact'),
    portal: told('portal'),
    principles: principlesOf(values),
  };
}
