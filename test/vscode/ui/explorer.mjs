// Opens the SLA explorer and walks it by keyboard alone, as somebody without a mouse does; takes pictures in three themes.
// It must never use the mouse, nor take a colour for a meaning: the words beside an icon are what is looked at.

import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const settings = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'workbench.colorTheme': 'Dark Modern',
};
export const options = { viewport: { width: 1360, height: 860 } };

/** A title with everything that must not do anything. */
const HOSTILE = '$(flame) [x](command:workbench.action.quit) <b>bold</b> \\u202Eevil ' + 'long '.repeat(2_000);

export async function run({ page, check, command, screenshot, workspace }) {
  const rows = page.locator('.pane-body .monaco-list-row:visible');
  const tree = page.locator('.customview-tree .monaco-list');
  const row = (text) => tree.locator('.monaco-list-row', { hasText: text }).first();
  const focused = () => tree.locator('.monaco-list-row.focused').first().innerText();
  const status = page.locator('.statusbar-item', { hasText: /SLA/ }).filter({ has: page.locator('.codicon-error') });

  await check('the view opens by its command, and reads the data of all agreements, worst first', async () => {
    cpSync('media/sample', join(workspace, 'sample'), { recursive: true });
    await command('View: Show SLA');
    await row('Hosting of the shop').waitFor();
    await row('missed').waitFor();
    const words = async () =>
      (await tree.locator('.monaco-list-row').allInnerTexts()).map((text) => text.replace(/\s+/g, ' '));
    for (let tries = 0; tries < 100 && (await words()).some((text) => /computing|not read/.test(text)); tries++)
      await page.waitForTimeout(200);
    const all = await words();
    const rank = (text) =>
      ['missed ', 'at risk ', 'unknown', 'running ', 'met ', 'not judged '].findIndex((word) => text.includes(word));
    const ranks = all.map(rank);
    if (ranks.includes(-1) || ranks.some((each, at) => at > 0 && each < ranks[at - 1])) throw new Error(all.join('\n'));
  });
  await check('arrow keys unfold an agreement and reach an objective, Enter opens its clause', async () => {
    await command('SLA: Focus on Agreements View');
    await tree.and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Home');
    for (let steps = 0; steps < 20 && !(await focused()).includes('Hosting of the shop'); steps++)
      await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    await row('availability').waitFor();
    await page.keyboard.press('ArrowDown');
    const text = (await focused()).replace(/\s+/g, ' ');
    if (!/availability.*missed · 99.8 % · ≥ 99.9 % a month · .* over · Jun 2026/.test(text)) throw new Error(text);
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'sample.sla.yaml' }).waitFor();
    await page.locator('.statusbar-item', { hasText: 'Ln 50, Col 3' }).waitFor();
  });
  await check('what is read aloud says how it stands', async () => {
    const label = await row('availability').getAttribute('aria-label');
    if (!/availability.*missed/.test(label ?? '')) throw new Error(String(label));
  });
  await check('the status bar counts what is missed and at risk', async () => {
    const label = await status.first().locator('[aria-label]').first().getAttribute('aria-label');
    if (!/missed: [1-9].*at risk: \d/.test(label ?? '')) throw new Error(String(label));
  });
  await check('the language status says until when the data reaches', async () => {
    await command('View: Focus First Editor Group').catch(() => undefined);
    const item = page
      .locator('.statusbar-item[id="status.languageStatus"], .statusbar-item:has(.codicon-bracket)')
      .first();
    await item.waitFor();
    const label = `${await item.innerText()} ${await item.locator('[aria-label]').first().getAttribute('aria-label')}`;
    if (!/Data as of 2026-07-01/.test(label)) throw new Error(label);
  });
  await screenshot('explorer-dark.png');
  for (const [theme, kind, name] of [
    ['Light Modern', 'vs', 'explorer-light.png'],
    ['Dark High Contrast', 'hc-black', 'explorer-high-contrast.png'],
  ])
    await check(`the explorer under ${theme}`, async () => {
      await command('Preferences: Color Theme');
      await page.locator('.quick-input-widget:visible .monaco-list-row').nth(3).waitFor();
      await page.keyboard.type(theme);
      await page.locator('.quick-input-widget:visible .monaco-list-row.focused', { hasText: theme }).waitFor();
      await page.keyboard.press('Enter');
      await page.locator(`.monaco-workbench.${kind}`).waitFor();
      await page.waitForTimeout(800);
      await screenshot(name);
    });
  await check('hostile titles are drawn as text', async () => {
    const text = `sla: 1\nid: hostile\ntitle: "${HOSTILE}"\nobjectives:\n  "$(flame) [a](command:x)": { metric: m }\n`;
    writeFileSync(join(workspace, 'hostile.sla.yaml'), text);
    await row('[x](command:workbench.action.quit)').waitFor();
    const found = row('[x](command:workbench.action.quit)');
    if ((await found.locator('.codicon-flame, b, a[href]').count()) > 0) throw new Error(await found.innerHTML());
    const shown = await found.innerText();
    if (shown.length > 400 || shown.includes('\u202e')) throw new Error(shown);
  });
  await check('collapse all folds the tree', async () => {
    if ((await rows.count()) === 0) throw new Error('the tree is empty');
    await command('SLA: Focus on Agreements View');
    await page.keyboard.press('Control+ArrowLeft');
    await row('availability').waitFor({ state: 'detached' });
  });
}
