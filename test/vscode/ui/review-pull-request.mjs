// A pull request of three commits, one of which hides a weaker target in a rename and a large reformatting, in the real editor: it shows
// exactly what command line and action show. It must never touch a repository but the one in its workspace.

import { rmSync } from 'node:fs';
import { join } from 'node:path';
import assert from 'node:assert/strict';
import { writePullRequest } from '../../kit/pull-request.mjs';
import { base, options as shared, reviewOf, until } from '../review-kit.mjs';

export const options = shared;
export const settings = { ...base, 'workbench.colorTheme': 'Dark Modern' };

export async function run({ page, check, command, open, goTo, screenshot, workspace }) {
  for (const name of ['data', 'examples']) rmSync(join(workspace, name), { recursive: true, force: true });
  const pull = writePullRequest(workspace);
  const review = reviewOf(page, command);
  page.setDefaultTimeout(20_000);

  await check('since the branch left main, the target is weaker, in the line where it stands', async () => {
    await open(pull.path);
    await command('SLA: Compare with Merge Base');
    await goTo(String(pull.line));
    await review.hint(/99\.9 % → (?:≥ )?99\.5 %: weaker for customer/).waitFor();
  });
  await check('the tree shows these changes and no others, with what the weaker one would have cost', async () => {
    await command('SLA: Focus on Changes View');
    await page.locator('.pane-header', { hasText: 'Changes' }).hover();
    await page.locator('.pane .action-label[aria-label="Group by Clause"]').click();
    await review.row(/objectives/).waitFor();
    const leaves = () =>
      review.rows.evaluateAll((rows) =>
        rows.filter((row) => row.getAttribute('aria-expanded') === null).map((row) => row.getAttribute('aria-label')),
      );
    const found = await until('the changes with a cost', async () => {
      const labels = await leaves();
      return labels.some((label) => /-100 EUR/.test(label)) ? labels : undefined;
    });
    assert.equal(found.length, pull.changes.length, found.join('\n'));
    assert.ok(
      found.some((label) => /carrier → operator/.test(label)),
      found.join('\n'),
    );
    const [weaker] = found.filter((label) => /99\.9 % → (?:≥ )?99\.5 %/.test(label));
    assert.match(weaker ?? '', /weaker for customer.*2 h 53 min more downtime a month/);
    for (let times = 0; times < 3; times++) await command('Increase Current View Size');
    await page.waitForTimeout(500);
    await screenshot('review-pull-request.png');
  });
  await check('its problems of review are listed', async () => {
    await command('View: Focus Problems');
    for (const rule of ['version-not-bumped', 'weakened-without-record'])
      await page.locator('.markers-panel .monaco-list-row', { hasText: rule }).first().waitFor();
    await screenshot('review-pull-request-problems.png');
  });
}
