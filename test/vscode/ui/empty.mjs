// Opens a workspace without any agreement: the welcome view offers a beginning, and the walkthrough opens.
// It must never use the mouse.

import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

export const settings = { 'editor.minimap.enabled': false, 'workbench.colorTheme': 'Light Modern' };
export const options = { viewport: { width: 1360, height: 860 } };

export async function run({ page, check, command, screenshot, workspace }) {
  const input = page.locator('.quick-input-widget:visible');
  const choose = async (text) => {
    await input.locator('.monaco-list-row', { hasText: text }).first().waitFor();
    await page.keyboard.type(text);
    // Enter takes the row that is marked, which is the right one only when the list has been filtered.
    await input.locator('.monaco-list-row.focused', { hasText: text }).first().waitFor();
    await page.keyboard.press('Enter');
  };
  for (const name of readdirSync(workspace)) rmSync(join(workspace, name), { recursive: true, force: true });
  mkdirSync(join(workspace, 'plain'));

  await check('without an agreement nothing of ours is in the status bar, and the view says what to do', async () => {
    // Commands of an extension are in the palette once its view is in the activity bar.
    await page.locator('.activitybar [aria-label="SLA"]').first().waitFor();
    await command('View: Show SLA');
    const welcome = page.locator('.welcome-view-content:visible');
    await welcome.locator('.monaco-button', { hasText: 'New Agreement from Template' }).waitFor();
    await screenshot('explorer-welcome.png');
    const item = page.locator('.statusbar-item', { hasText: /^SLA: / });
    if ((await item.count()) > 0 && (await item.first().isVisible())) throw new Error('the status bar shows counts');
  });
  await check('the walkthrough opens with its five steps', async () => {
    await command('Welcome: Open Walkthrough...');
    await choose('Get Started with SLA as Code');
    await page.locator('.getting-started-step').nth(4).waitFor();
    await page.locator('.getting-started-step.expanded').waitFor();
    const beside = page.frameLocator('iframe.webview').frameLocator('#active-frame');
    await beside.getByText('Data stands beside the agreement').waitFor();
    await page.waitForTimeout(500);
    await screenshot('walkthrough.png');
    // The editor gives the focus to what it draws beside a step, whatever else is asked meanwhile.
    await command('View: Close All Editors');
    await page.locator('.getting-started-step').first().waitFor({ state: 'detached' });
  });
  await check('the sample opens read-only and computes', async () => {
    await command('SLA: Open the Sample Agreement');
    await choose('Look at it');
    await page.locator('.tab.active', { hasText: 'sample.sla.yaml' }).waitFor();
    await page.locator('.view-line').first().waitFor();
    await page.waitForTimeout(500);
    await page.keyboard.type('x');
    await page.waitForTimeout(500);
    if ((await page.locator('.tab.active.dirty').count()) > 0) throw new Error('the sample can be changed');
    await page.keyboard.press('Escape');
  });
  await check('a new agreement is written into the folder, under its name', async () => {
    await command('SLA: New Agreement from Template');
    await choose('Customer agreement');
    await choose('In the folder');
    await page.locator('.quick-input-widget:visible', { hasText: 'which name?' }).waitFor();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('my-shop');
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'my-shop.sla.yaml' }).waitFor();
    const text = readFileSync(join(workspace, 'my-shop.sla.yaml'), 'utf8');
    if (!text.includes('id: my-shop')) throw new Error(text.slice(0, 300));
  });
  await check('then the explorer shows it', async () => {
    await command('SLA: Focus on Agreements View');
    await page.locator('.customview-tree .monaco-list-row', { hasText: 'NAME OF THE SERVICE' }).first().waitFor();
  });
}
