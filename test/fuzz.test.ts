// Every prefix of every example and 20,000 mutations of them, with everything an editor can ask on each: the bar of the project.
// It must never pass by running little: what was run is printed, and `SLA_FULL=1` runs all of it.
// usage: SLA_FULL=1 node scripts/test.mjs --only unit test/fuzz; a part of an example's name in SLA_ONLY runs that example alone.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { parse } from 'yaml';
import { open, type SlaFile } from '../server/src/core/model/file';
import type { FileData, Project } from '../server/src/core/project';
import { measured } from './features/measured';
import { exampleTexts, projectOf } from './features/workspace';
import { Asking } from './fuzz/asking';
import { mutated } from './fuzz/mutations';
import { numbers } from './kit/edits';

const isFull = process.env['SLA_FULL'] === '1';
const only = process.env['SLA_ONLY'] ?? '';
const seed = Number(process.env['SLA_SEED'] ?? 20_261_125);
const mutations = isFull ? 20_000 : 900;
/** Prefixes of the default run in total; a full run takes every one. */
const prefixes = 1_200;

interface Example {
  readonly name: string;
  readonly uri: string;
  readonly text: string;
  readonly data: FileData | undefined;
}

const workspace = projectOf(exampleTexts());
const all = allExamples();
const examples = all.filter(({ name }) => name.includes(only));
const total = all.reduce((sum, { text }) => sum + text.length, 0);
const random = numbers(seed);
const asking = new Asking(random, isFull ? 0.1 : 0.3);
let asked = 0;

function allExamples(): readonly Example[] {
  const found: Example[] = [...workspace.files.values()].map((file) => ({
    name: file.snapshot.uri.replace(/^.*examples\//, ''),
    uri: file.snapshot.uri,
    text: file.snapshot.text,
    data: measured(file),
  }));
  const shared = '../shared/examples';
  const paths = existsSync(shared) ? readdirSync(shared, { recursive: true, encoding: 'utf8' }) : [];
  for (const path of paths.filter((each) => each.endsWith('.sla.yaml')).sort()) {
    const text = readFileSync(join(shared, path), 'utf8');
    // Those that the project took over are the same texts.
    if (found.every((each) => each.text !== text))
      found.push({ name: `shared ${path}`, uri: `file:///w/examples/${path}`, text, data: undefined });
  }
  const asJson = found.map((each) => ({
    ...each,
    name: each.name.replace('.yaml', '.json'),
    uri: each.uri.replace('.yaml', '.json'),
    text: `${JSON.stringify(parse(each.text), undefined, 2)}\n`,
  }));
  return [...found, ...asJson];
}

function ask({ uri, data }: Example, file: SlaFile, at: number, place: string): void {
  const { length } = file.snapshot.text;
  const project: Project = {
    ...workspace,
    files: new Map([...workspace.files, [uri, file]]),
    data: data === undefined ? new Map() : new Map([[uri, data]]),
  };
  const offsets = [at, Math.max(0, at - 3), Math.floor(random(length + 1))];
  asked++;
  asking.all(
    project,
    file,
    offsets.map((offset) => Math.min(offset, length)),
    place,
  );
}

function assertInTime(): void {
  if (isFull) console.log(`${new Date().toISOString()} ${asked} texts so far`);
  assert.deepEqual(asking.late.splice(0).slice(0, 5), []);
}

describe('every prefix', () => {
  for (const example of examples)
    test(example.name, () => {
      const { uri, text, name } = example;
      const step = isFull ? 1 : Math.max(1, Math.floor(total / prefixes));
      let file: SlaFile | undefined;
      let version = 0;
      for (let length = Math.floor(random(step)); length <= text.length; length += step) {
        // Most of them are typed on from the one before, the others are opened as they are.
        const snapshot = { uri, version: ++version, text: text.slice(0, length) };
        file = open(snapshot, version % 4 === 0 ? undefined : file);
        ask(example, file, length, `${name} cut at ${length}`);
      }
      assertInTime();
    });
});

describe('mutations', () => {
  for (const example of examples)
    test(example.name, () => {
      const { uri, text: original, name } = example;
      const roll = numbers(seed + original.length);
      const count = Math.ceil((mutations * original.length) / total);
      let text = original;
      let file = open({ uri, version: 0, text });
      for (let version = 1; version <= count; version++) {
        // After so many edits nothing is left of the agreement.
        if (version % 12 === 1) text = original;
        const mutation = mutated(text, roll);
        ({ text } = mutation);
        const isStepped = version % 24 < 12;
        file = open({ uri, version, text }, isStepped ? file : undefined);
        ask(example, file, mutation.at, `${name} mutation ${version} of seed ${seed}`);
      }
      assertInTime();
    });
});

after(() => {
  const slow = [...asking.slowest].sort(([, a], [, b]) => b.milliseconds - a.milliseconds);
  const requests = [...asking.counts.values()].reduce((sum, count) => sum + count, 0);
  console.log(`${asked} texts of ${examples.length} examples, ${requests} requests, seed ${seed}`);
  for (const [name, { milliseconds, place }] of slow)
    console.log(`${milliseconds.toFixed(1).padStart(7)} ms  ${name} (${asking.counts.get(name)} asked): ${place}`);
  assert.ok(asked > 0);
});
