// Accepts every completion item at every position of every example: what is left must still be an agreement that parses.
// It must never count an item that was not applied; by default a spread sample of positions and items, all of them with SLA_FULL=1.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { complete, type Completion } from '../../server/src/core/features/completion';
import { expanded } from '../../server/src/core/features/completion/item';
import { open } from '../../server/src/core/model/file';
import { defaultSettings, noData, type Project } from '../../server/src/core/project';
import { entryOf, resolved, type SyntaxTree } from '../../server/src/core/syntax/nodes';
import { parse } from '../../server/src/core/syntax/parse';

const isFull = process.env['SLA_FULL'] === '1';
/** One of so many items is applied by default. */
const spread = isFull ? 1 : 9;
const columns = ['at', 'value', 'status', 'region', 'checked at', 'began', 'ended'];

const paths = readdirSync('examples', { recursive: true })
  .map(String)
  .filter((path) => path.endsWith('.sla.yaml'))
  .sort();

function projectOf(text: string): { readonly project: Project; readonly file: ReturnType<typeof open> } {
  const file = open({ uri: 'file:///w/a.sla.yaml', version: 1, text });
  const data = { ...noData, columns: new Map(file.model.data.map(({ id }) => [id, columns])) };
  const project: Project = {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: {
      today: '2026-11-25',
      theme: 'dark',
      paths: [
        'data/orders-minutes-2026-01.csv',
        'data/orders-minutes-2026-02.csv',
        'suppliers/other supplier.sla.yaml',
      ],
    },
    data: new Map([[file.snapshot.uri, data]]),
  };
  return { project, file };
}

function problemsOf(tree: SyntaxTree): string {
  return tree.problems.map(({ kind, message }) => `${kind}: ${message}`).join('; ');
}

/**
 * The top-level sections around an edit, with the offset at which they begin. The examples have no anchors, so that an edit
 * can spoil no more than its own section and the next one; reading these alone makes it possible to try everything.
 */
function sectionsAround(text: string, item: Completion): { readonly part: string; readonly from: number } {
  const starts = [0, ...[...text.matchAll(/\n(?=[a-z])/g)].map((match) => match.index + 1), text.length];
  const from = starts.findLast((start) => start <= item.replace.start) ?? 0;
  const next = starts.findIndex((start) => start > item.replace.end);
  const end = next < 0 ? text.length : (starts[next + 1] ?? text.length);
  return { part: text.slice(from, end), from };
}

/** Why an accepted item leaves something wrong behind; undefined where all is well. */
function wrongAfter(text: string, item: Completion): string | undefined {
  const { part, from } = sectionsAround(text, item);
  const [start, end] = [item.replace.start - from, item.replace.end - from];
  const newText = item.isSnippet ? expanded(item.newText) : item.newText;
  const after = part.slice(0, start) + newText + part.slice(end);
  const tree = parse(after);
  if (tree.problems.length > 0) return problemsOf(tree);
  if (item.kind !== 'key' || item.docsOf?.of !== 'place') return undefined;
  const { path } = item.docsOf;
  let node = resolved(tree.root);
  for (const step of path.slice(0, -1))
    node = resolved(
      node?.kind === 'map'
        ? entryOf(node, String(step))?.value
        : node?.kind === 'seq'
          ? node.items[Number(step)]
          : undefined,
    );
  const entry = node?.kind === 'map' ? entryOf(node, String(path.at(-1))) : undefined;
  if (entry === undefined || node?.kind !== 'map') return `there is no ${path.join('.')}`;
  const column = (offset: number): number => offset - after.lastIndexOf('\n', offset - 1);
  if (!node.flow && column(entry.key.span.start) !== column(node.entries[0]?.key.span.start ?? 0))
    return 'it stands at another indentation than its siblings';
  return undefined;
}

for (const path of paths)
  test(`every item at every position of ${path} leaves an agreement that parses`, () => {
    const text = readFileSync(join('examples', path), 'utf8');
    const { project, file } = projectOf(text);
    const seen = new Set<string>();
    const wrong: string[] = [];
    let applied = 0;
    const times: number[] = [];
    for (let offset = 0; offset <= text.length; offset += isFull ? 1 : 1 + ((offset * 7) % 6)) {
      const begun = process.cpuUsage();
      const items = complete(project, file, offset, { snippets: true });
      const { user, system } = process.cpuUsage(begun);
      times.push((user + system) / 1_000);
      for (const item of items) {
        assert.ok(item.replace.start <= offset && offset <= item.replace.end, `${offset}: the edit is elsewhere`);
        assert.doesNotMatch(text.slice(item.replace.start, item.replace.end), /\n/, 'the edit is on several lines');
        const key = `${item.replace.start}:${item.replace.end}:${item.newText}`;
        if (seen.has(key)) continue;
        seen.add(key);
        if (seen.size % spread !== 0) continue;
        applied++;
        const problem = wrongAfter(text, item);
        if (problem === undefined) continue;
        const line = text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset);
        if (wrong.length < 40)
          wrong.push(
            `${JSON.stringify(`${line}|${text.slice(offset, offset + 12)}`)} + ${JSON.stringify(item.newText)} (${item.kind}): ${problem}`,
          );
      }
    }
    // Time of the processor, for these machines are shared; one answer in a thousand may pay for a collection of garbage.
    const slow = times.sort((a, b) => a - b)[Math.floor(times.length * 0.999)] ?? 0;
    console.log(`${path}: ${applied} of ${seen.size} items applied; 99.9 % of answers within ${slow.toFixed(1)} ms`);
    assert.deepEqual(wrong, []);
    assert.ok(slow < 100, `an answer took ${slow} ms`);
  });
