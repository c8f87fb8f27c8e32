// Installs a packed .vsix in a real VS Code and drives the workbench as a person would, by the modules named.
// usage: node run-ui.mjs EXTENSION.vsix WORKSPACE_FOLDER OUT_FOLDER MODULE...
// A module exports `settings`, `skip(workspace)` (a reason or undefined) and `run(ui)`; it must never start a browser itself.

import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { startVSCode } from './vscode-host.mjs';

const [vsix, original, out, ...modules] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
let passed = 0;
let failed = 0;
let skipped = 0;

async function runModule(file) {
  const module = await import(pathToFileURL(resolve(file)).href);
  const reason = module.skip?.(original);
  if (reason) {
    skipped++;
    console.log(`skip   ${file}: ${reason}`);
    return;
  }
  // Modules write and delete files, so that each has a workspace of its own.
  const workspace = mkdtempSync(join(tmpdir(), 'sla-ui-'));
  cpSync(original, workspace, { recursive: true });
  const vscode = await startVSCode({ vsix, workspace, ...module.options, settings: module.settings });
  const { page } = vscode;
  page.setDefaultTimeout(60_000);
  const screenshot = (name) => page.screenshot({ path: join(out, name) });
  const check = async (what, action) => {
    const start = Date.now();
    try {
      await action();
      passed++;
      console.log(`ok     ${what} (${Date.now() - start} ms)`);
    } catch (error) {
      failed++;
      console.log(`FAILED ${what}: ${error.message}`);
      console.log(await seen(page).catch(() => 'the window cannot be read'));
      await screenshot(`failure-${failed}.png`).catch(() => {});
    }
  };
  /** Opens the quick input by a key and writes into it; it closes where the focus is still on its way to another place, and is opened again. */
  const quickInput = async (key, text, row) => {
    const input = page.locator('.quick-input-widget input');
    for (let tries = 1; ; tries++) {
      const timeout = tries < 6 ? 5_000 : 30_000;
      await page.keyboard.press(key);
      try {
        await input.fill(text, { timeout });
        if (row === undefined) return;
        return await page.locator('.quick-input-list .monaco-list-row', { hasText: row }).first().waitFor({ timeout });
      } catch (error) {
        if (tries === 6) throw error;
        await page.keyboard.press('Escape');
      }
    }
  };
  /** Runs a command through the palette, by its title. */
  const command = async (title) => {
    await quickInput('F1', `>${title}`, title);
    await page.keyboard.press('Enter');
  };
  /** Opens a file of the workspace by quick open. */
  const open = async (path) => {
    await quickInput('Control+P', path, path.split('/').at(-1));
    await page.keyboard.press('Enter');
    await page.locator('.monaco-editor .view-line').first().waitFor();
  };
  /** Rests the mouse on a word until its hover has what is looked for, and answers that hover: lines move while hints and lenses come, and a hover that is asked for then is dropped. */
  const hover = async (word, having) => {
    const said = page.locator('.monaco-hover:not(.hidden)').filter(having).first();
    for (let tries = 1; ; tries++) {
      await word.hover();
      try {
        await said.waitFor({ timeout: 10_000 });
        return said;
      } catch (error) {
        if (tries === 4) throw error;
        const other = await page.locator('.monaco-hover:not(.hidden)').allInnerTexts();
        console.log(`       the hover says ${JSON.stringify(other.join(' ').slice(0, 200))}, and is asked again`);
        await page.mouse.move(5, 5);
      }
    }
  };
  /** Moves the cursor to `LINE` or `LINE:COLUMN`. */
  const goTo = async (target) => {
    await quickInput('Control+G', `:${target}`);
    await page.keyboard.press('Enter');
  };
  try {
    const { changeSettings, dataDir } = vscode;
    await module.run({ page, check, command, open, goTo, hover, screenshot, workspace, changeSettings, dataDir });
  } catch (error) {
    failed++;
    console.log(`FAILED ${file}: ${error.stack}`);
    await screenshot(`failure-${failed}.png`).catch(() => {});
    console.log(vscode.logs().server);
  } finally {
    await vscode.dispose();
    rmSync(workspace, { recursive: true, force: true });
  }
}

/** What a person would see of the window, for logs that have no pictures. */
async function seen(page) {
  const focus = await page.evaluate(() => {
    const { tagName, className, ariaLabel } = document.activeElement ?? {};
    return [tagName, className, ariaLabel].filter(Boolean).join(' ');
  });
  const parts = ['.quick-input-widget', '.notifications-toasts', '.part.sidebar', '.part.panel', '.part.editor'];
  const texts = await Promise.all(
    parts.map(async (part) => {
      const all = await page.locator(`${part}:visible`).allInnerTexts();
      return `  ${part}: ${all.join(' ').replace(/\s+/g, ' ').slice(0, 500)}`;
    }),
  );
  return [`  focus: ${focus}`, ...texts].join('\n');
}

for (const file of modules) await runModule(file);
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
process.exitCode = failed ? 1 : 0;
