// Takes away every key of an agreement that has them all, one at a time: each has to be missed in the document for signers.
// It must never excuse a key that binds somebody: what may go unnoticed is named, with its reason.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { parse, stringify } from 'yaml';
import { whole } from './whole';
import { markdownOf } from '../../server/src/core/publish/markdown';
import { opened, reportOf } from './kit';

type Value = { [key: string]: Value } | Value[] | string | number | boolean | null;
type Path = readonly (string | number)[];

/** Where the maps of each definition of the schema stand in the agreement. */
const places: Readonly<Record<string, readonly string[]>> = {
  term: ['term'],
  party: ['parties.*'],
  service: ['services.*'],
  goal: ['goals.*'],
  derivationStep: ['goals.*.derivation.*'],
  calendar: ['calendars.*'],
  publicHolidays: ['calendars.*.holidays'],
  dataSource: ['data.*'],
  covers: ['data.*.covers'],
  metricCommon: ['metrics.*'],
  rounding: ['metrics.*.rounding'],
  baseline: ['metrics.*.baseline', 'objectives.*.baseline'],
  schedule: ['metrics.*.schedule'],
  objective: ['objectives.*'],
  anchoredWindow: ['objectives.*.window'],
  target: ['objectives.*.targets.*'],
  tighten: ['objectives.*.tighten'],
  exclusion: ['exclusions.*'],
  interval: ['exclusions.*.intervals.*'],
  remedyKeys: ['remedies.*'],
  tier: ['remedies.*.tiers.*', 'remedies.*.deduct.*'],
  priorities: ['priorities'],
  claims: ['claims'],
  claimStep: ['claims.steps.*'],
  responsibility: ['responsibilities.*'],
  dependency: ['dependencies.*'],
  reference: ['references.*'],
  reporting: ['reporting'],
  review: ['review'],
  changes: ['changes'],
  disputes: ['disputes'],
  approval: ['approvals.*'],
  historyEntry: ['history.*'],
};

/** What may be taken away unnoticed, and why. */
const unnoticed: Readonly<Record<string, string>> = {
  sla: 'the version of the language binds nobody',
  'remedies.call.kind': 'its path says the same',
  'remedies.exit.kind': 'its holder says the same',
};

const agreement = parse(whole) as Value;

interface Definition {
  readonly properties?: Readonly<Record<string, unknown>>;
}

test('the agreement of this test holds every key of the schema, in every place', () => {
  const schema = JSON.parse(readFileSync('dist/sla.schema.json', 'utf8')) as Definition & {
    readonly definitions: Readonly<Record<string, Definition>>;
  };
  const lacking = Object.entries({ ...places, '': [''] }).flatMap(([definition, patterns]) => {
    const { properties } = definition === '' ? schema : (schema.definitions[definition] ?? {});
    assert.ok(properties !== undefined, definition);
    const maps = patterns.flatMap((pattern) => mapsAt(agreement, pattern === '' ? [] : pattern.split('.')));
    const keys = new Set(maps.flatMap(Object.keys));
    return Object.keys(properties)
      .filter((key) => !keys.has(key))
      .map((key) => `${definition}.${key}`);
  });
  assert.deepEqual(lacking, []);
});

test('no definition with keys of its own is forgotten here', () => {
  const { definitions } = JSON.parse(readFileSync('dist/sla.schema.json', 'utf8')) as {
    readonly definitions: Readonly<Record<string, Definition>>;
  };
  // Types of metrics and kinds of remedies repeat the keys of what is common to them.
  const others = Object.entries(definitions).filter(
    ([name, { properties }]) =>
      properties !== undefined && !(name in places) && !/^(?:metric|remedy)(?:-|$|Parameters$)/.test(name),
  );
  assert.deepEqual(
    others.map(([name]) => name),
    [],
  );
});

const paths = pathsIn(agreement, []);
const told = (text: string): string => markdownOf(reportOf(opened(text)));
const before = told(whole);

test(`each of ${paths.length} keys and items is missed in the document when it is taken away`, () => {
  assert.ok(paths.length > 350, String(paths.length));
  const unmissed = paths.filter((path) => {
    const less = without(agreement, path);
    return told(stringify(less)) === before;
  });
  assert.deepEqual(
    unmissed.map((path) => path.join('.')).filter((path) => unnoticed[path] === undefined),
    [],
  );
});

test('no word of the language itself is shown to those who sign', () => {
  const words =
    /\b(?:atLeast|atMost|owedBy|owedTo|measuredBy|verifiedBy|controlledBy|noData|minimumCoverage|beforeStart|afterWindows|notBefore|alsoAs|downWhen|mergeGap|paidAs|noAdverseChange|measurementOfRecord|window-end|service-credit|relative-exceedance|per-time|half-up|k-of-n)\b/;
  assert.doesNotMatch(before, words);
  assert.doesNotMatch(before, /undefined|\[object|NaN/);
});

function mapsAt(value: Value | undefined, [first, ...rest]: readonly string[]): readonly object[] {
  if (value === undefined || value === null || typeof value !== 'object') return [];
  if (first === undefined) return Array.isArray(value) ? [] : [value];
  if (first === '*') return Object.values(value).flatMap((each: Value) => mapsAt(each, rest));
  return Array.isArray(value) ? [] : mapsAt(value[first], rest);
}

function pathsIn(value: Value, path: Path): readonly Path[] {
  if (value === null || typeof value !== 'object') return [];
  const keys = Array.isArray(value) ? value.map((_, at) => at) : Object.keys(value);
  return keys.flatMap((key) => {
    const own = [...path, key];
    const inner = Array.isArray(value) ? value[Number(key)] : value[key];
    return [own, ...(inner === undefined ? [] : pathsIn(inner, own))];
  });
}

function without(value: Value, [first, ...rest]: Path): Value {
  if (first === undefined || value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) {
    const at = Number(first);
    if (rest.length === 0) return value.filter((_, index) => index !== at);
    return value.map((each, index) => (index === at ? without(each, rest) : each));
  }
  const entries = Object.entries(value).flatMap(([key, each]): [string, Value][] => {
    if (key !== first) return [[key, each]];
    return rest.length === 0 ? [] : [[key, without(each, rest)]];
  });
  return Object.fromEntries(entries);
}
