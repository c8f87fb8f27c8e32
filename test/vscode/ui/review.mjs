// Reviews a change of an agreement in a real Git repository as a person does: hints, lens, tree by keys, problems, versions.
// It must never touch a repository but the one in its workspace.

import { base, CHANGED, FILE, options as shared, prepare, reviewOf, SHOP, until } from '../review-kit.mjs';

export const options = shared;
export const settings = { ...base, 'workbench.colorTheme': 'Dark Modern' };

export async function run({ page, check, command, open, goTo, screenshot, workspace }) {
  const repo = prepare(workspace);
  const review = reviewOf(page, command);
  /** The agreement in front, with the line on top in sight. */
  const top = async (file = FILE) => {
    await open(file);
    await goTo(1);
  };
  page.setDefaultTimeout(20_000);

  await check('a changed line says what changed since HEAD, and for whom', async () => {
    await open(FILE);
    await review.hint(/99\.9 % → (?:≥ )?99\.5 %: weaker for bergland/).waitFor();
  });
  await check('a line on top counts the changes since HEAD', async () => {
    await review.lens(/changes since HEAD: .*weaker for bergland/).waitFor();
  });
  await check('problems of review are listed, and name the version that stayed', async () => {
    await command('View: Focus Problems');
    await page.locator('.markers-panel', { hasText: 'version-not-bumped' }).waitFor();
    await command('View: Toggle Problems');
  });
  await check('the line leads to the tree, whose first entry is the agreement', async () => {
    await review.follow(/changes since HEAD/, review.row('shop'));
    await until('the agreement has the focus', async () => /shop/.test(await review.focused()));
  });
  await check('arrow keys walk the tree, Enter opens the line of a change', async () => {
    await review.tree.and(page.locator(':focus')).waitFor();
    for (let steps = 0; steps < 20 && !/99\.9 % →/.test(await review.focused()); steps++)
      await page.keyboard.press('ArrowDown');
    const text = await review.focused();
    if (!/availability.*99\.9 % → (?:≥ )?99\.5 %/.test(text)) throw new Error(text);
    const label = await review.tree.locator('.monaco-list-row.focused').getAttribute('aria-label');
    if (!/99\.5 %.*weaker/.test(label ?? '')) throw new Error(String(label));
    await page.keyboard.press('Enter');
    const line = CHANGED.split('\n').findIndex((each) => each.includes('atLeast: 99.5 %')) + 1;
    await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col` }).waitFor();
    await page.waitForTimeout(500);
    await screenshot('review-hints.png');
  });
  await check('the tree can be grouped by clause', async () => {
    await command('SLA: Focus on Changes View');
    await page.locator('.pane-header', { hasText: 'Changes' }).hover();
    await page.locator('.pane .action-label[aria-label="Group by Clause"]').click();
    await review.row(/objectives/).waitFor();
    for (let times = 0; times < 3; times++) await command('Increase Current View Size');
    await command('SLA: Focus on Changes View');
    await page.waitForTimeout(500);
    await screenshot('review-tree.png');
    await page.locator('.pane-header', { hasText: 'Changes' }).hover();
    await page.locator('.pane .action-label[aria-label="Group by Party"]').click();
    await review.row('Bergland AG').waitFor();
  });
  await check('two versions in plain language, under a dark theme', async () => {
    await command('SLA: Compare in Plain Language');
    const right = page.locator('.monaco-diff-editor:visible .editor.modified');
    await right.locator('.view-line', { hasText: /99\.5\s%/ }).waitFor();
    await command('View: Close Primary Side Bar').catch(() => undefined);
    await page.waitForTimeout(500);
    await screenshot('review-plain.png');
    await page.keyboard.press('Control+W');
    await command('SLA: Focus on Changes View');
  });
  await check('with another version everything follows', async () => {
    await top();
    await review.choose('v1.1');
    await review.hint(/99\.95 % → (?:≥ )?99\.5 %/).waitFor();
    await review.lens(/changes since v1\.1/).waitFor();
    await page.locator('.pane-header', { hasText: 'since v1.1' }).waitFor();
    await command('SLA: Compare with HEAD');
    await review.lens(/changes since HEAD/).waitFor();
  });
  await check('when HEAD moves, what was committed is no change any more', async () => {
    await top();
    await review.lens(/changes since HEAD/).waitFor();
    repo.commit('Weaker');
    await review.lens(/changes since HEAD/).waitFor({ state: 'detached' });
    await review.hint(/99\.9 % → (?:≥ )?99\.5 %/).waitFor({ state: 'detached' });
    await page.locator('.pane-body', { hasText: 'No agreement of these folders has changed.' }).waitFor();
    repo.git('reset', '-q', '--soft', 'HEAD~1');
    await review.lens(/changes since HEAD/).waitFor();
  });
  await check('an agreement under another name is compared with what it was', async () => {
    repo.git('mv', FILE, 'hosting.sla.yaml');
    await open('hosting.sla.yaml');
    await review.hint(/99\.9 % → (?:≥ )?99\.5 %/).waitFor();
    repo.git('mv', 'hosting.sla.yaml', FILE);
    await command('View: Close All Editors');
  });
  await check('nothing is shown where nothing is compared, and comparing is offered', async () => {
    await open(FILE);
    await review.lens(/changes since HEAD/).waitFor();
    await review.choose('do not compare');
    await review.lens('Compare with HEAD').waitFor();
    await review.hint(/99\.9 % → (?:≥ )?99\.5 %/).waitFor({ state: 'detached' });
    await review.follow('Compare with HEAD', review.hint(/99\.9 % → (?:≥ )?99\.5 %/));
  });
  await check('typing moves the hints at once, and a change that is taken back has none', async () => {
    await top();
    repo.write(FILE, SHOP);
    await review.lens(/changes since HEAD/).waitFor({ state: 'detached' });
    repo.write(FILE, CHANGED);
    await review.lens(/changes since HEAD/).waitFor();
  });
}
