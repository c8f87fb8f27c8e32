// Reads what `sla check` prints as an editor does that runs it as a task: by the patterns of the manifest, line by line.
// It must never accept a problem that is lost, or found twice.

import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, test } from 'node:test';

const folder = mkdtempSync(join(tmpdir(), 'sla-matcher-'));
after(() => rmSync(folder, { recursive: true, force: true }));

interface Pattern {
  readonly regexp: string;
  readonly file?: number;
  readonly line?: number;
  readonly column?: number;
  readonly severity?: number;
  readonly code?: number;
  readonly message?: number;
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly contributes: {
    readonly problemMatchers: readonly {
      readonly name: string;
      readonly severity: string;
      readonly pattern: readonly Pattern[];
    }[];
  };
};
const matcher = manifest.contributes.problemMatchers[0];

type Problem = Readonly<Record<string, string>>;

/** What an editor finds: each pattern has to match the line behind that of the one before. */
function found(output: string): readonly Problem[] {
  const lines = output.split('\n');
  return lines.flatMap((_, at) => {
    const problem: Record<string, string> = {};
    for (const [index, { regexp, ...fields }] of (matcher?.pattern ?? []).entries()) {
      const match = new RegExp(regexp).exec(lines[at + index] ?? '');
      if (match === null) return [];
      for (const [field, group] of Object.entries(fields)) problem[field] = match[group] ?? '';
    }
    return [problem];
  });
}

test('every problem of the text is found with its file, place, severity, rule and message', () => {
  const text = readFileSync('examples/orders-api.sla.yaml', 'utf8');
  mkdirSync(join(folder, 'a folder'));
  writeFileSync(
    join(folder, 'a folder/one.sla.yaml'),
    text
      .replace('owedTo: customer', 'owedTo: custmer')
      .replace('Berlin', 'Berln')
      .replace(/^(?:review|claims):[^]*?\n(?=\w)/gm, ''),
  );
  writeFileSync(join(folder, 'two.sla.yaml'), 'sla: 1\nid: a\ntitle: "error[x] y"\nkind: internal\nnote-[x]: 1\n');
  const sla = (format: string): string => {
    const args = [resolve('dist/cli.js'), 'check', '.', '--no-data', '--today', '2026-11-25', '--format', format];
    return spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' }).stdout;
  };
  const answer = JSON.parse(sla('json')) as {
    readonly files: readonly {
      readonly path: string;
      readonly problems: readonly {
        readonly rule: string;
        readonly severity: string;
        readonly message: string;
        readonly range: { readonly start: { readonly line: number; readonly column: number } };
      }[];
    }[];
  };
  const expected = answer.files.flatMap(({ path, problems }) =>
    problems.map(({ rule, severity, message, range: { start } }): Problem => ({
      ...{ severity, code: rule, message, file: path },
      ...{ line: String(start.line), column: String(start.column) },
    })),
  );
  assert.ok(expected.length > 5 && new Set(expected.map(({ severity }) => severity)).size > 1);
  assert.deepEqual(found(sla('text')), expected);
});

test('severities that the editor does not know become notes', () => {
  // It reads error, warning, info and hint; for any other word it takes the severity of the matcher.
  assert.deepEqual([matcher?.name, matcher?.severity], ['sla', 'info']);
});
