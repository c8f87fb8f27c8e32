// What the checks of review look at and do: an agreement with a history, the tree of changes, both sides of a comparison.
// It must never write outside the workspace of its run.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './repository.mjs';

export const base = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'git.openRepositoryInParentFolders': 'never',
};
export const options = { git: true, viewport: { width: 1440, height: 860 } };
export const FILE = 'shop.sla.yaml';

export const SHOP = `sla: 1
id: shop
title: Hosting of the shop
kind: customer
status: active
version: 1.2.0
timeZone: Europe/Berlin
term: { from: 2026-01-01, to: 2026-12-31 }

parties:
  nordhafen: { name: Nordhafen GmbH, role: provider }
  bergland: { name: Bergland AG, role: customer }

metrics:
  uptime:
    type: availability
    measuredBy: nordhafen
    verifiedBy: bergland
  answers:
    type: first-response-time
    measuredBy: nordhafen

objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    excludes: [maintenance]
  response:
    metric: answers
    statistic: p95
    atMost: 4 h
    window: month

exclusions:
  maintenance: { kind: planned-maintenance, limit: 4 h per month, notice: 5 d }
`;

/** What the person has changed and not committed. */
export const CHANGED = SHOP.replace('atLeast: 99.9 %', 'atLeast: 99.5 %')
  .replace('atMost: 4 h', 'atMost: 2 h')
  .replace('limit: 4 h per month', 'limit: 8 h per month')
  .replace('title: Hosting of the shop', 'title: Hosting of the web shop');

/** A repository with two commits of the agreement, and a change that is not committed. */
export function prepare(workspace) {
  // Data and examples of other checks only make the repository large.
  for (const name of ['data', 'examples']) rmSync(join(workspace, name), { recursive: true, force: true });
  const repo = repository(workspace);
  repo.write(FILE, SHOP.replace('version: 1.2.0', 'version: 1.1.0').replace('atLeast: 99.9 %', 'atLeast: 99.95 %'));
  repo.init();
  repo.git('tag', 'v1.1');
  repo.write(FILE, SHOP);
  repo.commit('Version 1.2');
  repo.write(FILE, CHANGED);
  return repo;
}

export function reviewOf(page, command) {
  const tree = page
    .locator('.pane', { has: page.locator('.pane-header', { hasText: 'Changes' }) })
    .locator('.monaco-list');
  const rows = tree.locator('.monaco-list-row');
  const row = (text) => rows.filter({ hasText: text }).first();
  const lens = (text) => page.locator('.codelens-decoration:visible', { hasText: text }).first();
  return {
    tree,
    rows,
    row,
    texts: async () => (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' ')),
    focused: async () => (await tree.locator('.monaco-list-row.focused').first().innerText()).replace(/\s+/g, ' '),
    /** A hint beside a line; editors write its blanks as others. */
    hint: ({ source }) =>
      page.locator('.view-line:visible', { hasText: new RegExp(source.replaceAll(' ', '\\s')) }).first(),
    lens,
    /** The texts of the lines that an editor shows, blanks as they are written. */
    lines: async (editor = page.locator('.monaco-editor:visible').last()) =>
      (await editor.locator('.view-line').allInnerTexts()).map((text) => text.replaceAll('\u00a0', ' ')).join('\n'),
    /** A notification, in the list of all: those that appear by themselves are gone after a while. */
    told: async (text) => {
      await command('Notifications: Show Notifications');
      await page.locator('.notification-list-item', { hasText: text }).first().waitFor();
      await command('Notifications: Hide Notifications');
    },
    /** Clicks the line on top until what it leads to is there: while the editor draws its lines anew, a click can fall beside it. */
    follow: async (text, arrived) => {
      for (let tries = 1; ; tries++) {
        await lens(text).click();
        try {
          return await arrived.waitFor({ timeout: 5_000 });
        } catch (error) {
          if (tries === 4) throw error;
          console.log(`       a click on "${text}" led nowhere and is made again`);
        }
      }
    },
    choose: async (text) => {
      await command('SLA: Compare with…');
      const row = page.locator('.quick-input-list .monaco-list-row', { hasText: text }).first();
      await row.waitFor();
      await row.click();
    },
  };
}

/** Polls until a question has the answer that is wanted. */
export async function until(what, ask) {
  const end = Date.now() + 30_000;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > end) throw new Error(`not within 30 s: ${what}`);
    await new Promise((done) => setTimeout(done, 150));
  }
}
