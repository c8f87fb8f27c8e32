// Holds the pages of reports to what HTML, people who use a screen reader, and the policy of the page itself ask for.
// It must never need the network: the validator and axe come from packages, the browser from the machine.

import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { after, before, describe, test } from 'node:test';
import type { AxeResults } from 'axe-core';
import { HtmlValidate, StaticConfigLoader } from 'html-validate';
import { htmlOf } from '../../server/src/core/publish/html';
import { pageStyle, styleHash } from '../../server/src/core/publish/style';
import { opened, reportOf } from '../publish/kit';
import { whole } from '../publish/whole';

const golden = resolve('test/cli/golden');
const pages: readonly (readonly [string, string])[] = [
  ...readdirSync(golden)
    .filter((name) => name.endsWith('.html'))
    .map((name) => [name, readFileSync(join(golden, name), 'utf8')] as const),
  ['whole.html', htmlOf(reportOf(opened(whole), { errors: 2 }))],
  ['empty.html', htmlOf(reportOf(opened(''), { errors: 1 }))],
];

test('the policy names the hash of the style, and allows nothing else', () => {
  const hash = `sha256-${createHash('sha256').update(pageStyle).digest('base64')}`;
  assert.equal(styleHash, hash);
  for (const [name, page] of pages) {
    const style = /<style>(.*?)<\/style>/s.exec(page)?.[1] ?? '';
    const own = createHash('sha256').update(style).digest('base64');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(page)?.[1];
    assert.equal(policy, `default-src 'none'; style-src 'sha256-${own}'; base-uri 'none'; form-action 'none'`, name);
  }
});

describe('every page is valid HTML', () => {
  const validator = new HtmlValidate(
    new StaticConfigLoader({
      root: true,
      extends: ['html-validate:recommended', 'html-validate:a11y', 'html-validate:document'],
      // Where several promises have one title, so have their headings and tables; a style in the page is the point of it.
      rules: {
        'no-inline-style': 'error',
        'long-title': 'off',
        'require-sri': 'error',
        'void-style': ['error', { style: 'omit' }],
      },
    }),
  );
  for (const [name, page] of pages)
    test(name, () => {
      const { results } = validator.validateStringSync(page, name);
      const found = results.flatMap(({ messages }) =>
        messages.map(({ ruleId, message, line, column }) => `${line}:${column} ${ruleId}: ${message}`),
      );
      assert.deepEqual(found, []);
    });
});

interface Page {
  goto(url: string): Promise<unknown>;
  setContent(html: string): Promise<unknown>;
  emulateMedia(options: { colorScheme?: 'light' | 'dark'; media?: 'screen' | 'print' }): Promise<unknown>;
  evaluate<T>(script: string): Promise<T>;
  on(event: 'console', listener: (message: { text(): string }) => void): void;
  on(event: 'request', listener: (request: { url(): string }) => void): void;
  close(): Promise<unknown>;
}
interface Browser {
  newPage(options?: object): Promise<Page>;
  close(): Promise<unknown>;
}

const chromium = process.env['CHROMIUM'] ?? '/usr/bin/chromium';
const driver = resolve('test/vscode/host/node_modules/playwright-core');
const skip = !existsSync(driver)
  ? 'the real editor is not installed in test/vscode/host'
  : existsSync(chromium)
    ? false
    : `there is no Chromium at ${chromium}`;

describe('in a browser', { skip }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'sla-pages-'));
  let browser: Browser | undefined;
  before(async () => {
    const { chromium: launcher } = createRequire(__filename)(driver) as {
      chromium: { launch(options: object): Promise<Browser> };
    };
    browser = await launcher.launch({ executablePath: chromium, args: ['--no-sandbox'] });
  });
  after(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  const axe = readFileSync(createRequire(__filename).resolve('axe-core/axe.min.js'), 'utf8');
  for (const [name, page] of pages)
    // Colours are those of the style and not of a document: one with every mark and one with every block stand for all.
    for (const colorScheme of name === 'ip-vpn.html' || name === 'whole.html'
      ? (['light', 'dark'] as const)
      : (['light'] as const))
      test(`${name}, ${colorScheme}: no violation, nothing asked for, nothing blocked`, async () => {
        assert.ok(browser !== undefined);
        const path = join(folder, name);
        writeFileSync(path, page);
        // The policy of the page forbids scripts, so that axe needs to be let past it.
        const tab = await browser.newPage({ bypassCSP: true, colorScheme });
        const strict = await browser.newPage({ colorScheme });
        const said: string[] = [];
        const asked: string[] = [];
        strict.on('console', (message) => said.push(message.text()));
        strict.on('request', (request) => asked.push(request.url()));
        await strict.goto(pathToFileURL(path).href);
        // A style that the policy blocks would leave the page without its margins.
        const width = await strict.evaluate<string>('getComputedStyle(document.body).maxWidth');
        assert.equal(width, '1024px');
        assert.deepEqual(said, []);
        assert.deepEqual(asked, [pathToFileURL(path).href]);
        await tab.goto(pathToFileURL(path).href);
        await tab.evaluate(axe);
        const violations = await tab.evaluate<AxeResults['violations']>(
          'axe.run().then(({ violations }) => violations)',
        );
        const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html.slice(0, 200)} (${nodes.length})`);
        assert.deepEqual(found, []);
        await tab.close();
        await strict.close();
      });
});
