// The preview under the two themes of high contrast.
// It must never share an editor with the others: only a dark and a light theme of one kind can be changed into each other.

import { base, lookAt, options as size, previewOf, TOGGLE } from '../preview-page.mjs';

export const settings = { ...base, 'workbench.colorTheme': 'Default High Contrast' };
export const options = size;

export async function run({ page, check, command, open, goTo, screenshot }) {
  const view = previewOf(page, command);
  await check('the preview opens under high contrast', async () => {
    await open('examples/orders-api.sla.yaml');
    await goTo(92);
    await view.open();
  });
  await lookAt('high-contrast', { page, check, screenshot, view });
  await command(TOGGLE);
  await lookAt('high-contrast-light', { page, check, screenshot, view });
}
