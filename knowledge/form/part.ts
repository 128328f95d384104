/** What one control asks of a datum split over several: a part of a date, or some characters of a number. */
export type Part =
  | { date: 'day' | 'month' | 'year' }
  /** Characters `from` (included) to `to` (excluded) of the number written without spaces. */
  | { from: number; to: number };
