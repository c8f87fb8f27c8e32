// Takes the pictures of writing: completion with its documentation, symbols found by name.
// It must never take a picture before what it is about is on the screen.

export const settings = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'workbench.colorTheme': 'Light Modern',
};
export const options = { viewport: { width: 1360, height: 860 } };

export async function run({ page, check, open, goTo, screenshot }) {
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
}
