import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { plain } from './panel';

const root = join(import.meta.dirname, '..', '..', '..');

/** One line of the review, as a person sees it. */
export interface SeenLine {
  /** Line of the sheet, 0 when it comes from elsewhere. */
  line: number;
  title: string;
  action: string;
  /** Null when it has no box. */
  ticked: boolean | null;
  codes: string[];
}

/** The page « Ma grappe » in its sections « Importer » and « Registre », driven by its words. */
export class ImportPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(section: 'importer' | 'registre' | 'essms'): Promise<void> {
    await this.page.evaluate((id) => {
      location.hash = id;
    }, section);
    await this.page.waitForSelector(`nav a[href="#${section}"][aria-current="page"]`);
  }

  async says(words: string, timeout = 15_000): Promise<void> {
    const wanted = plain(words);
    await this.page
      .waitForFunction(
        (text) => document.body.innerText.replace(/\s+/g, ' ').includes(text),
        { timeout },
        wanted,
      )
      .catch(async () => {
        throw new Error(`the page does not say « ${wanted} » but: ${await this.text()}`);
      });
  }

  text = async (): Promise<string> => plain(await this.page.evaluate(() => document.body.innerText));

  /** Presses the button whose words start so; answers its words. */
  async press(words: string): Promise<string> {
    const found = await this.page.waitForFunction(
      (start) =>
        [...document.querySelectorAll('main button')].find(
          (button) =>
            button instanceof HTMLButtonElement &&
            !button.disabled &&
            (button.textContent ?? '').replace(/\s+/g, ' ').trim().startsWith(start),
        ),
      { timeout: 30_000 },
      plain(words),
    );
    return plain(
      await this.page.evaluate((button) => {
        if (!(button instanceof HTMLElement)) return '';
        const text = button.textContent ?? '';
        button.click();
        return text;
      }, found),
    );
  }

  async give(path: string, label = 'Tableau à importer'): Promise<void> {
    const input = await this.page.waitForSelector(`input[type="file"][aria-label="${label}"]`);
    if (!input) throw new Error('no file input');
    await input.evaluate((node) => node.setAttribute('data-given', ''));
    await this.page
      .$('input[data-given]')
      .then((found) => found?.toElement('input').then((file) => file.uploadFile(path)));
  }

  /** Pastes a text outside of any box, as Ctrl + V would. */
  paste = (text: string): Promise<void> =>
    this.page.evaluate((value) => {
      const data = new DataTransfer();
      data.setData('text/plain', value);
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    }, text);

  /** Back to the first step, whatever the step is. */
  async startOver(): Promise<void> {
    await this.page.reload();
    await this.open('importer');
    await this.says('Donnez votre tableau');
  }

  /** Targets of the columns of the table shown, in order; those left aside are absent. */
  columns = (): Promise<string[]> =>
    this.page.$$eval('.import-columns [data-target]', (rows) =>
      rows.map((row) => row.getAttribute('data-target') ?? '').filter((target) => target !== ''),
    );

  /** Every line of the review, over all its pages. */
  async lines(): Promise<SeenLine[]> {
    const seen: SeenLine[] = [];
    for (;;) {
      seen.push(...(await this.#linesShown()));
      const next = await this.page.$('.import-pager button:last-child:not(:disabled)');
      if (!next) return seen;
      await next.evaluate((button) => button instanceof HTMLElement && button.click());
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }

  #linesShown = (): Promise<SeenLine[]> =>
    this.page.$$eval('.import-line', (items) =>
      items.map((item) => {
        const box = item.querySelector('.import-line-head input');
        return {
          line: Number(/ligne (\d+)/.exec(item.querySelector('.nowrap')?.textContent ?? '')?.[1] ?? 0),
          title: item.querySelector('.import-line-title')?.textContent ?? '',
          action: item.getAttribute('data-action') ?? '',
          ticked: box instanceof HTMLInputElement ? box.checked : null,
          codes: [...item.querySelectorAll('[data-code]')].map((one) => one.getAttribute('data-code') ?? ''),
        };
      }),
    );

  /** Moves with the Tab key until the control of that name has the focus. */
  async tabTo(words: string): Promise<void> {
    for (let presses = 0; presses < 250; presses++) {
      const name = await this.page.evaluate(() => {
        const now = document.activeElement === document.body ? null : document.activeElement;
        const label = now instanceof HTMLInputElement ? now.labels?.[0]?.textContent : '';
        return `${now?.getAttribute('aria-label') ?? ''} ${label ?? ''} ${now?.textContent ?? ''}`;
      });
      if (plain(name).includes(plain(words))) return;
      await this.page.keyboard.press('Tab');
    }
    throw new Error(`no way to « ${words} » by keyboard`);
  }

  /** Serious defects axe finds on the page as it is. */
  async defects(): Promise<string[]> {
    await this.page.evaluate(await readFile(join(root, 'node_modules/axe-core/axe.min.js'), 'utf8'));
    const violations: { id: string; impact: string; nodes: { html: string }[] }[] = await this.page.evaluate(
      async () => (await Reflect.get(window, 'axe').run(document)).violations,
    );
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 160)}`);
  }
}
