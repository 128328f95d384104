import type { PanelDriver, PanelField } from '../../../scripts/browser/panel';

/** Text with plain spaces: the interface writes narrow and non-breaking ones. */
export const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** What a person reads in the panel now. */
export const panelText = async ({ page }: PanelDriver): Promise<string> =>
  plain(await page.evaluate(() => document.body.innerText));

/** Waits for words to be on screen in the panel. */
export const says = async (panel: PanelDriver, words: string, timeout = 30_000): Promise<void> => {
  await panel.page
    .waitForFunction(
      (wanted) => document.body.innerText.replace(/\s+/g, ' ').includes(wanted),
      { timeout },
      words,
    )
    .catch(async () => {
      throw new Error(`the panel does not say « ${words} » but: ${await panelText(panel)}`);
    });
};

/** The one field of that label. */
export const fieldOf = async (panel: PanelDriver, label: string): Promise<PanelField> => {
  const [field, ...others] = (await panel.fields()).filter((one) => one.label === label);
  if (!field || others.length > 0) throw new Error(`${others.length + (field ? 1 : 0)} fields « ${label} »`);
  return field;
};

/** Waits for a field to be listed in a state, told in the words of the code. */
export const becomes = async (panel: PanelDriver, label: string, state: string): Promise<PanelField> => {
  await panel.page
    .waitForFunction(
      (wanted, expected) =>
        [...document.querySelectorAll('li[data-key]')].some(
          (card) =>
            card.getAttribute('data-state') === expected &&
            card.querySelector('[data-part="label"]')?.textContent?.trim() === wanted,
        ),
      { timeout: 30_000 },
      label,
      state,
    )
    .catch(async () => {
      const seen = (await panel.fields()).map((field) => `${field.label}: ${field.state}`);
      throw new Error(`« ${label} » is not ${state} but ${seen.join(' ; ') || 'not there'}`);
    });
  return fieldOf(panel, label);
};

/** Presses a button, or ticks a box, of the card of one field. */
export const pressIn = async ({ page }: PanelDriver, label: string, words: string): Promise<void> => {
  const card = `//li[@data-key][.//*[@data-part="label"][normalize-space()="${label}"]]`;
  const control = `*[self::button or self::label][normalize-space()="${words}"]`;
  await page.bringToFront();
  await page.locator(`::-p-xpath(${card}//${control})`).click();
};

/** Presses « Remplir cette étape » as soon as it can be, and answers the message shown at the end. */
export const fill = async (panel: PanelDriver): Promise<string> => {
  await panel.press('Remplir cette étape');
  return plain(await panel.done());
};

/** Sets « Simuler au » in the Dossiers tab and waits for the panel to have taken it. */
export const simulate = async (panel: PanelDriver, day: string): Promise<void> => {
  await panel.tab('Dossiers');
  await panel.page.waitForSelector('input[type="date"]');
  await panel.page.$eval(
    'input[type="date"]',
    (input, value) => {
      input.value = value;
      input.dispatchEvent(new Event('input', { bubbles: true }));
      input.dispatchEvent(new Event('change', { bubbles: true }));
    },
    day,
  );
  await says(panel, 'Simulation au');
};
