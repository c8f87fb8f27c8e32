// Takes the pictures of writing: completion with its documentation, symbols found by name.
// It must never take a picture before what it is about is on the screen.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const settings = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'workbench.colorTheme': 'Light Modern',
};
export const options = { viewport: { width: 1360, height: 860 } };

export async function run({ page, check, open, goTo, screenshot, workspace }) {
  // Quick open finds it only once the folder has been read.
  const json = join(workspace, 'examples/written.sla.json');
  writeFileSync(json, '{\n  "sla": 1\n}\n');

  await check('completion offers metric types with what they mean', async () => {
    await open('examples/orders-api.sla.yaml');
    await page
      .locator('.view-line span span', { hasText: /^parties$/ })
      .first()
      .waitFor();
    await page.keyboard.press('Control+F');
    await page.keyboard.type('type: latency');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await page.keyboard.press('End');
    for (let typed = 0; typed < 'latency'.length; typed++) await page.keyboard.press('Backspace');
    await page.keyboard.press('Control+Space');
    await page.locator('.suggest-widget.visible .monaco-list-row').nth(3).waitFor();
    if ((await page.locator('.suggest-details:visible').count()) === 0) await page.keyboard.press('Control+Space');
    await page.locator('.suggest-details:visible').waitFor();
    await page.waitForTimeout(1_500);
    await screenshot('completion.png');
    await page.keyboard.press('Escape');
    await page.keyboard.type('latency');
  });
  await check('symbols are found by name, with their sections', async () => {
    await goTo(110);
    await page.locator('.codelens-decoration:visible').first().waitFor();
    await page.keyboard.press('Control+Shift+O');
    await page.locator('.quick-input-list .monaco-list-row').nth(3).waitFor();
    await page.keyboard.type('res');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'support-response' }).first().waitFor();
    await page.waitForTimeout(500);
    await screenshot('symbols.png');
  });
  await check('an agreement of JSON is written with its quotes and commas', async () => {
    await open('examples/written.sla.json');
    const accept = async (label) => {
      await page.locator('.suggest-widget.visible .monaco-list-row.focused', { hasText: label }).first().waitFor();
      // The list takes no key in the instant in which it appears.
      await page.waitForTimeout(400);
      await page.keyboard.press('Enter');
    };
    await goTo('2:11');
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    await page.keyboard.press('Enter');
    await page.keyboard.type('"kin');
    await accept('kind');
    await accept('customer');
    await page.keyboard.type(',');
    await page.keyboard.press('Enter');
    await page.keyboard.type('"par');
    await accept('parties');
    await page.keyboard.press('Control+S');
    const written = () => readFileSync(json, 'utf8');
    for (let wait = 0; wait < 50 && !written().includes('parties'); wait++) await page.waitForTimeout(100);
    assert.deepEqual(JSON.parse(written()), { sla: 1, kind: 'customer', parties: {} });
  });
}
