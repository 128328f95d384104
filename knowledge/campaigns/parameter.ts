import type { Day, Gap, Parameter } from '@/knowledge/source';

/** Day the texts were last compared with the parameters of the campaigns. */
const VERIFIED_ON: Day = '2026-11-21';

/** Makes parameters out of one text: `const official = told('cnsa-aide-2022', 'official')`. */
export const told =
  (text: string, confidence: Parameter<unknown>['confidence'], note?: string) =>
  <T>(value: T, anchor: string): Parameter<T> => ({
    value,
    source: { text, anchor },
    verifiedOn: VERIFIED_ON,
    confidence,
    ...(note === undefined ? {} : { note }),
  });

/** Says that something was not found: `anchor` is the passage that says so, of « divergences » by default. */
export const notFound = (anchor: string, note: string, text = 'divergences'): Gap => ({
  value: null,
  source: { text, anchor },
  verifiedOn: VERIFIED_ON,
  confidence: 'not-found',
  note,
});

/** The same value, with what other sources say instead: both are kept and shown. */
export const disputed = <T>(
  parameter: Parameter<T>,
  alternatives: NonNullable<Parameter<T>['alternatives']>,
  note: string,
): Parameter<T> => ({ ...parameter, confidence: 'contradicted', alternatives, note });
