// Opens a folder that the person does not trust and looks whether an agreement in it can still be read.
// It must never grant trust: what is seen here is what a reviewer of somebody else's folder sees first.

import { connections, FILE, writeAgreement } from '../connected.mjs';

const VERDICT = /\b(met|breached|missed|at risk|running|unknown)\b/i;

export const settings = {
  'editor.minimap.enabled': false,
  'security.workspace.trust.untrustedFiles': 'open',
  'sla.connections': connections,
};
export const options = { trust: true };

export async function run({ page, check, open, hover, workspace }) {
  writeAgreement(workspace);
  await check('the folder is opened in Restricted Mode', async () => {
    await page.locator('.statusbar-item', { hasText: 'Restricted Mode' }).waitFor();
  });
  await check('in Restricted Mode the hover on an objective says its verdict', async () => {
    await open('examples/orders-api.sla.yaml');
    const lens = page.locator('.codelens-decoration:visible', { hasText: VERDICT }).first();
    await page.keyboard.press('Control+F');
    await page.keyboard.type('atLeast: 99.9 %');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Escape');
    await lens.waitFor();
    const line = page.locator('.view-line:visible', { hasText: /^\s*availability:/ });
    await hover(line.locator('span span', { hasText: /^availability$/ }).last(), { hasText: VERDICT });
  });
  await check('in Restricted Mode a connection says what it waits for', async () => {
    await open(FILE);
    const reason = 'connections wait until you trust this folder';
    await page.locator('.codelens-decoration:visible', { hasText: reason }).first().waitFor();
  });
}
