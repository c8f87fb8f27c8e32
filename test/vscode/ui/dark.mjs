// The same hover under a dark theme: the picture is drawn in the colours of dark themes.
// It must never share an editor with the light one: a theme is chosen before the start.

import { base, FILE, hoverObjective, objectiveLine, picture, VERDICT } from '../hover-picture.mjs';

export { options, skip } from '../hover-picture.mjs';

export const settings = { ...base, 'workbench.colorTheme': 'Dark Modern' };

export async function run(ui) {
  const { page, check, open, goTo, screenshot, workspace } = ui;
  const line = objectiveLine(workspace);
  await check('the hover shows the picture of the windows, in dark colours', async () => {
    await open(FILE);
    await page.locator('.monaco-workbench.vs-dark').waitFor();
    await goTo(line);
    // The picture is there once the data was read.
    await page.locator('.codelens-decoration:visible', { hasText: VERDICT }).first().waitFor();
    const svg = await picture(await hoverObjective(ui, line));
    if (!svg.includes('#4ec98f')) throw new Error('the picture is not in the colours of dark themes');
    // A hover fades in.
    await page.waitForTimeout(500);
    await screenshot('hover-dark.png');
  });
}
