// Walks the paths of a review: both sides of a comparison, plain language, a file of the history, hostile names.
// It must never touch a repository but the one in its workspace.

import { base, FILE, options as shared, prepare, reviewOf, SHOP, until } from '../review-kit.mjs';

export const options = shared;
export const settings = {
  ...base,
  'workbench.colorTheme': 'Default High Contrast',
  'diffEditor.renderSideBySide': true,
  'diffEditor.useInlineViewWhenSpaceIsLimited': false,
};

/** What must be shown as text wherever it comes from. Git takes it as the name of a branch. */
const BRANCH = '$(flame)<b>&{x}';
const MESSAGE = '$(bug) <b>bold</b> [x](command:workbench.action.quit) \u202Eevil';

export async function run({ page, check, command, open, goTo, hover, screenshot, workspace }) {
  const repo = prepare(workspace);
  const review = reviewOf(page, command);
  page.setDefaultTimeout(20_000);
  const sides = page.locator('.monaco-diff-editor:visible');
  const left = sides.locator('.editor.original');
  const right = sides.locator('.editor.modified');
  const problems = () =>
    page.locator('.statusbar-item[id="status.problems"] [aria-label]').first().getAttribute('aria-label');
  const pane = (title) => page.locator('.pane', { has: page.locator('.pane-header', { hasText: title }) });
  /** The editor's own comparison of the file in front with what git has. */
  const openChanges = () => page.locator('.editor-actions .action-label[aria-label^="Open Changes"]').first().click();

  await check('two versions can be read in plain language side by side', async () => {
    await open(FILE);
    await review.hint(/99\.9 % → /).waitFor();
    await command('SLA: Compare in Plain Language');
    await page.locator('.tab.active', { hasText: 'shop: HEAD ↔ working tree, in plain language' }).waitFor();
    await right.locator('.view-line', { hasText: /at\sleast\s99\.5\s%/ }).waitFor();
    await left.locator('.view-line', { hasText: /at\sleast\s99\.9\s%/ }).waitFor();
    await page.waitForTimeout(500);
    await screenshot('review-plain-contrast.png');
  });
  await check('plain language follows the text', async () => {
    repo.write(FILE, SHOP.replace('atLeast: 99.9 %', 'atLeast: 98 %'));
    await right.locator('.view-line', { hasText: /at\sleast\s98\s%/ }).waitFor();
    await command('View: Close All Editors');
  });
  await check('both sides of a comparison have colours and hints, the new one those of changes', async () => {
    await open(FILE);
    await review.hint(/99\.9 % → /).waitFor();
    // Hints of changes come a moment before the problems of review.
    let before = await problems();
    await until('no more problems come', async () => {
      const last = before;
      await page.waitForTimeout(1_000);
      return (before = await problems()) === last;
    });
    await openChanges();
    await right.locator('.view-line', { hasText: /99\.9\s%\s→\s(?:≥\s)?98\s%/ }).waitFor();
    await left.locator('.view-line', { hasText: /availability:.*owed\sby\snordhafen/ }).waitFor();
    await hover(left.locator('.view-line span span', { hasText: /^availability$/ }).first(), {
      hasText: 'availability',
    });
    await page.keyboard.press('Escape');
    await page.waitForTimeout(1_000);
    const after = await problems();
    if (before !== after) throw new Error(`${before} became ${after}`);
    await screenshot('review-sides.png');
  });
  await check('the old side is no agreement of the workspace', async () => {
    await command('View: Show SLA');
    await pane('Agreements').locator('.monaco-list-row').first().waitFor();
    const rows = await pane('Agreements').locator('.monaco-list-row').allInnerTexts();
    if (rows.length !== 1) throw new Error(rows.join('\n'));
    await command('View: Close All Editors');
  });
  await check('an agreement of the history has colours, outline, hints and hover, and reads no data', async () => {
    await open(FILE);
    await command('Git: Open File (HEAD)');
    await page.locator('.tab.active', { hasText: 'shop.sla.yaml (HEAD)' }).waitFor();
    const line = page.locator('.view-line:visible', { hasText: /availability:.*owed\sby\snordhafen/ });
    const word = line.locator('span span', { hasText: /^availability$/ }).first();
    await hover(word, { hasText: 'data is read for the file on disk only' });
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+Shift+O');
    await page.keyboard.type('avail');
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'availability' }).first().waitFor();
    await page.keyboard.press('Escape');
    await command('View: Close All Editors');
  });
  await check('hints and tree under a theme of high contrast', async () => {
    await open(FILE);
    await command('SLA: Focus on Changes View');
    await review.row('availability').waitFor();
    for (let times = 0; times < 3; times++) await command('Increase Current View Size');
    await page.waitForTimeout(500);
    await screenshot('review-contrast.png');
    await command('View: Close All Editors');
  });
  await check('what is gone opens beside the version that had it', async () => {
    repo.write(FILE, SHOP.replace(/ {2}response:[^]*?window: month\n/, ''));
    await open(FILE);
    await command('SLA: Focus on Changes View');
    await review.row('response').click();
    await page.locator('.tab.active', { hasText: 'HEAD ↔ working tree' }).waitFor();
    await left.locator('.view-line', { hasText: /response:/ }).waitFor();
    await command('View: Close All Editors');
  });
  await check('names of branches and messages of commits are shown as text', async () => {
    repo.git('branch', BRANCH);
    repo.write(FILE, SHOP.replace('nordhafen:', '"$(flame)":').replaceAll(': nordhafen', ': "$(flame)"'));
    repo.commit(MESSAGE);
    repo.write(FILE, SHOP.replace('atLeast: 99.9 %', 'atLeast: 97 %'));
    await open(FILE);
    await command('SLA: Compare with…');
    const list = page.locator('.quick-input-list');
    await list.locator('.monaco-list-row', { hasText: '$ (flame)<b>&{x}' }).first().waitFor();
    await page.keyboard.type('evil');
    const commit = list.locator('.monaco-list-row', { hasText: 'evil' }).first();
    await commit.waitFor();
    const text = await commit.innerText();
    if (!text.includes('$ (bug) <b>bold</b>') || text.includes('\u202e')) throw new Error(text);
    if ((await list.locator('.codicon-flame, .codicon-bug, b, a[href]').count()) > 0)
      throw new Error(await list.innerHTML());
    await page.keyboard.press('Escape');
    await review.choose('$ (flame)');
    await goTo(1);
    await review.lens(/since \$ \(flame\)<b>&\{x\}/).waitFor();
    await pane('Changes').locator('.pane-header', { hasText: 'since $ (flame)' }).waitFor();
    if ((await pane('Changes').locator('.codicon-flame').count()) > 0) throw new Error('an icon in the tree');
    if ((await page.locator('.codelens-decoration .codicon-flame').count()) > 0) throw new Error('an icon in a lens');
  });
  await check('where git knows no branch to merge into, the person is told', async () => {
    repo.git('branch', '-m', 'main', 'lonely');
    await command('SLA: Compare with Merge Base');
    await review.told('It is not known from which branch this one came');
    // What cannot be compared leaves the comparison as it was.
    await pane('Changes').locator('.pane-header', { hasText: /since/ }).waitFor();
  });
}
