// What the checks of the preview do in a real editor: open it, find its page, ask axe, listen for what must not happen.
// It must never reach into the page otherwise than a person or the client could, but to measure.

import { readFileSync } from 'node:fs';

export const base = { 'editor.minimap.enabled': false, 'editor.fontSize': 13, 'workbench.startupEditor': 'none' };
export const options = { viewport: { width: 1500, height: 950 } };
export const THEMES = {
  dark: { name: 'Dark Modern', kind: 'vs-dark', body: 'vscode-dark' },
  light: { name: 'Light Modern', kind: 'vs', body: 'vscode-light' },
  'high-contrast': { name: 'Default High Contrast', kind: 'hc-black', body: 'vscode-high-contrast' },
  'high-contrast-light': { name: 'Default High Contrast Light', kind: 'hc-light', body: 'vscode-high-contrast-light' },
};

const axeSource = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

/** The page of the preview that is in front, and what is done to it. */
export function previewOf(page, command) {
  const frame = () => page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  const inFrame = (selector) => frame().locator(selector);
  /** Runs a function in the page of the preview. */
  const evaluate = (action, value) =>
    inFrame('body').evaluate(
      (_, [source, given]) => {
        // The page itself takes no text as code; what is run here comes from the debugger of the browser.
        return source(given);
      },
      [action, value],
    );
  return { frame, inFrame, evaluate, command };
}

export { axeSource };
