// Opens the SLA explorer by keyboard, unfolds the sample in it, opens its first objective, and takes a picture.
// It must never use the mouse, nor take the picture before data was read.

import { cpSync } from 'node:fs';
import { join } from 'node:path';

export const base = { 'editor.minimap.enabled': false, 'editor.fontSize': 13 };
export const options = { viewport: { width: 1360, height: 860 } };

/** What the checks of the explorer look at and do. */
export function explorerOf(page, command, workspace) {
  const pane = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Agreements' }) });
  const tree = pane.locator('.customview-tree .monaco-list');
  const rows = tree.locator('.monaco-list-row');
  const row = (text) => rows.filter({ hasText: text }).first();
  const texts = async () => (await rows.allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
  const focused = async () => (await tree.locator('.monaco-list-row.focused').first().innerText()).replace(/\s+/g, ' ');
  return {
    row,
    texts,
    focused,
    /** Shows the view and waits until the data of all agreements was read. */
    show: async () => {
      cpSync('media/sample', join(workspace, 'sample'), { recursive: true });
      // Commands of an extension are in the palette once its view is in the activity bar.
      await page.locator('.activitybar [aria-label="SLA"]').first().waitFor();
      await command('View: Show SLA');
      await row('Hosting of the shop').waitFor();
      await row('missed').waitFor();
      for (let tries = 0; tries < 100 && /computing|not read/.test((await texts()).join()); tries++)
        await page.waitForTimeout(200);
    },
    /** Moves the focus to the sample and unfolds it. */
    unfold: async () => {
      await command('SLA: Focus on Agreements View');
      await tree.and(page.locator(':focus')).waitFor();
      // Results that arrive late put the rows into another order under the keys: whoever misses the row tries again.
      for (let tries = 0; tries < 5 && !(await row('availability').isVisible()); tries++) {
        await page.keyboard.press('Home');
        for (let steps = 0; steps < 20 && !(await focused()).includes('Hosting of the shop'); steps++)
          await page.keyboard.press('ArrowDown');
        await page.keyboard.press('ArrowRight');
        await row('availability')
          .waitFor({ timeout: 5_000 })
          .catch(() => undefined);
      }
      await row('availability').waitFor();
      await page.keyboard.press('ArrowDown');
    },
    /** Opens what has the focus, and waits for the line of results above it. */
    openFocused: async () => {
      await page.keyboard.press('Enter');
      await page.locator('.tab.active', { hasText: 'sample.sla.yaml' }).waitFor();
      await page
        .locator('.codelens-decoration:visible', { hasText: /missed/ })
        .first()
        .waitFor();
    },
    widen: async () => {
      for (let times = 0; times < 3; times++) await command('Increase Current View Size');
    },
  };
}

/** The module of one picture, under a theme whose kind the workbench names. */
export function pictureModule(theme, kind, name) {
  return {
    settings: { ...base, 'workbench.colorTheme': theme },
    run: async ({ page, check, command, screenshot, workspace }) => {
      const explorer = explorerOf(page, command, workspace);
      await check(`the explorer under ${theme}`, async () => {
        await page.locator(`.monaco-workbench.${kind}`).waitFor();
        await explorer.show();
        await explorer.unfold();
        await explorer.openFocused();
        await command('SLA: Focus on Agreements View');
        await explorer.widen();
        await page.waitForTimeout(500);
        await screenshot(name);
      });
    },
  };
}
