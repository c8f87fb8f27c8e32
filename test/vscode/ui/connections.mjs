// Opens an agreement over connections that fail in several ways: each says what is wrong with it, and the next step.
// It must never connect to anything that answers.

import { connections, FILE, writeAgreement } from '../connected.mjs';

export const settings = {
  'editor.minimap.enabled': false,
  'workbench.colorTheme': 'Default High Contrast',
  'sla.connections': connections,
};

export async function run({ page, check, open, goTo, hover, screenshot, workspace }) {
  const lens = (text) => page.locator('.codelens-decoration:visible', { hasText: text }).first();
  await check('each connection says what is wrong with it', async () => {
    writeAgreement(workspace);
    await open(FILE);
    await lens('it cannot be reached (ECONNREFUSED)').waitFor();
    await lens('its secret METRICS_TOKEN has no value (SLA: Set a Secret of a Connection…)').waitFor();
    await lens('your setting sla.connections names no such connection').waitFor();
  });
  await check('the hover on an objective says how to ask again', async () => {
    const line = page.locator('.view-line', { hasText: /warehouse:.*metric:/ });
    const word = line.locator('span span', { hasText: /^warehouse$/ }).first();
    await hover(word, { hasText: 'Saving the agreement asks again.' });
    await screenshot('connections.png');
  });
  await check('the names of the connections are offered', async () => {
    await page.keyboard.press('Escape');
    await goTo('12:28');
    await page.locator('.statusbar-item', { hasText: 'Ln 12, Col 28' }).waitFor();
    await page.locator('.quick-input-widget').waitFor({ state: 'hidden' });
    // The name that stands there is taken away, as a person would who wants another one.
    await page.keyboard.press('Control+Delete');
    await page.keyboard.press('Control+Space');
    for (const name of Object.keys(connections))
      await page.locator('.suggest-widget .monaco-list-row', { hasText: name }).first().waitFor();
  });
}
