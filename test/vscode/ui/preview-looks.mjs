// The looks of the preview under a dark and a light theme, fifteen tasks by keys, print, narrow panels and zoom.
// It must never use the mouse in a task that is one of the keyboard.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeTenYears } from '../preview-fixture.mjs';
import { base, lookAt, options as size, previewOf, TOGGLE, until } from '../preview-page.mjs';

const TABS = ['baseline', 'compliance', 'agreement'];

export const settings = { ...base, 'workbench.colorTheme': 'Dark Modern' };
export const options = size;

export async function run({ page, check, command, open, goTo, screenshot, workspace }) {
  const view = previewOf(page, command);
  const { at, slider, effect } = view;
  const key = (name, times = 1) =>
    Array.from({ length: times }).reduce((before) => before.then(() => page.keyboard.press(name)), Promise.resolve());
  const focused = async () =>
    (await view.inner()).evaluate(() => {
      const has = document.activeElement;
      return has?.getAttribute('data-key') ?? `${has?.tagName} ${has?.className} ${has?.textContent.slice(0, 40)}`;
    });

  await check('the preview opens', async () => {
    writeTenYears(workspace);
    await open('examples/orders-api.sla.yaml');
    await goTo(92);
    await view.open();
  });

  await lookAt('dark', { page, check, screenshot, view });
  await command(TOGGLE);
  await lookAt('light', { page, check, screenshot, view });
  await check('the chart has the colours of a theme that is chosen later', async () => {
    await view.tab('baseline');
    const colour = () =>
      at('body').evaluate(() => getComputedStyle(document.documentElement).getPropertyValue('--sla-met'));
    assert.equal(await colour(), '#1a7f4f');
    await command(TOGGLE);
    await until(page, colour, (found) => found === '#4ec98f');
  });

  await check('by keys: tabs with arrows, Home and End', async () => {
    await at('#tab-baseline').focus();
    await key('ArrowRight');
    await at('#panel-compliance').waitFor();
    await key('ArrowLeft');
    await at('#panel-baseline').waitFor();
    await key('End');
    await at('#panel-agreement').waitFor();
    await key('ArrowRight');
    await at('#panel-baseline').waitFor();
    await key('End');
    await key('Home');
    assert.equal(await focused(), 'tab-baseline');
  });
  await check('by keys: another objective', async () => {
    await key('Tab');
    await key('Enter');
    await key('ArrowDown');
    await key('Enter');
    await at('.standing h2', { hasText: 'latency' }).waitFor();
    await key('Enter');
    await key('ArrowUp');
    await key('Enter');
    await at('.standing h2', { hasText: 'availability' }).waitFor();
  });
  await check('by keys: the chart as a table and back', async () => {
    await key('Tab');
    assert.equal(await focused(), 'baseline-table');
    await key('Space');
    await at('#panel-baseline table').waitFor();
    assert.equal(await focused(), 'baseline-table');
    await key('Enter');
    await at('#panel-baseline canvas').first().waitFor();
  });
  await check('by keys: the clause of the objective, and back to the preview', async () => {
    await key('Tab');
    assert.equal(await focused(), 'reveal');
    await key('Enter');
    await page.locator('.statusbar-item', { hasText: /^Ln \d+, Col 3/ }).waitFor();
    await command('View: Focus Next Editor Group');
    await until(
      page,
      async () => (await view.inner()).evaluate(() => document.hasFocus()),
      (has) => has,
    );
  });
  await check('by keys: a target step by step, by tens, to both ends and back', async () => {
    await at('[data-key=reveal]').focus();
    await key('Tab');
    assert.equal(await focused(), 'target');
    const now = () => slider.getAttribute('aria-valuenow');
    const value = async (name, expected) => {
      await key(name);
      await until(page, now, (found) => found === expected);
    };
    await value('ArrowUp', '99.91');
    await value('ArrowRight', '99.92');
    await value('ArrowLeft', '99.91');
    await value('ArrowDown', '99.9');
    await value('PageDown', '99.8');
    await value('PageUp', '99.9');
    await value('Home', await slider.getAttribute('aria-valuemin'));
    await value('End', await slider.getAttribute('aria-valuemax'));
    await value('Escape', '99.9');
  });
  await check('by keys: write the target, and take it back', async () => {
    await view.pressAndSee('ArrowUp', effect);
    await key('Enter');
    await until(
      page,
      () => effect.textContent(),
      (said) => /^As written, 99\.91 %/.test(said),
    );
    await until(page, focused, (found) => found === 'target');
    await key('Tab');
    await until(page, focused, (found) => found === 'undo');
    await key('Enter');
    await until(
      page,
      () => effect.textContent(),
      (said) => /^As written, 99\.9 %/.test(said),
    );
  });
  await check('by keys: reset a target that was moved', async () => {
    await slider.focus();
    await view.pressAndSee('PageDown', effect);
    await key('Tab', 2);
    assert.equal(await focused(), 'reset');
    await key('Space');
    await until(
      page,
      () => effect.textContent(),
      (said) => /^As written/.test(said),
    );
  });
  await check('by keys: apply by its button', async () => {
    await slider.focus();
    await view.pressAndSee('ArrowDown', effect);
    await key('Tab');
    assert.equal(await focused(), 'apply');
    await key('Enter');
    await until(
      page,
      () => effect.textContent(),
      (said) => /^As written, 99\.89 %/.test(said),
    );
    await at('[data-key=undo]').focus();
    await key('Enter');
    await until(
      page,
      () => effect.textContent(),
      (said) => /^As written, 99\.9 %/.test(said),
    );
  });
  await check('by keys: another group', async () => {
    await at('vscode-single-select').first().focus();
    await key('Enter');
    await key('End').catch(() => undefined);
    for (let times = 0; times < 5; times++) await key('ArrowDown');
    await key('Enter');
    await at('.standing h2', { hasText: 'support-response' }).waitFor();
    await key('Tab');
    await key('Enter');
    await key('ArrowDown');
    await key('Enter');
    await until(
      page,
      () =>
        at('vscode-single-select')
          .nth(1)
          .evaluate((select) => select.value),
      (group) => group === 'P2',
    );
  });
  await check('by keys: windows of the strip, with what is said of each', async () => {
    await view.tab('compliance');
    await at('[data-key="objective/availability"]').focus();
    await key('Tab');
    assert.equal(await focused(), 'availability/Nov 2026');
    await key('ArrowLeft');
    assert.equal(await focused(), 'availability/Oct 2026');
    const tip = at('.tip');
    assert.match(await tip.textContent(), /^Oct 2026: 99\.467\d* %, missed\. /);
    assert.equal(await at(':focus').getAttribute('aria-label'), await tip.textContent());
    await key('Home');
    assert.equal(await focused(), 'availability/Sep 2026');
    await key('Escape');
    await tip.waitFor({ state: 'hidden' });
  });
  await check('by keys: a strip is one stop, and its windows lead to the clause', async () => {
    await key('Tab');
    assert.equal(await focused(), 'objective/latency');
    await key('Tab');
    await key('Enter');
    await page.locator('.statusbar-item', { hasText: /^Ln \d+, Col 3/ }).waitFor();
    await command('View: Focus Next Editor Group');
  });
  await check('by keys: compliance as tables', async () => {
    await at('[data-key=compliance-table]').focus();
    await key('Space');
    assert.equal(await at('#panel-compliance table').count(), 2);
    await key('Tab');
    assert.equal(await at(':focus').getAttribute('role'), 'region');
    await at('[data-key=compliance-table]').focus();
    await key('Space');
    await at('.strip').first().waitFor();
  });
  await check('by keys: clauses of the agreement with arrows, Enter shows one in the text', async () => {
    await at('#tab-compliance').focus();
    await key('ArrowRight');
    await at('.clause').first().waitFor();
    await key('Tab');
    await key('ArrowDown', 3);
    const clauses = () => at('.clause').evaluateAll((all) => all.findIndex((each) => each === document.activeElement));
    assert.equal(await clauses(), 3);
    await key('End');
    await key('Home');
    assert.equal(await clauses(), 0);
    await key('ArrowDown', 2);
    await key('Enter');
    await until(
      page,
      async () => (await view.inner()).evaluate(() => document.hasFocus()),
      (has) => !has,
    );
  });
  await check('by keys: the preview is opened, left and closed', async () => {
    await open('examples/orders-api.sla.yaml');
    await view.open('.tabs');
    await command('View: Focus Next Editor Group');
    await until(
      page,
      async () => (await view.inner()).evaluate(() => document.hasFocus()),
      (has) => has,
    );
    await key('Tab');
    assert.notEqual(await focused(), '');
    await key('Control+W');
    await view.at('.tabs').waitFor({ state: 'detached' });
    await view.open('.tabs');
  });

  await check('what is printed is the agreement alone', async () => {
    const inner = await view.inner();
    await view.tab('compliance');
    await inner.evaluate(() => window.dispatchEvent(new Event('beforeprint')));
    await page.emulateMedia({ media: 'print' });
    const shown = await inner.evaluate(() =>
      [...document.querySelectorAll('.page-head, #panel-baseline, #panel-compliance, #panel-agreement')].map(
        (each) => `${each.id || each.className} ${each.getClientRects().length > 0}`,
      ),
    );
    await page.emulateMedia({ media: null });
    assert.deepEqual(shown, [
      'page-head false',
      'panel-baseline false',
      'panel-compliance false',
      'panel-agreement true',
    ]);
  });
  await check('in a narrow panel nothing is cut off', async () => {
    const inner = await view.inner();
    const narrow = (width) =>
      inner.evaluate((css) => {
        document.documentElement.style.width = css;
        window.dispatchEvent(new Event('resize'));
      }, width);
    for (const tab of TABS) {
      await view.tab(tab);
      await narrow('300px');
      assert.deepEqual(await cutOff(page, inner), [], tab);
      await narrow('');
    }
  });
  await check('at 200 % nothing is cut off', async () => {
    // What a zoom is to a page: half the room.
    const { width, height } = size.viewport;
    await page.setViewportSize({ width: width / 2, height: height / 2 });
    const inner = await view.inner();
    for (const tab of TABS) {
      await view.tab(tab);
      assert.deepEqual(await cutOff(page, inner), [], tab);
      await screenshot(`preview-${tab}-200-percent.png`);
    }
    await page.setViewportSize(size.viewport);
  });
  await check('with forced colours the marks have the colour of the text', async () => {
    await page.emulateMedia({ forcedColors: 'active' });
    await until(
      page,
      () => at('body').evaluate(() => document.documentElement.style.getPropertyValue('--sla-missed')),
      (colour) => colour === 'CanvasText',
    );
    await view.tab('compliance');
    await screenshot('preview-forced-colours.png');
    await page.emulateMedia({ forcedColors: 'none' });
  });

  await check('a text with an error says above every tab why there is no result', async () => {
    const broken = readFileSync(join(workspace, 'examples/orders-api.sla.yaml'), 'utf8').replace(
      'metrics:',
      'metrics: ][',
    );
    writeFileSync(join(workspace, 'broken.sla.yaml'), broken);
    await command('View: Close All Editors');
    await open('broken.sla.yaml');
    await view.open('.page-notice:visible');
    for (const tab of TABS) {
      await view.tab(tab);
      assert.match(await at('.page-notice').textContent(), /^No result: line \d+ has an error \(yaml-syntax\)\./);
      assert.doesNotMatch(await at(`#panel-${tab}`).textContent(), /has an error/, tab);
    }
    await screenshot('preview-broken.png');
  });
  await check('by keys: the target that is suggested, and back to the written one', async () => {
    await command('View: Close All Editors');
    await open('ten-years.sla.yaml');
    await view.open();
    await at('[data-key=suggest]').focus();
    await key('Enter');
    await until(
      page,
      () => at('[data-key=suggest]').getAttribute('aria-disabled'),
      (off) => off === 'true',
    );
    const [, suggested] = /^Use the suggested target (.*)$/.exec(await at('[data-key=suggest]').textContent());
    assert.match(await effect.textContent(), new RegExp(`^At ${suggested.replace('.', '\\.')}:`));
    await at('[data-key=reset]').focus();
    await key('Enter');
    await until(
      page,
      () => effect.textContent(),
      (said) => /^As written, 99\.5 %/.test(said),
    );
  });
}

/** Elements of the page that reach beyond its right edge, but for tables, which have a bar of their own to scroll. */
async function cutOff(page, inner) {
  await page.waitForTimeout(500);
  return inner.evaluate(() => {
    const edge = document.body.getBoundingClientRect().right + 1;
    const cut = [...document.querySelectorAll('main *, .page-head *')].filter(
      (each) =>
        each.getClientRects().length > 0 &&
        each.getBoundingClientRect().right > edge &&
        !each.closest('.table-frame, table'),
    );
    return cut.map((each) => `${each.tagName} ${each.className}`).slice(0, 3);
  });
}
