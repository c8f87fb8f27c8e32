// What is shipped: the size of bundles, what they must not hold, and the files of the package.
// It must never look at sources: test/tidy.test.ts does.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

describe('what is shipped', { skip: existsSync('dist/server.js') ? false : 'there is no dist/ yet' }, () => {
  test('the server bundle is at most 1.6 MB, and holds no data reader and no examples of rules', () => {
    // What every difference between two versions means for each party takes 55 kB, what shows it 20 kB.
    assert.ok(statSync('dist/server.js').size <= 1.6e6);
    const example = 'Kept in 2025';
    assert.ok(!readFileSync('dist/server.js', 'utf8').includes(example));
    assert.ok(readFileSync('dist/cli.js', 'utf8').includes(example));
  });

  test('the page of the preview is at most 0.3 MB and knows neither Node nor the editor', () => {
    assert.ok(statSync('dist/webview.js').size <= 0.3e6);
    assert.doesNotMatch(readFileSync('dist/webview.js', 'utf8'), /\brequire\(|vscode-languageclient/);
  });

  test('bundles evaluate no text as code and know no telemetry', () => {
    for (const name of readdirSync('dist').filter((file) => file.endsWith('.js'))) {
      const text = readFileSync(join('dist', name), 'utf8');
      assert.doesNotMatch(text, /\bnew Function\(|[^.\w]eval\(|applicationinsights|sendTelemetry/, name);
    }
  });

  test('the parser of YAML takes no more from the process than what it is given in the bundles', () => {
    const used = readdirSync('node_modules/yaml/dist', { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.js'))
      .map((name) => join('node_modules/yaml/dist', name))
      .flatMap((path) =>
        [...readFileSync(path, 'utf8').matchAll(/node_process\.(\w+)/g)].map(([, name]) => name ?? ''),
      );
    assert.deepEqual([...new Set(used)].sort(), ['emitWarning', 'env']);
    for (const name of ['server', 'cli']) assert.match(readFileSync(`dist/${name}.js`, 'utf8'), /\.env=\{\};/, name);
  });

  test('the package holds only what an editor needs', () => {
    const list = execFileSync('npx', ['vsce', 'ls', '--no-dependencies'], { encoding: 'utf8' }).trim().split('\n');
    const allowed =
      /^(?:dist\/[a-z]+\.js|dist\/webview\.css|docs\/rules\/(?:README|[a-z0-9-]+)\.md|dist\/sla\.schema\.json|schemas\/[a-z.-]+\.json|syntaxes\/[A-Za-z.]+\.json|media\/[a-z-]+\.(?:png|svg)|media\/(?:sample|templates|walkthrough)\/[a-z.-]+|l10n\/[a-z.0-9]+\.json|language-configuration\.json|package(?:\.nls)?\.json|README\.md|LICENSE|THIRD-PARTY-NOTICES\.md|CHANGELOG\.md)$/;
    assert.deepEqual(
      list.filter((path) => !allowed.test(path)),
      [],
    );
    for (const needed of [
      'dist/extension.js',
      'dist/server.js',
      'dist/engine.js',
      'dist/webview.js',
      'dist/webview.css',
      'syntaxes/sla.tmLanguage.json',
      'l10n/bundle.l10n.json',
      'media/sample/sample.sla.yaml',
    ])
      assert.ok(list.includes(needed), needed);
  });
});
