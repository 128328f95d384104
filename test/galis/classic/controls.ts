import type { Field, Step } from '../definition';
import { months, nativeOf, optionsOf, rankOf, years } from './native';

/** Text safe inside an element or an attribute. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

interface Asked {
  field: Field;
  /** Name of the control, « demande.siret » or « structures[0].finess ». */
  name: string;
  id: string;
  value: unknown;
  /** Communes of the postcode kept in the draft. */
  communes: string[];
}

const pairs = (attributes: Record<string, string | number | undefined>): string =>
  Object.entries(attributes)
    .flatMap(([key, value]) => (value === undefined ? [] : ` ${key}="${escaped(String(value))}"`))
    .join('');

const textOf = (value: unknown): string =>
  typeof value === 'number' ? String(value).replace('.', ',') : typeof value === 'string' ? value : '';

const input = (asked: Asked, size: number, value: string): string => {
  const { name, id, field } = asked;
  const maxlength = field.maxLength;
  return `<input${pairs({ type: 'text', name, id, size, maxlength, value })}>`;
};

interface Choice {
  value: string;
  title: string;
}

const select = (name: string, id: string, first: string, choices: Choice[], chosen: string): string => {
  const option = ({ value, title }: Choice) =>
    `<option value="${escaped(value)}"${value === chosen ? ' selected' : ''}>${escaped(title)}</option>`;
  const all = [{ value: '', title: first }, ...choices].map(option).join('');
  return `<select${pairs({ name, id })}>${all}</select>`;
};

const ranked = (field: Field): Choice[] =>
  optionsOf(field).map(({ title }, rank) => ({ value: String(rank), title }));

const ticks = (type: 'radio' | 'checkbox', { field, name, id }: Asked, on: (rank: number) => boolean) =>
  optionsOf(field)
    .map(({ title }, rank) => {
      const checked = on(rank) ? ' checked' : '';
      return `<input${pairs({ type, name, id: `${id}${rank + 1}`, value: rank })}${checked}> ${escaped(title)}`;
    })
    .join(type === 'radio' ? ' &nbsp; ' : '<br>');

const isTicked = (value: unknown, title: string): boolean =>
  Array.isArray(value) && value.some((box) => Object(box).title === title && Object(box).value === true);

const dateSelects = ({ name, id, value }: Asked): string => {
  const [year = '', month = '', day = ''] = textOf(value).split('-');
  const days = Array.from({ length: 31 }, (_, at) => String(at + 1).padStart(2, '0'));
  const same = (list: string[]) => list.map((one) => ({ value: one, title: one }));
  const named = months.map((title, at) => ({ value: String(at + 1).padStart(2, '0'), title }));
  return [
    select(`${name}.jour`, `${id}Jour`, 'Jour', same(days), day),
    select(`${name}.mois`, `${id}Mois`, 'Mois', named, month),
    select(`${name}.annee`, `${id}Annee`, 'Année', same(years), year),
  ].join(' ');
};

const phoneBoxes = ({ name, id, value }: Asked): string =>
  [0, 1, 2, 3, 4]
    .map((rank) => {
      const part = textOf(value)
        .replace(/\s/g, '')
        .slice(rank * 2, rank * 2 + 2);
      return `<input${pairs({ type: 'text', name: `${name}.${rank + 1}`, id: `${id}${rank + 1}`, size: 2, maxlength: 2, value: part })}>`;
    })
    .join(' ');

const french = (day: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(day) ? day.split('-').toReversed().join('/') : day;

/** The native controls of a field, with the value of the draft. */
export const controlOf = (step: Step, asked: Asked): string => {
  const { field, name, id, value, communes } = asked;
  switch (nativeOf(step, field)) {
    case 'textarea':
      return `<textarea${pairs({ name, id, rows: 5, cols: 60, maxlength: field.maxLength })}>${escaped(textOf(value))}</textarea>`;
    case 'select':
      return select(name, id, '-- Choisissez --', ranked(field), rankOf(field, value));
    case 'communes': {
      const listed = communes.map((title) => ({ value: title, title }));
      return select(name, id, '-- Saisissez le code postal --', listed, textOf(value));
    }
    case 'radio':
      return ticks('radio', asked, (rank) => String(rank) === rankOf(field, value));
    case 'boxes':
      return ticks('checkbox', asked, (rank) => isTicked(value, optionsOf(field)[rank]?.title ?? ''));
    case 'box':
      return `<input${pairs({ type: 'checkbox', name, id, value: 'on' })}${value === true ? ' checked' : ''}>`;
    case 'date':
      return `${input(asked, 10, french(textOf(value)))} (jj/mm/aaaa)`;
    case 'three-selects':
      return dateSelects(asked);
    case 'five-boxes':
      return phoneBoxes(asked);
    case 'file':
      return `<input${pairs({ type: 'file', name, id })}>`;
    case 'number':
      return `${input(asked, 12, textOf(value))}${field.widget === 'mg-currency' ? ' &euro;' : ''}`;
    default:
      return input(asked, field.maxLength && field.maxLength < 30 ? field.maxLength : 40, textOf(value));
  }
};
