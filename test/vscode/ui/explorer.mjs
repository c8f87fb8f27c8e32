// Opens the SLA explorer and walks it by keyboard alone, as somebody without a mouse does.
// It must never use the mouse, nor take a colour for a meaning: the words beside an icon are what is looked at.

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base, explorerOf } from '../explorer-picture.mjs';

export { options } from '../explorer-picture.mjs';
export const settings = { ...base, 'workbench.colorTheme': 'Dark Modern' };

/** A title with everything that must not do anything. */
const HOSTILE = '$(flame) [x](command:workbench.action.quit) <b>bold</b> \\u202Eevil ' + 'long '.repeat(2_000);
const WORDS = ['missed ', 'at risk ', 'unknown', 'running ', 'met ', 'not judged '];

export async function run({ page, check, command, screenshot, workspace }) {
  const explorer = explorerOf(page, command, workspace);
  const { row } = explorer;

  await check('the view opens by its command, and reads the data of all agreements, worst first', async () => {
    await explorer.show();
    const all = await explorer.texts();
    const ranks = all.map((text) => WORDS.findIndex((word) => text.includes(word)));
    if (ranks.includes(-1) || ranks.some((each, at) => at > 0 && each < ranks[at - 1])) throw new Error(all.join('\n'));
  });
  await check('arrow keys unfold an agreement and reach an objective, Enter opens its clause', async () => {
    await explorer.unfold();
    const text = await explorer.focused();
    if (!/availability.*missed · 99.8 % · ≥ 99.9 % a month · .* over · Jun 2026/.test(text)) throw new Error(text);
    await explorer.openFocused();
    await page.locator('.statusbar-item', { hasText: 'Ln 50, Col 3' }).waitFor();
  });
  await check('what is read aloud says how it stands', async () => {
    const label = await row('availability').getAttribute('aria-label');
    if (!/availability.*missed/.test(label ?? '')) throw new Error(String(label));
  });
  await check('the status bar counts what is missed and at risk', async () => {
    const status = page.locator('.statusbar-item', { hasText: /SLA: [1-9]\d* missed/ });
    const label = await status.first().locator('[aria-label]').first().getAttribute('aria-label');
    if (!/missed: [1-9].*at risk: \d/.test(label ?? '')) throw new Error(String(label));
  });
  await check('the language status says until when the data reaches', async () => {
    const item = page.locator('.statusbar-item[id="status.languageStatus"], .statusbar-item:has(.codicon-bracket)');
    await item.first().waitFor();
    const label = await item.first().locator('[aria-label]').first().getAttribute('aria-label');
    if (!/Data as of 2026-07-01/.test(label ?? '')) throw new Error(String(label));
  });
  await check('the explorer under a dark theme', async () => {
    await command('SLA: Focus on Agreements View');
    await explorer.widen();
    await page.waitForTimeout(500);
    await screenshot('explorer-dark.png');
  });
  await check('hostile titles are drawn as text', async () => {
    const text = `sla: 1\nid: hostile\ntitle: "${HOSTILE}"\nobjectives:\n  "$(flame) [a](command:x)": { metric: m }\n`;
    writeFileSync(join(workspace, 'hostile.sla.yaml'), text);
    const found = row('[x](command:workbench.action.quit)');
    await found.waitFor();
    if ((await found.locator('.codicon-flame, b, a[href]').count()) > 0) throw new Error(await found.innerHTML());
    const shown = await found.innerText();
    if (shown.length > 400 || shown.includes('\u202e')) throw new Error(shown);
  });
  await check('collapse all folds the tree', async () => {
    await command('SLA: Focus on Agreements View');
    await page.keyboard.press('Control+ArrowLeft');
    await row('availability').waitFor({ state: 'detached' });
  });
}
