import type { ElementHandle, Frame, Page } from 'puppeteer-core';
import type { Field, Value } from './definition';

type Place = Page | Frame;

/** Waits for a node, also inside the open shadow roots. */
export const find = async (place: Place, selector: string): Promise<ElementHandle<Element>> => {
  const handle = await place.waitForSelector(`>>> ${selector}`, { timeout: 5_000 });
  if (!handle) throw new Error(`${selector} is not on the page`);
  return handle;
};

/** Presses a button of the page by its text. */
export const press = async (place: Place, text: string): Promise<void> => {
  const button = await place.waitForSelector(`::-p-xpath(//button[normalize-space()='${text}'])`);
  await button?.click();
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

const rankOf = (field: Field, value: Value) =>
  (field.options ?? []).findIndex((option) => (typeof option === 'string' ? option : option.value) === value);

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
    case 'datepicker':
      return type(place, id, french(text));
    case 'mg-date':
      return type(place, id, french(text).replaceAll('/', ''));
    default:
      return type(place, id, text);
  }
};
