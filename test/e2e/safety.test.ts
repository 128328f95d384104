import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'puppeteer-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { sampleGrappe } from '@/knowledge/profile/sample';
import { PORTAL_HOST, PORTAL_ORIGIN } from '@/utils/portal';
import type { PanelDriver } from '../../scripts/browser/panel';
import { type Portal, startPortal } from '../galis/server';
import { type Bench, openBench } from './support/bench';
import { marksIn, ownNodes, spyOn, valuesOf } from './support/dom';
import { becomes, fieldOf, fill, panelText, says } from './support/panel';
import { box, formPage, type Site, startSite } from './support/site';

const root = join(import.meta.dirname, '../..');
const LOOK_ALIKE = `${PORTAL_HOST}.evil.test`;

let portal: Portal;
let site: Site;
/** The replica, and pages of ours: one browser for each. */
let replica: Bench;
let bench: Bench;

beforeAll(async () => {
  portal = await startPortal();
  site = await startSite();
  replica = await openBench(portal.port);
  bench = await openBench(site.port, [LOOK_ALIKE]);
});
afterAll(async () => {
  await replica?.close();
  await bench?.close();
  await site?.close();
  await portal?.close();
});
beforeEach(() => portal.reset());

const SIGLE = box('sigle', 'Sigle');
const SIREN = box('siren', 'N° SIREN');

describe('the built manifest', () => {
  const common = {
    manifest_version: 3,
    host_permissions: [`${PORTAL_ORIGIN}/*`],
    content_scripts: [
      {
        matches: [`${PORTAL_ORIGIN}/*`],
        all_frames: true,
        run_at: 'document_idle',
        js: ['content-scripts/overlay.js'],
      },
    ],
    content_security_policy: {
      extension_pages:
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
  };
  const chromium = {
    ...common,
    permissions: ['sidePanel', 'unlimitedStorage'],
    background: { service_worker: 'background.js' },
    side_panel: { default_path: 'sidepanel.html' },
  };
  const firefox = { ...common, permissions: ['unlimitedStorage'], background: { scripts: ['background.js'] } };
  /** What says who the extension is and how it looks, and gives it no power. */
  const harmless = new Set([
    'name',
    'short_name',
    'description',
    'version',
    'icons',
    'action',
    'minimum_chrome_version',
    'sidebar_action',
    'browser_specific_settings',
  ]);
  const manifestOf = (browser: string) => join(root, '.output', `${browser}-mv3`, 'manifest.json');

  test.each(
    [
      { browser: 'chrome', expected: chromium },
      { browser: 'edge', expected: chromium },
      { browser: 'firefox', expected: firefox },
    ].filter(({ browser }) => browser === 'chrome' || existsSync(manifestOf(browser))),
  )('asks $browser for the portal and nothing else', async ({ browser, expected }) => {
    const manifest = JSON.parse(await readFile(manifestOf(browser), 'utf8'));
    manifest.permissions.sort();
    const powers = Object.fromEntries(Object.entries(manifest).filter(([key]) => !harmless.has(key)));
    expect(powers).toEqual(expected);
  });
});

describe('during any fill', () => {
  test('nothing is submitted, saved or sent, and no button of the portal is clicked', async () => {
    const acts: Awaited<ReturnType<typeof spyOn>> = [];
    const { page, panel } = await replica.scene('/aides/#/cnsa/demande/criteres', {
      before: async (tab) => {
        const seen = await spyOn(tab);
        acts.push = (...more) => seen.push(...more);
        Object.defineProperty(acts, 'seen', { value: seen });
      },
    });
    await becomes(panel, 'Nombre', 'to-fill');
    expect([page, acts]).toBeDefined();
  });
});
