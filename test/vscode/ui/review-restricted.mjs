// Opens a repository that the person does not trust: git is not asked, nothing is said, and two files can be compared all the same.
// It must never grant trust.

import { join } from 'node:path';
import { base, FILE, options as shared, prepare, reviewOf, SHOP } from '../review-kit.mjs';

export const settings = {
  ...base,
  'security.workspace.trust.untrustedFiles': 'open',
  'files.simpleDialog.enable': true,
  'workbench.colorTheme': 'Dark Modern',
};
export const options = { ...shared, trust: true };

export async function run({ page, check, command, open, goTo, screenshot, workspace }) {
  const repo = prepare(workspace);
  repo.write('old/shop.sla.yaml', SHOP);
  const review = reviewOf(page, command);
  page.setDefaultTimeout(20_000);
  const pane = page.locator('.pane', { has: page.locator('.pane-header', { hasText: 'Changes' }) });

  await check('in Restricted Mode an agreement has colours, hints and problems, and nothing of git', async () => {
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
    await open(FILE);
    await review.hint(/allowed in/).waitFor();
    await page.waitForTimeout(1_500);
    const text = await review.lines();
    if (/→|weaker/.test(text)) throw new Error(text);
    if ((await page.locator('.codelens-decoration', { hasText: /since|Compare with/ }).count()) > 0)
      throw new Error('a lens');
    if ((await page.locator('.notification-list-item').count()) > 0) throw new Error('a notification');
  });
  await check('the view says what git waits for', async () => {
    await command('SLA: Focus on Changes View');
    await pane.locator('.welcome-view-content', { hasText: 'Git is used only in folders that you trust.' }).waitFor();
    await page.waitForTimeout(300);
    await screenshot('review-restricted.png');
  });
  await check('whoever asks for HEAD is told why there is none', async () => {
    await command('SLA: Compare with HEAD');
    await review.told('Git is used only in folders that you trust.');
  });
  await check('two files can be compared', async () => {
    await review.choose('A File');
    const input = page.locator('.quick-input-widget input:visible').first();
    await page.locator('.quick-input-widget', { hasText: /shop\.sla\.yaml|old/ }).waitFor();
    await input.fill(join(workspace, 'old/shop.sla.yaml'));
    await page.waitForTimeout(500);
    await page.keyboard.press('Enter');
    await review.hint(/99\.9 % → 99\.5 %/).waitFor();
    await goTo(1);
    await review.lens(/changes since shop\.sla\.yaml/).waitFor();
  });
}
