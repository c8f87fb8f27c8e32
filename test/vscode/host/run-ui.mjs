// usage: node run-ui.mjs EXTENSION.vsix WORKSPACE_FOLDER FILE OUT_FOLDER  -- installs the built .vsix and drives the workbench as a person would
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startVSCode } from './vscode-host.mjs';
const [vsix, workspace, file, out] = process.argv.slice(2);
mkdirSync(out, { recursive: true });
let passed = 0, failed = 0;
const check = async (what, fn) => { const t = Date.now(); try { await fn(); passed++; console.log(`ok     ${what} (${Date.now() - t} ms)`); } catch (e) { failed++; console.log(`FAILED ${what}: ${e.message}`); } };
const vscode = await startVSCode({ vsix, workspace, settings: { 'editor.inlayHints.enabled': 'on', 'editor.minimap.enabled': false } });
const { page } = vscode;
page.setDefaultTimeout(20_000);
const command = async (name) => { // through the command palette, by its title
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget input').fill('>' + name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().waitFor();
  await page.keyboard.press('Enter');
};
try {
  await check('file opens', async () => {
    await page.locator('.explorer-folders-view .monaco-list-row', { hasText: file }).dblclick();
    await page.locator('.monaco-editor .view-line').first().waitFor();
  });
  await check('squiggle', () => page.locator('.squiggly-warning').first().waitFor());
  await check('inlay hint', () => page.locator('.view-line', { hasText: ': inlay' }).waitFor());
  await check('code lens', () => page.locator('.codelens-decoration', { hasText: 'lens: 1 TODO' }).waitFor());
  await check('hover', async () => {
    await page.locator('.view-line span span', { hasText: /^TODO$/ }).hover(); // its own span once the TextMate grammar has run
    await page.locator('.monaco-hover:not(.hidden)', { hasText: 'hello line 2' }).waitFor();
    await page.locator('.monaco-hover:not(.hidden)', { hasText: 'TODO found' }).waitFor();
  });
  await page.screenshot({ path: join(out, 'editor.png') });
  await check('webview panel', async () => {
    await page.keyboard.press('Escape');
    await command('Hello: Open Panel');
    await page.frameLocator('iframe.webview').frameLocator('iframe#active-frame').locator('h1', { hasText: 'script ran' }).waitFor();
  });
  await page.screenshot({ path: join(out, 'webview.png') });
} catch (e) { failed++; console.log(`FAILED ${e.stack}`); await page.screenshot({ path: join(out, 'failure.png') }).catch(() => {}); console.log(vscode.logs().server); } finally { await vscode.dispose(); }
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
