// Opens the agreement over the real probe log and looks at it as a person does: colours, lens, hover with picture, problems.
// It must never decide by the text of a verdict alone: the picture has to be drawn, in the colours of the theme.

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base, FILE, hoverObjective, objectiveLine, picture, VERDICT } from '../hover-picture.mjs';

export { options, skip } from '../hover-picture.mjs';

export const settings = { ...base, 'workbench.colorTheme': 'Light Modern' };

export async function run(ui) {
  const { page, check, command, open, goTo, screenshot, workspace } = ui;
  const line = objectiveLine(workspace);
  cpSync('media/sample', join(workspace, 'sample'), { recursive: true });

  await check('the agreement opens, coloured by the grammar', async () => {
    await open(FILE);
    await page
      .locator('.view-line span span', { hasText: /^metrics$|^parties$/ })
      .first()
      .waitFor();
  });
  await check('a line of results stands above the objective', async () => {
    await goTo(line);
    await page.locator('.codelens-decoration:visible', { hasText: VERDICT }).first().waitFor();
  });
  await check('the hover on the objective says the verdict', async () => {
    const text = await (await hoverObjective(ui, line)).innerText();
    if (!VERDICT.test(text)) throw new Error(text);
  });
  await check('the hover shows the picture of the windows, in light colours', async () => {
    const svg = await picture(await hoverObjective(ui, line));
    if (!svg.includes('#1a7f4f')) throw new Error('the picture is not in the colours of light themes');
    // A hover fades in.
    await page.waitForTimeout(500);
    await screenshot('hover-light.png');
  });
  await check('the hover says without scrolling that it goes on with what weighed most', async () => {
    await page.keyboard.press('Escape');
    await open('sample/sample.sla.yaml');
    const sample = readFileSync('media/sample/sample.sla.yaml', 'utf8').split('\n');
    const at = sample.indexOf('  availability:', sample.indexOf('objectives:')) + 1;
    await goTo(at);
    await page
      .locator('.codelens-decoration:visible', { hasText: /missed/ })
      .first()
      .waitFor();
    // It is found out behind the results, and only then part of the hover.
    let hover = await hoverObjective(ui, at);
    const heading = () => hover.locator('p', { hasText: 'What weighed most' });
    for (let tries = 0; tries < 20 && (await heading().count()) === 0; tries++) hover = await hoverObjective(ui, at);
    const [inner, outer] = [await heading().first().boundingBox(), await hover.boundingBox()];
    if (inner.y + inner.height > outer.y + outer.height) throw new Error('the heading is cut off');
    await screenshot('hover-why.png');
  });
  await check('slips are listed in the Problems panel by rule', async () => {
    await page.keyboard.press('Escape');
    const text = readFileSync(join(workspace, 'examples/orders-api.sla.yaml'), 'utf8')
      .replace('id: orders-api', 'id: slips')
      .replace('    atMost: 300 ms', '    atMots: 300 ms')
      .replace('    owedTo: customer', '    owedTo: custmer');
    writeFileSync(join(workspace, 'examples/slips.sla.yaml'), text);
    await open('examples/slips.sla.yaml');
    await command('View: Focus Problems');
    const panel = page.locator('.markers-panel');
    for (const rule of ['unknown-key', 'unresolved-id']) await panel.locator(`text=${rule}`).first().waitFor();
    await screenshot('problems.png');
  });
}
