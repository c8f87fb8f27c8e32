// A hundred agreements that try to be more than text, shown in all tabs of the preview: nothing runs, loads, opens or leaves.
// It must never take the silence of a page that showed nothing for safety: each agreement has to be on the screen.

import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { transformSync } from 'esbuild';
import { fixture } from '../preview-fixture.mjs';
import { base, options as size, previewOf, until } from '../preview-page.mjs';

const AGREEMENTS = 100;
const TABS = ['baseline', 'compliance', 'agreement'];
/** Elements that could run or load something, or take a person away. */
const CAPABLE =
  'script, iframe, object, embed, img, a[href], base, form, foreignObject, video, audio, link, style, meta[http-equiv]';

export const settings = { ...base, 'workbench.colorTheme': 'Dark Modern', 'editor.unusualLineTerminators': 'off' };
export const options = size;

export async function run({ page, check, command, open, screenshot, workspace }) {
  const view = previewOf(page, command);
  const { at } = view;
  const payloads = await allPayloads();
  const path = join(workspace, 'hostile.sla.yaml');
  const [dialogs, violations, requests] = [[], [], []];
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message());
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    if (/Content Security Policy|Trusted Type|violates/i.test(message.text())) violations.push(message.text());
  });
  page.on('request', (request) => {
    const frame = request.serviceWorker() === null ? request.frame() : undefined;
    if (frame !== undefined && frame.parentFrame()?.parentFrame() === page.mainFrame()) requests.push(request.url());
  });

  /** What can do anything in the page, as `name count`, and attributes that could run something. */
  const capable = async () =>
    (await view.inner()).evaluate((selector) => {
      const all = [...document.querySelectorAll('*')];
      const shadows = all.flatMap((each) => [...(each.shadowRoot?.querySelectorAll('*') ?? [])]);
      const names = [...all, ...shadows].filter((each) => each.matches(selector)).map((each) => each.tagName);
      const handlers = [...all, ...shadows].flatMap((each) =>
        [...each.attributes].filter(({ name }) => name.startsWith('on')).map(({ name }) => `${each.tagName} ${name}`),
      );
      return [...names.sort(), ...handlers];
    }, CAPABLE);
  let usual;

  await check('the preview of a hostile agreement opens as any other', async () => {
    write(workspace, path, 0, ['plain']);
    await open('hostile.sla.yaml');
    await view.open('.standing h2');
    await (
      await view.inner()
    ).evaluate(() => {
      globalThis.violated = [];
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
        globalThis.violated.push(`${violatedDirective} ${blockedURI}`),
      );
    });
    await until(
      page,
      () => at('h1').textContent(),
      (title) => title.startsWith('#0 '),
    );
    usual = await capable();
    assert.ok(usual.includes('SCRIPT') && usual.length <= 6, String(usual));
  });
  await check(`${AGREEMENTS} hostile agreements are text, in every tab`, async () => {
    let shown = 0;
    for (let agreement = 1; agreement <= AGREEMENTS; agreement++) {
      const some = Array.from({ length: 12 }, (_, index) => payloads[(agreement * 12 + index) % payloads.length]);
      write(workspace, path, agreement, some);
      await until(
        page,
        () => at('h1').textContent(),
        (title) => title.startsWith(`#${agreement} `),
      );
      const tab = TABS[agreement % TABS.length];
      await view.tab(tab);
      assert.deepEqual(await capable(), usual, `agreement ${agreement}, ${tab}: ${JSON.stringify(some).slice(0, 300)}`);
      shown++;
    }
    assert.equal(shown, AGREEMENTS);
  });
  await check('every payload at once, in every tab and table', async () => {
    write(workspace, path, 101, payloads);
    await until(
      page,
      () => at('h1').textContent(),
      (title) => title.startsWith('#101 '),
    );
    for (const tab of TABS) {
      await view.tab(tab);
      assert.deepEqual(await capable(), usual, tab);
      if (tab === 'agreement') continue;
      await at(`#panel-${tab} .toggle`).click();
      assert.deepEqual(await capable(), usual, `${tab} as a table`);
      await at(`#panel-${tab} .toggle`).click();
    }
    await view.tab('compliance');
    assert.ok((await at('.group h3').count()) >= 10, 'the groups of the data are not shown');
    await screenshot('preview-hostile.png');
    await view.tab('agreement');
    const text = await at('body').innerText();
    for (const part of ['<script>alert(1)</script>', '<img src=x onerror=alert(1)>', '[a](javascript:alert(1))'])
      assert.ok(text.includes(part), `${part} is not shown as text`);
  });
  await check('nothing ran, and nothing was asked for but the two files of the page', async () => {
    const inner = await view.inner();
    assert.deepEqual(dialogs, []);
    assert.deepEqual(violations, []);
    assert.deepEqual(await inner.evaluate(() => globalThis.violated), []);
    const own = /^https:\/\/[^/]*vscode-resource\.[^/]*\/.*\/dist\/webview\.(?:js|css)$|\/fake\.html(?:\?|$)/;
    assert.deepEqual(
      requests.filter((url) => !own.test(url)),
      [],
    );
    assert.ok(
      requests.some((url) => /webview\.js$/.test(url)),
      'the requests of the page were not seen',
    );
  });
  await check(
    'the policy names one script, one place of styles and nothing else, and takes no text as markup',
    async () => {
      const inner = await view.inner();
      const policy = await inner.evaluate(() => document.querySelector('meta[http-equiv]').content);
      const rules = Object.fromEntries(policy.split('; ').map((rule) => [rule.split(' ')[0], rule]));
      assert.deepEqual(Object.keys(rules), [
        ...['default-src', 'script-src', 'style-src', 'base-uri', 'form-action'],
        ...['require-trusted-types-for', 'trusted-types'],
      ]);
      assert.match(rules['script-src'], /^script-src 'nonce-[0-9a-f]{32}'$/);
      assert.equal(rules['default-src'], "default-src 'none'");
      assert.doesNotMatch(policy, /unsafe|\*(?!\.vscode)|data:|blob:/);
      // What the debugger runs may evaluate text; what the page runs by itself may not, and is asked here.
      const refused = await inner.evaluate(
        () =>
          new Promise((done) => {
            const tries = {
              markup: () => (document.createElement('p').innerHTML = '<b>x</b>'),
              code: () => globalThis.eval('1'),
              timer: () => setTimeout('globalThis.ran = true'),
            };
            setTimeout(() => {
              const names = Object.entries(tries).flatMap(([name, attempt]) => {
                try {
                  attempt();
                  return [];
                } catch {
                  return [name];
                }
              });
              done(names);
            });
          }),
      );
      assert.deepEqual(refused, ['markup', 'code', 'timer']);
      const reached = await inner.evaluate(async () => {
        const image = new Image();
        const loaded = new Promise((done) => {
          image.onload = () => done('image');
          image.onerror = () => done(undefined);
          setTimeout(done, 3000);
        });
        image.src = 'https://127.0.0.1/x.png';
        const fetched = fetch('https://127.0.0.1/x').then(
          () => 'fetch',
          () => undefined,
        );
        return (await Promise.all([loaded, fetched])).filter((each) => each !== undefined);
      });
      assert.deepEqual(reached, []);
    },
  );
  await check(
    'a message without the secret of the panel, or for anything that is not on the list, does nothing',
    async () => {
      const inner = await view.inner();
      const title = await at('h1').textContent();
      await inner.evaluate((older) => {
        const { token } = document.body.dataset;
        window.postMessage({ kind: 'preview', revision: 1e9, preview: { title: 'forged' } }, '*');
        window.postMessage({ token: 'guessed', kind: 'condition', condition: 'closed' }, '*');
        window.postMessage({ token, kind: 'preview', revision: 1e9, preview: { title: 'x' } }, '*');
        window.postMessage({ token, kind: 'preview', revision: 1, preview: older }, '*');
      }, fixture(24));
      await page.waitForTimeout(500);
      assert.equal(await at('h1').textContent(), title);
      assert.equal(await at('.page-notice', { hasText: 'not open' }).isVisible(), false);
    },
  );
}

async function allPayloads() {
  const { code } = transformSync(readFileSync('test/kit/injections.ts', 'utf8'), { loader: 'ts', format: 'esm' });
  const { injections } = await import(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  // What a text of YAML cannot hold at all is no way in.
  return injections
    .filter((each) => each.isWellFormed?.() ?? !/[\ud800-\udfff]/u.test(each))
    .map((each) => each.slice(0, 300));
}

/** Writes an agreement whose names, texts and groups are payloads, with data of its own. */
function write(workspace, path, number, payloads) {
  const text = (index) => JSON.stringify(payloads[index % payloads.length]);
  const data = ['at,service,ok'];
  for (let day = 1; day <= 20; day++)
    for (let group = 0; group < Math.min(payloads.length, 40); group++)
      data.push(
        `2026-10-${String(day).padStart(2, '0')}T00:00:00Z,"${payloads[group].replaceAll('"', '""')}",${day % 7 > 0}`,
      );
  writeFileSync(join(workspace, 'hostile.csv'), `${data.join('\n')}\n`);
  const parties = payloads.map(
    (_, index) => `  p${index}: { name: ${text(index)}, role: third-party, type: organization, engagedBy: provider }`,
  );
  const terms = payloads.map((_, index) => `  ${JSON.stringify(`t${index}${payloads[index]}`)}: ${text(index)}`);
  writeFileSync(
    path,
    `sla: 1
id: hostile
title: ${JSON.stringify(`#${number} ${payloads[0]}`)}
kind: customer
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
purpose: ${text(1)}
parties:
  provider: { name: ${text(2)}, role: provider, type: organization }
  customer: { name: ${text(3)}, role: customer, type: organization }
${parties.join('\n')}
glossary:
${terms.join('\n')}
data:
  probes:
    file: hostile.csv
    columns: { at: at, ok: ok }
    every: 1 d
services:
  shop: { name: ${text(8)}, description: ${text(9)}, owner: provider }
metrics:
  reachable: { type: probe-availability, service: shop, data: probes, measuredBy: provider, measuredAt: ${text(4)} }
objectives:
  ${text(5)}:
    metric: reachable
    atLeast: 90 %
    window: week
    per: service
    reason: ${text(6)}
  plain: { metric: reachable, atLeast: 90 %, window: month, reason: ${text(7)} }
`,
  );
}
