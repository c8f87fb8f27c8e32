// Reviews a folder as somebody does who has just checked out a branch: the tree lists all that changed, and nothing is open.
// It must never touch a repository but the one in its workspace.

import { base, FILE, options as shared, prepare, reviewOf, SHOP, until } from '../review-kit.mjs';

export const options = shared;
export const settings = { ...base, 'workbench.colorTheme': 'Light Modern' };

const other = (id, text = SHOP) => text.replace('id: shop', `id: ${id}`).replace('Hosting of the shop', `About ${id}`);
/** Files of the branch, by name. */
const FIRST = {
  'calm.sla.yaml': other('calm'),
  'dropped.sla.yaml': other('dropped'),
  'moved.sla.yaml': other('moved'),
};

export async function run({ page, check, command, open, screenshot, workspace }) {
  const repo = prepare(workspace);
  repo.write(FILE, SHOP);
  for (const [name, text] of Object.entries(FIRST)) repo.write(name, text);
  repo.commit('More agreements');
  repo.write(FILE, SHOP.replace('atLeast: 99.9 %', 'atLeast: 99.5 %'));
  repo.git('rm', '-q', 'dropped.sla.yaml');
  repo.git('mv', 'moved.sla.yaml', 'hosting.sla.yaml');
  repo.write('hosting.sla.yaml', other('moved').replace('atMost: 4 h', 'atMost: 2 h'));
  repo.write('fresh.sla.yaml', other('fresh'));
  const review = reviewOf(page, command);
  const agreements = async () =>
    (await review.tree.locator('.monaco-list-row[aria-level="1"]').allInnerTexts()).map((text) =>
      text.replace(/\s+/g, ' ').trim(),
    );
  page.setDefaultTimeout(20_000);

  await check('the tree lists what changed in the folder, though no agreement is open', async () => {
    await command('SLA: Focus on Changes View');
    await review.row('dropped').waitFor();
    for (let times = 0; times < 3; times++) await command('Increase Current View Size');
    await command('SLA: Focus on Changes View');
    const wanted = [/^dropped ?gone since HEAD: weaker for bergland/, /^shop ?1 weaker for bergland/];
    const rest = [/^moved ?1 stronger for bergland/, /^fresh ?new since HEAD/];
    await until('all four agreements, those first that are weaker', async () => {
      const found = await agreements();
      const all = [...wanted, ...rest];
      return (
        found.length === 4 &&
        all.every((each, at) => (at < 2 ? each.test(found[at]) : found.some((own) => each.test(own))))
      );
    });
    await page.waitForTimeout(500);
    await screenshot('review-folder.png');
  });
  await check('a change opens its agreement at the line', async () => {
    await review.row('99.9 % →').click();
    await page.locator('.tab.active', { hasText: FILE }).waitFor();
    const line = SHOP.split('\n').findIndex((each) => each.includes('atLeast: 99.9 %')) + 1;
    await page.locator('.statusbar-item', { hasText: `Ln ${line}, Col` }).waitFor();
    await review.hint(/99\.9 % → (?:≥ )?99\.5 %/).waitFor();
    await command('View: Close All Editors');
    await command('SLA: Focus on Changes View');
    if ((await agreements()).length !== 4) throw new Error((await agreements()).join('\n'));
  });
  await check('an agreement that is gone opens as it was', async () => {
    await review.row('dropped').click();
    await page.locator('.tab.active', { hasText: 'dropped.sla.yaml' }).waitFor();
    await page.locator('.view-line:visible', { hasText: /id:\sdropped/ }).waitFor();
    await command('View: Close All Editors');
  });
  await check('the tree follows the files on disk, and git', async () => {
    repo.write('calm.sla.yaml', other('calm').replace('atLeast: 99.9 %', 'atLeast: 98 %'));
    await review.row('calm').waitFor();
    repo.write('calm.sla.yaml', FIRST['calm.sla.yaml']);
    await review.row('calm').waitFor({ state: 'detached' });
    repo.commit('All of it');
    await page.locator('.pane-body', { hasText: 'No agreement of these folders has changed.' }).waitFor();
    repo.git('reset', '-q', '--soft', 'HEAD~1');
    await review.row('dropped').waitFor();
  });
  await check('with another version everything in the folder follows', async () => {
    await open(FILE);
    await review.choose('v1.1');
    await until('more agreements are new', async () => {
      const found = await agreements();
      return ['calm', 'moved', 'fresh'].every((id) =>
        found.some((own) => own.replace(id, '').trim() === 'new since v1.1'),
      );
    });
    if ((await agreements()).some((each) => each.startsWith('dropped')))
      throw new Error((await agreements()).join('\n'));
    await command('SLA: Compare with HEAD');
    await review.row('dropped').waitFor();
    await command('View: Close All Editors');
  });
  await check('where more have changed than anybody reads, the last row counts the others', async () => {
    for (let at = 0; at < 210; at++) repo.write(`many-${at}.sla.yaml`, other(`many-${at}`));
    await command('SLA: Focus on Changes View');
    // Git takes one that is new for the one that was dropped, under another name.
    await until('the last row', async () => {
      await page.keyboard.press('End');
      return (await review.texts()).at(-1)?.trim() === '13 more agreements have changed';
    });
  });
}
