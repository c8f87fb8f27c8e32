// Opens the agreement over the real probe log and looks at it as a person does: colours, lens, hover with picture, problems.
// It must never decide by the text of a verdict alone: the picture has to be drawn, in each theme in its own colours.

import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const FILE = 'examples/digital-editions.sla.yaml';
const VERDICT = /\b(met|breached|missed|at risk|running|unknown)\b/i;
const base = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'editor.wordWrap': 'off',
  'workbench.sideBar.location': 'left',
};
const LIGHT = { ...base, 'workbench.colorTheme': 'Light Modern' };

export const settings = LIGHT;
export const options = { viewport: { width: 1360, height: 860 } };

export function skip(workspace) {
  return existsSync(join(workspace, 'data/editions-outages.csv'))
    ? undefined
    : 'the real probe log (../shared/data) is not here';
}

export async function run({ page, check, command, open, goTo, screenshot, workspace }) {
  const lines = readFileSync(join(workspace, FILE), 'utf8').split('\n');
  const line = lines.findIndex((text, at) => text === '  availability:' && at > lines.indexOf('objectives:')) + 1;
  const hovers = page.locator('.monaco-hover:not(.hidden)').filter({ has: page.locator('img') });

  const hoverObjective = async () => {
    await page.keyboard.press('Escape');
    await goTo(`${line}:4`);
    const word = page.locator('.view-line span span', { hasText: /^availability$/ }).last();
    await word.waitFor();
    await page.mouse.move(5, 5);
    await word.hover();
    await hovers.first().waitFor();
    return hovers.first();
  };
  const picture = async (hover) => {
    const image = hover.locator('img').first();
    const drawn = await image.evaluate(async (element) => {
      await element.decode();
      return { width: element.naturalWidth, height: element.naturalHeight, source: element.src };
    });
    if (!drawn.source.startsWith('data:image/svg+xml')) throw new Error(`the picture comes from ${drawn.source}`);
    if (drawn.width < 100 || drawn.height < 30) throw new Error(`the picture is ${drawn.width} by ${drawn.height}`);
    return drawn.source;
  };

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
    const text = await (await hoverObjective()).innerText();
    if (!VERDICT.test(text)) throw new Error(text);
  });
  await check('the hover shows the picture of the windows, in light colours', async () => {
    await picture(await hoverObjective());
    await screenshot('hover-light.png');
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
