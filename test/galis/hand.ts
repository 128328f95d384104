import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import type { Field, Value } from './definition';

type Place = Page | Frame;

/** Waits for a node, also inside the open shadow roots. */
export const find = async (place: Place, selector: string): Promise<ElementHandle<Element>> => {
  const handle = await place.waitForSelector(`>>> ${selector}`, { timeout: 5_000 });
  if (!handle) throw new Error(`${selector} is not on the page`);
  return handle;
};

/** Presses a button of the page by its text: the one to be seen when a closed dialog has another. */
export const press = async (place: Place, text: string): Promise<void> => {
  const selector = `::-p-xpath(//button[normalize-space()='${text}'])`;
  const first = await place.waitForSelector(selector);
  const all = await place.$$(selector);
  for (const button of all) if (all.length > 1 && (await button.isVisible())) return button.click();
  await first?.click();
};

const type = async (place: Place, id: string, text: string) => {
  const control = await find(place, `#${id}`);
  await control.click();
  await control.type(text);
  await control.press('Tab');
};

/** Chooses in a native list with the keyboard: the first option is the empty one. */
const arrow = async (place: Place, id: string, rank: number) => {
  const control = await find(place, `#${id}`);
  await control.focus();
  await control.press('Home');
  for (let step = 0; step <= rank; step += 1) await control.press('ArrowDown');
  await control.press('Tab');
};

/** Types the start of an item, then clicks on the item proposed. */
const pick = async (place: Place, id: string, item: string) => {
  const control = await find(place, `#${id}`);
  await control.click();
  await control.type(item.slice(0, 6));
  const line = await place.waitForSelector(
    `::-p-xpath(//ul[contains(@class,'dropdown-menu')]//a[.="${item}"])`,
    {
      visible: true,
      timeout: 5_000,
    },
  );
  await line?.click();
};

/** Opens the list of a combobox by typing the start of an item, then clicks on it. */
const combine = async (place: Place, id: string, item: string) => {
  const control = await find(place, `#${id}`);
  await control.click();
  await control.type(item.slice(0, 6));
  const host = await control.evaluateHandle((node) => node.closest('mg-popover') ?? node);
  await place.waitForFunction(
    (root, wanted) => {
      const lines = [...root.querySelectorAll('[role="option"]')];
      return lines.some((line) => line.textContent === wanted) && lines.length < 10;
    },
    { timeout: 5_000 },
    host,
    item,
  );
  for (const line of await place.$$('>>> [role="option"]'))
    if ((await line.evaluate((node) => node.textContent)) === item) return line.click();
};

/** Opens a box of the ui-select library and clicks on an item. */
const unfold = async (place: Place, id: string, item: string) => {
  await (await find(place, `#${id} .ui-select-toggle`)).click();
  const line = await place.waitForSelector(
    `::-p-xpath(//*[@id="${id}"]//*[contains(@class,"ui-select-choices-row")][normalize-space()="${item}"])`,
    { visible: true, timeout: 5_000 },
  );
  await line?.click();
};

const typeParts = async (place: Place, id: string, day: string) => {
  const [year = '', month = '', date = ''] = day.split('-');
  await type(place, `${id}_jour`, date);
  await arrow(place, `${id}_mois`, Number(month) - 1);
  await type(place, `${id}_annee`, year);
};

/** Waits for the item of a native list that comes later, then chooses it. */
const chooseLater = async (place: Place, id: string, item: string) => {
  const control = await find(place, `#${id}`);
  const titles = () =>
    control.$$eval('option', (options) => options.map((option) => option.textContent?.trim() ?? ''));
  await place.waitForFunction(
    (node, wanted) => [...node.querySelectorAll('option')].some((one) => one.textContent?.trim() === wanted),
    { timeout: 5_000 },
    control,
    item,
  );
  return arrow(place, id, (await titles()).indexOf(item) - 1);
};

const rankOf = (field: Field, value: Value) =>
  (field.options ?? []).findIndex((option) => (typeof option === 'string' ? option : option.value) === value);

const titleOf = (field: Field, value: Value): string => {
  const option = field.options?.[rankOf(field, value)];
  return typeof option === 'object' ? option.title : String(option ?? value);
};

const french = (day: string) => day.split('-').reverse().join('/');

/** Enters a value (as the draft will hold it) in a field the way a person does. */
export const enter = async (place: Place, id: string, field: Field, value: Value): Promise<void> => {
  const text = String(value);
  switch (field.widget) {
    case 'mg-radio':
      return (await find(place, `#${id}_${rankOf(field, value)}`)).click();
    case 'radio':
      return (await find(place, `input[name="${id}"][value="${text}"]`)).click();
    case 'mg-toggle':
    case 'checkbox':
      return (await find(place, `#${id}`)).click();
    case 'mg-select':
    case 'select':
      return arrow(place, id, rankOf(field, value));
    case 'typeahead':
      return pick(place, id, text);
    case 'mg-combobox':
      return combine(place, id, titleOf(field, value));
    case 'ui-select':
      return unfold(place, id, titleOf(field, value));
    case 'commune-list':
      return chooseLater(place, id, text);
    case 'date-parts':
      return typeParts(place, id, text);
    case 'datepicker':
      return type(place, id, french(text));
    case 'date':
    case 'mg-date':
      return type(place, id, french(text).replaceAll('/', ''));
    default:
      return type(place, id, text);
  }
};
