// The preview as a person uses it: follows the cursor, moves a target by mouse and keys, writes it, takes it back, reveals clauses.
// It must never believe a number of the preview that the command line does not say as well.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { base, options as size, previewOf, until } from '../preview-page.mjs';

export const settings = { ...base, 'workbench.colorTheme': 'Dark Modern' };
export const options = size;

const FILE = 'examples/orders-api.sla.yaml';
const EDITIONS = 'examples/digital-editions.sla.yaml';

export async function run({ page, check, command, open, goTo, screenshot, workspace, dataDir }) {
  const view = previewOf(page, command);
  const textTab = page.locator('.tab[data-resource-name="orders-api.sla.yaml"]').first();
  /** Places of a text are gone to from its editor, not from a preview that has the focus. */
  const goToText = async (line) => {
    await textTab.click();
    await page.locator('.monaco-editor.focused').first().waitFor();
    await goTo(line);
  };
  const { at, slider, effect } = view;
  const text = (file = FILE) => readFileSync(join(workspace, file), 'utf8');
  const lineOf = (part, file = FILE) =>
    text(file)
      .split('\n')
      .findIndex((line) => line.includes(part)) + 1;
  const save = async (file, part) => {
    await page.keyboard.press('Control+S');
    await until(
      page,
      async () => text(file),
      (now) => now.includes(part),
    );
  };
  /** What the command line says of a target. */
  const replay = (file, objective, target, group) => {
    const args = ['dist/cli.js', 'replay', join(workspace, file), '--root', workspace, '--format', 'json'];
    const one = group === undefined ? [] : ['--group', group];
    const { stdout, stderr } = spawnSync('node', [...args, '--objective', objective, '--target', target, ...one], {
      encoding: 'utf8',
    });
    try {
      return JSON.parse(stdout);
    } catch {
      throw new Error(`${stdout}${stderr}`);
    }
  };
  const compare = async (file, objective, target) => {
    const group = await at('.choice:nth-child(2):not([hidden]) vscode-single-select').evaluateAll(
      ([select]) => select?.value,
    );
    const { summary, windows } = replay(file, objective, target, group);
    const money = windows.reduce((sum, { wouldMoney }) => sum + Number.parseFloat(wouldMoney ?? '0'), 0);
    const found = await view.counts();
    assert.deepEqual([found.missed, found.of], [summary.missed, summary.windows], found.text);
    if (found.money !== undefined) assert.equal(found.money, money, found.text);
  };

  // Quick open finds files only that were there when the folder was read.

  const aliased = text()
    .replace(/atLeast: 99\.9 %/, 'atLeast: *least')
    .replace(/^title: .*$/m, '$&\nx-least: &least 99.9 %');
  writeFileSync(join(workspace, 'aliased.sla.yaml'), aliased.replaceAll('data/', 'examples/data/'));
  writeFileSync(
    join(workspace, 'broken.sla.yaml'),
    'sla: 1\nid: broken\nobjectives:\n  a: { metric: m, atLeast: 9 %\n',
  );

  await check('the title of an agreement offers the preview, which shows the objective around the cursor', async () => {
    await open(FILE);
    await page.locator('.editor-actions [aria-label^="Open Preview to the Side"]').waitFor();
    await goToText(lineOf('  slow-requests:'));
    await view.open();
    await at('.standing h2', { hasText: 'slow-requests' }).waitFor();
  });
  await check('it follows the cursor, and stays where the cursor is at no objective', async () => {
    await goToText(lineOf('    atLeast: 99.9 %'));
    await at('.standing h2', { hasText: 'availability' }).waitFor();
    await goToText(1);
    await page.waitForTimeout(400);
    assert.equal(await at('.standing h2').textContent(), 'availability');
  });
  await check('the count as written is that of the command line', () => compare(FILE, 'availability', '99.9 %'));
  await check('dragged by mouse, the sentence follows at once', async () => {
    const box = await slider.boundingBox();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2 - 12, { steps: 4 });
    await page.mouse.up();
    const value = await slider.getAttribute('aria-valuetext');
    assert.match(value, /^99\.9[1-9]\d* %, would have been missed 2 of 2 times/);
    assert.match(await effect.textContent(), /^At 99\.9\d* %: .*\(now 1\), .*\(now 1,000 EUR\)\.$/);
    await compare(FILE, 'availability', value.split(',')[0]);
  });
  await check(
    'Escape goes back, arrow and page keys move by one and ten steps, the count stays that of the command line',
    async () => {
      assert.match(await view.pressAndSee('Escape', effect), /^As written, 99\.9 %/);
      for (let times = 0; times < 5; times++) await view.pressAndSee('ArrowUp', effect);
      assert.equal(await slider.getAttribute('aria-valuenow'), '99.95');
      await compare(FILE, 'availability', '99.95 %');
      await view.pressAndSee('PageDown', effect);
      assert.equal(await slider.getAttribute('aria-valuenow'), '99.85');
      await compare(FILE, 'availability', '99.85 %');
      await view.pressAndSee('PageUp', effect);
      await screenshot('preview.png');
    },
  );
  await check('what is said of it is said once, after the keys have rested', async () => {
    const live = at('.hidden-text[role=status]');
    await until(
      page,
      () => live.textContent(),
      (said) => /^At 99\.95 %/.test(said),
    );
  });
  await check('Enter writes it: the text has the new target, and the preview shows it as written', async () => {
    await page.keyboard.press('Enter');
    await until(
      page,
      () => effect.textContent(),
      (said) => /^As written, 99\.95 %/.test(said),
    );
    await goToText(lineOf('    atLeast: 99.9 %'));
    await page
      .locator('.view-line', { hasText: /atLeast:\s99\.95\s%/ })
      .first()
      .waitFor();
    assert.ok(!text().includes('    atLeast: 99.95 %\n    window: month'), 'it is not saved by itself');
  });
  await check('Undo takes it back, and the focus stays in the preview', async () => {
    await at('[data-key=undo]').click();
    await until(
      page,
      () => effect.textContent(),
      (said) => /^As written, 99\.9 %/.test(said),
    );
    assert.equal(await at('[data-key=undo]').getAttribute('aria-disabled'), 'true');
    await until(
      page,
      async () => (await view.inner()).evaluate(() => document.hasFocus()),
      (has) => has,
    );
  });
  await check('after a change by hand, Undo is not offered: the last change is another one', async () => {
    await slider.focus();
    await view.pressAndSee('ArrowUp', effect);
    await page.keyboard.press('Enter');
    await until(
      page,
      () => at('[data-key=undo]').getAttribute('aria-disabled'),
      (state) => state === null,
    );
    await goToText(2);
    await page.keyboard.press('End');
    await page.keyboard.type(' # by hand');
    await until(
      page,
      () => at('[data-key=undo]').getAttribute('aria-disabled'),
      (state) => state === 'true',
    );
    const isBack = (said) => /^As written, 99\.9 %/.test(said);
    for (let times = 0; times < 9 && !isBack(await effect.textContent()); times++) {
      await page.keyboard.press('Control+Z');
      await page.waitForTimeout(400);
    }
    await until(page, () => effect.textContent(), isBack);
  });
  await check('written, saved, and asked again: command line and preview agree', async () => {
    await slider.focus();
    await view.pressAndSee('ArrowDown', effect);
    await at('[data-key=apply]').click();
    await until(
      page,
      () => effect.textContent(),
      (said) => /^As written, 99\.89 %/.test(said),
    );
    await open(FILE);
    await save(FILE, 'atLeast: 99.89 %');
    await compare(FILE, 'availability', '99.89 %');
  });
  await check('a click on an objective shows its clause where the text is', async () => {
    await view.tab('compliance');
    await at('[data-key="objective/restore"]').click();
    await page.locator('.statusbar-item', { hasText: `Ln ${lineOf('  restore:')},` }).waitFor();
    assert.equal(await page.locator('.tab', { hasText: 'orders-api.sla.yaml' }).count(), 2);
  });
  await check('the tab stays when the cursor moves', async () => {
    await goToText(lineOf('    atLeast: 99.89 %'));
    await page.waitForTimeout(300);
    assert.equal(await at('#tab-compliance').getAttribute('aria-selected'), 'true');
  });
  await check('a second preview of the same text is the first one', async () => {
    await open(FILE);
    await command('SLA: Open Preview to the Side');
    await page.waitForTimeout(500);
    assert.equal(await page.locator('.tab', { hasText: 'Preview of orders-api' }).count(), 1);
  });
  await check('after a reload of the window it is back: text, tab, objective, table, place', async () => {
    await view.tab('baseline');
    await view.choose('support-response');
    await at('[data-key=baseline-table]').click();
    await at('table').first().waitFor();
    await page.waitForTimeout(1500);
    await command('Developer: Reload Window');
    await page.waitForTimeout(3000);
    await page.locator('.monaco-workbench').waitFor();
    await at('.standing h2', { hasText: 'support-response' }).waitFor();
    await at('table').first().waitFor();
    assert.equal(await at('[data-key=baseline-table]').getAttribute('aria-pressed'), 'true');
    await at('[data-key=baseline-table]').click();
    await slider.waitFor();
  });
  await check('what is hidden and shown again is as it was', async () => {
    await view.tab('agreement');
    await at('.document h3').first().waitFor();
    await (await view.inner()).evaluate(() => window.scrollTo(0, 700));
    await page.waitForTimeout(800);
    await page.locator('.tab', { hasText: 'Preview of' }).click();
    await open('examples/ip-vpn.sla.yaml');
    await page.waitForTimeout(1000);
    await page.locator('.tab', { hasText: 'Preview of' }).click();
    await at('.document h3').first().waitFor();
    await until(
      page,
      async () => (await view.inner()).evaluate(() => window.scrollY),
      (y) => y > 650 && y < 750,
    );
  });
  await check('a preview that is closed and reopened is as it was', async () => {
    await view.tab('compliance');
    await page.waitForTimeout(1000);
    await page.locator('.tab', { hasText: 'Preview of' }).click({ button: 'middle' });
    await page.locator('.tab', { hasText: 'Preview of' }).waitFor({ state: 'detached' });
    await textTab.click();
    await view.open('.objective');
    assert.equal(await at('#tab-compliance').getAttribute('aria-selected'), 'true');
  });
  await check('the lens of an objective opens the preview at it', async () => {
    await goToText(lineOf('  slow-requests:'));
    await view.tab('baseline');
    await page
      .locator('.codelens-decoration a', { hasText: /^Preview$/ })
      .first()
      .click();
    await at('.standing h2').waitFor();
    const lens = await page.locator('.codelens-decoration:has(a)').count();
    assert.ok(lens > 0);
  });
  await check('a server that is killed comes back, and the preview with it', async () => {
    const pid = readdirSync('/proc').find((each) => /^\d+$/.test(each) && isServer(each, dataDir));
    process.kill(Number(pid), 'SIGKILL');
    await until(
      page,
      async () => readdirSync('/proc').find((each) => /^\d+$/.test(each) && isServer(each, dataDir)),
      (other) => other !== undefined && other !== pid,
    );
    // The first answer of a new server comes before its data was read.
    await page.waitForTimeout(3000);
    await slider.waitFor();
    await slider.focus();
    await view.pressAndSee('ArrowDown', effect);
    await until(
      page,
      () => at('[data-key=apply]').getAttribute('aria-disabled'),
      (state) => state === null,
    );
    await page.keyboard.press('Escape');
  });
  /**
   * Tells the panel how it stands, as the client would, reads what it says and presses its button, all before an answer that is under way
   * can say otherwise.
   */
  const tell = async (condition, key) => {
    const inner = await view.inner();
    return inner.evaluate(
      async ([state, button]) => {
        const { token } = document.body.dataset;
        window.postMessage({ token, kind: 'condition', condition: state }, '*');
        await new Promise((done) => setTimeout(done, 30));
        const notice = document.querySelector('.page-notice')?.textContent ?? '';
        const isWritable = document.querySelector('[data-key=apply]')?.getAttribute('aria-disabled') !== 'true';
        const press = document.querySelector(`[data-key=${button}]`);
        press?.click();
        return { notice, isWritable, isPressed: press !== null };
      },
      [condition, key],
    );
  };
  await check('a server that has stopped is told, with a way to start it', async () => {
    const told = await until(
      page,
      () => tell('stopped', 'restart'),
      ({ notice, isPressed }) => notice.includes('has stopped') && isPressed,
    );
    assert.equal(told.isWritable, false);
    await at('.page-notice').waitFor({ state: 'hidden' });
  });
  await check('a preview that failed is told, and tried again', async () => {
    await until(
      page,
      () => tell('failed', 'retry'),
      ({ notice, isPressed }) => notice.includes('could not be made') && isPressed,
    );
    await at('.page-notice').waitFor({ state: 'hidden' });
    assert.deepEqual(await view.violations(), []);
  });
  await check('a target that stands elsewhere is not written, and the reason is told', async () => {
    await open('aliased.sla.yaml');
    await view.open();
    await view.choose('availability');
    await slider.focus();
    await view.pressAndSee('ArrowDown', effect);
    await page.keyboard.press('Enter');
    await at('.page-notice', { hasText: /^Not written: the target of "availability" is written elsewhere/ }).waitFor();
    await screenshot('preview-refused.png');
    await view.pressAndSee('ArrowUp', effect);
    await at('.page-notice', { hasText: 'Not written' }).waitFor({ state: 'hidden' });
    await page.locator('.tab', { hasText: 'Preview of aliased' }).click({ button: 'middle' });
    await page.locator('.tab', { hasText: 'Preview of orders' }).click();
    await at('.tabs').waitFor();
    await textTab.click();
  });
  await check('an agreement with mistakes or without data says so', async () => {
    await open('broken.sla.yaml');
    await view.open('.notice:visible');
    assert.match(await at('.notice:visible').first().textContent(), /^No result: /);
    await screenshot('preview-broken.png');
    await page.locator('.tab', { hasText: 'Preview of broken' }).click({ button: 'middle' });
    await page.locator('.tab', { hasText: 'Preview of orders' }).click();
    await at('.tabs').waitFor();
    await textTab.click();
  });
  await check('a text that is closed is told, and can be opened from there', async () => {
    await textTab.click({ button: 'middle' });
    await at('.page-notice', { hasText: 'not open' }).waitFor();
    await at('[data-key=open]').click();
    await textTab.waitFor();
    await at('.page-notice', { hasText: 'not open' }).waitFor({ state: 'hidden' });
  });

  if (!existsSync(join(workspace, 'data'))) {
    console.log('skip   the preview of real data: there is none beside the project');
    return;
  }
  await check('real data of many windows: the count is that of the command line, dragged and written', async () => {
    await open(EDITIONS);
    await view.open();
    const objectives = replayable(text(EDITIONS));
    for (const [objective, target] of objectives) {
      await view.choose(objective);
      await slider.focus();
      await compare(EDITIONS, objective, target);
      await page.keyboard.press('PageUp');
      await page.keyboard.press('ArrowDown');
      const moved = (await slider.getAttribute('aria-valuetext')).split(',')[0];
      await compare(EDITIONS, objective, moved);
      await page.keyboard.press('Escape');
    }
    await screenshot('preview-editions.png');
  });
}

/** The objectives of a text that promise one number without groups, with that number. */
function replayable(text) {
  return [...text.matchAll(/^ {2}([a-z-]+):\n(?: {4}.*\n)*? {4}(?:atLeast|atMost): ([^\n#]+)/gm)].map(
    ([, id, target]) => [id, target.trim()],
  );
}

/** Whether a process is the language server of an editor. */
function isServer(pid, dataDir) {
  try {
    const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
    return line.includes(dataDir) && line.includes('dist/server.js');
  } catch {
    return false;
  }
}
