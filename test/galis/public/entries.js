/** Whether a condition of the form holds for the values of a step. */
export const holds = (condition, entries) => {
  if (!condition) return true;
  const value = entries[condition.key];
  return 'is' in condition ? value === condition.is : value !== condition.not;
};

const twoDigits = (number) => String(number).padStart(2, '0');

const dayOf = (date) =>
  `${date.getFullYear()}-${twoDigits(date.getMonth() + 1)}-${twoDigits(date.getDate())}`;

const dateOf = (day) => {
  const [year, month, date] = day.split('-').map(Number);
  return new Date(year, month - 1, date);
};

export const emptyRow = (columns) => Object.fromEntries(columns.map(({ key }) => [key, null]));

const opened = (field, value) => {
  if (field.widget === 'datepicker' || field.widget === 'date')
    return typeof value === 'string' ? dateOf(value) : null;
  if (field.widget === 'mg-checkbox' || field.widget === 'checkboxes')
    return value ?? field.options.map(({ title }) => ({ title, value: false }));
  return value;
};

/** Draft of the server → values of the models on screen. */
export const open = (step, draft) => {
  const entries = { ...draft };
  for (const { fields = [], table } of step.sections) {
    for (const field of fields) {
      const value = opened(field, draft[field.key] ?? field.initial);
      if (value !== undefined && value !== null) entries[field.key] = value;
    }
    if (table)
      entries[table.key] =
        draft[table.key] ?? Array.from({ length: table.startsWith }, () => emptyRow(table.columns));
  }
  return entries;
};

/** Values of the models on screen → what is sent: fields not on screen are left out. */
export const collect = (step, entries) => {
  const sent = {};
  for (const { fields = [], table, when } of step.sections) {
    if (!holds(when, entries)) continue;
    for (const field of fields) {
      const value = entries[field.key];
      if (value === undefined || !holds(field.when, entries)) continue;
      sent[field.key] = value instanceof Date ? dayOf(value) : value;
      // the vendor stores project dates as local midnight in UTC
      if (value instanceof Date) sent[`${field.key}Instant`] = value.toISOString();
    }
    if (table) sent[table.key] = JSON.parse(window.angular.toJson(entries[table.key] ?? []));
  }
  return sent;
};
