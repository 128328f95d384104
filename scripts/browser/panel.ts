import type { Page } from 'puppeteer-core';

/** One field as the panel lists it. */
export interface PanelField {
  label: string;
  /** What it was recognised as, or null. */
  field: string | null;
  confidence: number;
  /** State or outcome, in the words of the code: `to-fill`, `verified`, `refused`… */
  state: string;
  /** The same in French, as shown. */
  status: string;
  /** Value the page holds, masked for bank details. */
  value: string;
  /** Why it was not filled, in French; empty when it was. */
  reason: string;
}

/**
 * The panel driven by the names of its tabs and buttons, as a person would. They are looked up as
 * texts: Firefox takes seconds to look one accessible name up in a page of a thousand elements.
 */
export class PanelDriver {
  constructor(readonly page: Page) {}

  async tab(name: 'Formulaire' | 'Éligibilité' | 'Questions' | 'Dossiers'): Promise<void> {
    await this.page.bringToFront();
    await this.page.locator(`::-p-xpath(//*[@role="tab"][normalize-space(text())="${name}"])`).click();
  }

  press(name: string): Promise<void> {
    return this.#click(
      `normalize-space(@aria-label)="${name}" or not(@aria-label) and normalize-space()="${name}"`,
    );
  }

  /** A busy machine takes its time to draw the button where it stays. */
  async #click(condition: string): Promise<void> {
    await this.#forgetNotice();
    await this.page.locator(`::-p-xpath(//button[${condition}])`).setTimeout(90_000).click();
  }

  /** Presses it in the same breath as it is seen: looked at twice, it may be gone the second time. */
  async #pressIfThere(name: RegExp): Promise<boolean> {
    await this.#forgetNotice();
    return this.page.evaluate((source) => {
      const wanted = new RegExp(source);
      const button = [...document.querySelectorAll('button')].find(
        (one) => !one.disabled && wanted.test(one.textContent?.trim() ?? ''),
      );
      button?.click();
      return button !== undefined;
    }, name.source);
  }

  /** True when a button of that name can be pressed now. */
  async offers(name: RegExp): Promise<string | null> {
    return this.page.evaluate((source) => {
      const wanted = new RegExp(source);
      const buttons = [...document.querySelectorAll('button')].filter((button) => !button.disabled);
      return (
        buttons.find((button) => wanted.test(button.textContent?.trim() ?? ''))?.textContent?.trim() ?? null
      );
    }, name.source);
  }

  /** Imports a backup or a profile file through the Dossiers tab. */
  async importFile(path: string): Promise<void> {
    await this.tab('Dossiers');
    const input = await this.page.waitForSelector('input[type="file"]');
    await this.#forgetNotice();
    await input?.uploadFile(path);
    await this.page.waitForSelector(':is(.notice[role="status"], .notice[role="alert"]):not([data-read])');
    const alert = await this.page.$eval(
      'body',
      (body) => body.querySelector('[role="alert"]')?.textContent ?? '',
    );
    if (alert !== '') throw new Error(alert);
  }

  /** Waits until the panel has read a page that stopped loading; answers false after `cap` ms. */
  async settled(cap = 8000): Promise<boolean> {
    const end = Date.now() + cap;
    let last = '';
    let same = 0;
    while (Date.now() < end) {
      const now = await this.page.evaluate(() => {
        const text = document.querySelector('.form-tab')?.textContent ?? '';
        return text.includes('La page se charge') ? '' : text;
      });
      same = now !== '' && now === last ? same + 1 : 0;
      // The fields of a frame come after the page around it: « nothing to fill » must last to be believed.
      if (same >= (now.includes('rien à remplir') ? 8 : 1)) return true;
      last = now;
      await new Promise((resolve) => setTimeout(resolve, 150));
    }
    return last !== '';
  }

  /** Waits for the panel to show a step of the portal, read and loaded. */
  async onStep(title: string): Promise<void> {
    await this.page
      .waitForFunction(
        (wanted) => document.querySelector('.form-tab h2')?.textContent?.trim() === wanted,
        { timeout: 30_000, polling: 100 },
        title,
      )
      .catch(() => undefined);
    await this.settled();
  }

  /** Chooses the dossier the fill is for, when the grappe has some: its id, or « grappe » for all. */
  async chooseDossier(id: string): Promise<void> {
    await this.page.waitForSelector('.form-tab', { timeout: 2000 }).catch(() => null);
    const choice = await this.page.$('.dossier-choice select');
    if (!choice) return;
    await choice.select(id);
    await this.page.waitForFunction(
      (wanted) => document.querySelector<HTMLSelectElement>('.dossier-choice select')?.value === wanted,
      { timeout: 30_000, polling: 100 },
      id,
    );
    await this.settled();
  }

  /** Adds the rows the tables lack, one table after the other. */
  async addRows(tables = 8): Promise<void> {
    for (let table = 0; table < tables; table++) {
      if (!(await this.#pressIfThere(/^Ajouter \d+ lignes? vides?$/))) return;
      await this.done();
      await this.settled();
    }
  }

  /** Ticks the confirmation of the bank details when the panel asks for it. */
  async confirmBank(): Promise<boolean> {
    const box = await this.page.$('.notice.warn input[type="checkbox"]');
    await box?.click();
    return box !== null;
  }

  /**
   * Presses « Remplir cette étape » when it can be, and waits for the end, the last look included;
   * answers the message shown.
   */
  async fill(): Promise<string> {
    return (await this.#start()) ? this.done() : '';
  }

  /** The same, as soon as the person can go on: the last look is still to come. */
  async fillAndGoOn(): Promise<string> {
    return (await this.#start()) ? this.#told('.actions .notice:not([data-read])') : '';
  }

  async #start(): Promise<boolean> {
    if ((await this.offers(/^Remplir cette étape$/)) === null) return false;
    await this.press('Remplir cette étape');
    return true;
  }

  /** What is said now is not what comes next, however late the panel shows its progress. */
  async #forgetNotice(): Promise<void> {
    await this.page.$$eval('.notice', (notices) => {
      for (const notice of notices) notice.setAttribute('data-read', '');
    });
  }

  /** Tone of the last message shown: `ok`, `warn` or `bad`. */
  tone(): Promise<string> {
    return this.page.$eval(
      '.actions .notice',
      (notice) => ['ok', 'warn', 'bad'].find((tone) => notice.classList.contains(tone)) ?? '',
    );
  }

  /** Waits for the end of what was last pressed, the last look included; answers the message shown. */
  done(): Promise<string> {
    return this.#told('.actions .notice:not([data-read], [aria-busy="true"])');
  }

  async #told(notice: string): Promise<string> {
    await this.page.waitForFunction(
      (wanted) => document.querySelector('progress') === null && document.querySelector(wanted) !== null,
      { timeout: 240_000, polling: 50 },
      notice,
    );
    return this.page.$eval(notice, (shown) => shown.textContent ?? '');
  }

  /** Every field listed for the step, in order. */
  fields(): Promise<PanelField[]> {
    return this.page.$$eval('li.field', (items) =>
      items.map((item) => {
        // Spaces of French typography are spaces to a program.
        const part = (name: string) =>
          (item.querySelector(`[data-part="${name}"]`)?.textContent ?? '').replace(/\s+/g, ' ').trim();
        return {
          label: part('label'),
          field: item.getAttribute('data-field') || null,
          confidence: Number(item.getAttribute('data-confidence')),
          state: item.getAttribute('data-state') ?? '',
          status: part('status').replace(/^\S+\s/, ''),
          value: item.getAttribute('data-value') ?? '',
          reason: part('reason'),
        };
      }),
    );
  }
}
