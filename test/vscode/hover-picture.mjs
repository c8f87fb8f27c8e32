// Hovers the objective of the agreement over the real probe log and looks at the picture that is drawn there.
// It must never take a picture for drawn before the browser has decoded it.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export const FILE = 'examples/digital-editions.sla.yaml';
export const VERDICT = /\b(met|breached|missed|at risk|running|unknown)\b/i;
/** Settings under which pictures are taken. */
export const base = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'editor.wordWrap': 'off',
  'workbench.sideBar.location': 'left',
};
export const options = { viewport: { width: 1360, height: 860 } };

export function skip(workspace) {
  return existsSync(join(workspace, 'data/editions-outages.csv'))
    ? undefined
    : 'the real probe log (../shared/data) is not here';
}

/** The line of the objective in the agreement of a workspace, counted from one. */
export function objectiveLine(workspace) {
  const lines = readFileSync(join(workspace, FILE), 'utf8').split('\n');
  return lines.findIndex((text, at) => text === '  availability:' && at > lines.indexOf('objectives:')) + 1;
}

/** Hovers the objective as a person does and answers the hover, which holds a picture. */
export async function hoverObjective({ page, goTo, hover }, line) {
  await page.keyboard.press('Escape');
  await goTo(`${line}:4`);
  const word = page.locator('.view-line span span', { hasText: /^availability$/ }).last();
  await word.waitFor();
  await page.mouse.move(5, 5);
  return hover(word, { has: page.locator('img') });
}

/** The SVG text of the picture in a hover; fails where it is not drawn by the extension or has no size. */
export async function picture(hover) {
  const drawn = await hover
    .locator('img')
    .first()
    .evaluate(async (element) => {
      await element.decode();
      return { width: element.naturalWidth, height: element.naturalHeight, source: element.src };
    });
  if (!drawn.source.startsWith('data:image/svg+xml')) throw new Error(`the picture comes from ${drawn.source}`);
  if (drawn.width < 100 || drawn.height < 30) throw new Error(`the picture is ${drawn.width} by ${drawn.height}`);
  return Buffer.from(drawn.source.split('base64,')[1] ?? '', 'base64').toString('utf8');
}
