// What the checks of the preview do in a real editor: open it, find its page, ask axe, listen for what must not happen.
// It must never reach into the page otherwise than a person or the client could, but to measure.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

export const base = {
  'editor.minimap.enabled': false,
  'editor.fontSize': 13,
  'workbench.startupEditor': 'none',
  // A text that is open is gone to where it is, and not opened once more beside the preview.
  'workbench.editor.revealIfOpen': true,
};
export const options = { viewport: { width: 1500, height: 950 } };

const COMMAND = 'SLA: Open Preview to the Side';
const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** The preview that is in front, and what a person does with it. */
export function previewOf(page, command) {
  // A panel that is hidden keeps its frame for a while, so that the one that is seen is asked for.
  const frame = page.frameLocator('iframe.webview.ready >> visible=true').frameLocator('iframe#active-frame');
  const at = (selector) => frame.locator(selector);
  const slider = at('[role=slider]');
  const effect = at('.effect');
  const view = {
    at,
    slider,
    effect,
    /** The frame itself, for what only a frame can do. */
    inner: async () => {
      const outer = await page.locator('iframe.webview.ready >> visible=true').first().elementHandle();
      const active = await (await outer.contentFrame()).waitForSelector('iframe#active-frame');
      return active.contentFrame();
    },
    /** Opens the preview of the active editor and waits for the effect of the target, or for another sign. */
    open: async (sign = '.effect:visible') => {
      // The command is there once the editor knows in which language the active text is.
      await page.locator('[id="status.editor.mode"]:visible', { hasText: 'SLA' }).waitFor();
      await command(COMMAND);
      await at(sign).first().waitFor();
    },
    tab: async (name) => {
      await at(`#tab-${name}`).click();
      await at(`#panel-${name}`).waitFor();
    },
    /** Chooses an objective by keys, as in any list of the editor. */
    choose: async (label) => {
      const select = at('vscode-single-select').first();
      await select.click();
      await select.locator('li', { hasText: label }).first().click();
      await at('.standing h2', { hasText: label }).waitFor();
    },
    /** Presses a key and waits until the text at a place is another one. */
    pressAndSee: async (key, place) => {
      const before = await place.textContent();
      await page.keyboard.press(key);
      for (let tries = 0; tries < 100 && (await place.textContent()) === before; tries++) await page.waitForTimeout(20);
      return place.textContent();
    },
    /** What axe has against the page, in words. */
    violations: async () => {
      const inner = await view.inner();
      await inner.evaluate(axe);
      return inner.evaluate(async () => {
        const { violations, passes } = await globalThis.axe.run(document, { resultTypes: ['violations', 'passes'] });
        if (passes.length < 10) return ['axe has looked at hardly anything'];
        return violations.map(({ id, nodes }) => `${id} (${nodes.length}): ${nodes[0].html.slice(0, 160)}`);
      });
    },
    /** The numbers of the sentence on the effect: missed, of, and the amount of credits. */
    counts: async () => {
      const text = (await effect.textContent()) ?? '';
      const [, missed, of] = /missed ([\d,]+) of ([\d,]+) times/.exec(text) ?? [];
      const [, money] = /, ([\d,.]+) [A-Z]{3} of credits/.exec(text) ?? [];
      const number = (digits) => (digits === undefined ? undefined : Number(digits.replaceAll(',', '')));
      return { missed: number(missed), of: number(of), money: number(money), text };
    },
  };
  return view;
}

/** Changes between the dark and the light theme of a kind. */
export const TOGGLE = 'Preferences: Toggle between Light/Dark Themes';

/** Looks at all tabs under the theme that is chosen, as charts and as tables: axe has nothing against them; a picture of each. */
export async function lookAt(theme, { page, check, screenshot, view }) {
  await check(`axe has nothing against any tab under the theme ${theme}`, async () => {
    await view.at(`body.vscode-${theme}`).waitFor();
    for (const tab of ['baseline', 'compliance', 'agreement']) {
      await view.tab(tab);
      await page.waitForTimeout(500);
      await screenshot(`preview-${tab}-${theme}.png`);
      assert.deepEqual(await view.violations(), [], tab);
      if (tab === 'agreement') continue;
      const toggle = view.at(`#panel-${tab} .toggle`);
      await toggle.click();
      await view.at(`#panel-${tab} table`).first().waitFor();
      assert.deepEqual(await view.violations(), [], `${tab} as a table`);
      await toggle.click();
    }
  });
}

/** Waits until something holds; throws what was found last where it never does. */
export async function until(page, what, holds) {
  let found;
  for (let tries = 0; tries < 150; tries++) {
    found = await what();
    if (holds(found)) return found;
    await page.waitForTimeout(100);
  }
  throw new Error(`it never came: ${JSON.stringify(found)}`);
}
