// The schema as a contract: it describes itself, the examples keep it, ajv and our own validators agree, navigation finds all.
// It must never repeat the language: what a key means is read from the schema, never written here.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import Ajv from 'ajv';
import { parse as parseYaml } from 'yaml';
import { docsAt, grammarAt, valueDocsAt } from '../../server/src/core/schema/docs';
import { shapeProblems } from '../../server/src/core/schema/explain';
import { freeKeysAt, keysAt, schemaAt, valuesAt, type Path } from '../../server/src/core/schema/navigate';
import { plainOf } from '../../server/src/core/schema/plain';
import { document } from '../../server/src/core/schema/validate.generated';
import { pathAlong, walk, type Place } from '../../server/src/core/schema/walk';
import {
  parseDays,
  parseStatistic,
  parseTrigger,
  parseWindow,
  statisticWords,
  windowWords,
} from '../../server/src/core/scalars/words';
import { parse } from '../../server/src/core/syntax/parse';
import { standardDuties, dutyFields } from '../../server/src/core/vocabulary/duties';
import {
  bindingStatuses,
  days,
  rollingWindows,
  statistics,
  triggers,
  windows,
} from '../../server/src/core/vocabulary/kinds';
import { metricTypes } from '../../server/src/core/vocabulary/metrics/index';
import { remedyKinds } from '../../server/src/core/vocabulary/remedies';
import { sound } from './schema-sound';

const examples = ['examples', 'examples/suppliers']
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((path) => path.endsWith('.sla.yaml'))
  .map((path) => ({ path, text: readFileSync(path, 'utf8') }));

type Json = Readonly<Record<string, unknown>>;

/** Every schema object below a node, with its pointer. */
function* schemasIn(node: unknown, pointer: string): Generator<readonly [string, Json]> {
  if (Array.isArray(node)) for (const [index, item] of node.entries()) yield* schemasIn(item, `${pointer}/${index}`);
  if (typeof node !== 'object' || node === null || Array.isArray(node)) return;
  yield [pointer, node as Json];
  for (const [key, value] of Object.entries(node)) yield* schemasIn(value, `${pointer}/${key}`);
}

function readSchema(name: string): Json {
  return JSON.parse(readFileSync(join('schemas', name), 'utf8')) as Json;
}

const language = readSchema('sla.schema.json');
const vocabulary = readSchema('vocabulary.schema.json');

test('every property, item and free key has a description, none twice the same as its key', () => {
  for (const [pointer, node] of schemasIn(language, '')) {
    const isCondition = /\/(?:if|then|not)(?:\/|$)/.test(pointer);
    const isPlace = /\/(?:properties|definitions)\/[^/]+$|\/(?:items|additionalProperties)$|\/anyOf\/\d+$/.test(
      pointer,
    );
    if (isCondition || !isPlace) continue;
    const { description } = node;
    assert.ok(typeof description === 'string' && description.length >= 9, pointer);
    assert.match(description, /^\S.*\.$/s, pointer);
  }
});

test('every word, metric type and parameter of the vocabulary is described', () => {
  for (const [pointer, node] of schemasIn(vocabulary, '')) {
    if (!Array.isArray(node['enum']) || !/^\/definitions\/[^/]+$/.test(pointer)) continue;
    const descriptions = node['enumDescriptions'] as readonly string[];
    assert.equal(descriptions.length, node['enum'].length, pointer);
    for (const text of descriptions) assert.ok(text.length > 5, pointer);
  }
  for (const type of metricTypes) for (const parameter of type.parameters) assert.ok(parameter.docs.length > 8);
});

test('every closed map is closed but for keys that begin with x-, and every reference leads somewhere', () => {
  const files: Readonly<Record<string, Json>> = { 'sla.schema.json': language, 'vocabulary.schema.json': vocabulary };
  for (const [name, schema] of Object.entries(files)) {
    for (const [pointer, node] of schemasIn(schema, '')) {
      if (node['type'] === 'object' && node['additionalProperties'] === false)
        assert.deepEqual(node['patternProperties'], { '^x-': true }, pointer);
      const ref = node['$ref'];
      if (typeof ref !== 'string') continue;
      const [file = '', target = ''] = ref.split('#/');
      let current: unknown = files[file === '' ? name : file];
      for (const step of target.split('/')) current = (current as Json | undefined)?.[step];
      assert.ok(current, `${name}${pointer} refers to ${ref}`);
    }
  }
});

test('the fields of duties, and every duty of the standard, stand in the schema with the same words', () => {
  const keys = keysAt(['responsibilities', 'measure'], () => undefined);
  assert.deepEqual(
    keys.map(({ key, docs }) => ({ id: key, docs })),
    dutyFields.map(({ id, docs }) => ({ id, docs })),
  );
  assert.deepEqual(freeKeysAt(['responsibilities'], () => undefined)?.suggestions, standardDuties);
});

test('the words of the vocabulary are those that the grammars read', () => {
  assert.deepEqual(windows.map(({ id }) => id).sort(), [...windowWords].sort());
  for (const { id } of rollingWindows) assert.ok(parseWindow(id).ok, id);
  for (const { id } of statistics) assert.ok(parseStatistic(id).ok, id);
  for (const word of statisticWords)
    assert.ok(
      statistics.some(({ id }) => id === word),
      word,
    );
  for (const { id } of days) assert.ok(parseDays(id).ok, id);
  for (const { id } of triggers) assert.ok(parseTrigger(id), id);
  const condition = language['if'] as {
    readonly properties: { readonly status: { readonly enum: readonly string[] } };
  };
  assert.deepEqual(condition.properties.status.enum, bindingStatuses);
});

test('the keys of every kind of remedy exist', () => {
  for (const kind of remedyKinds) {
    const keys = keysAt(['remedies', 'r'], (path) => (path.at(-1) === 'kind' ? kind.id : undefined)).map(
      ({ key }) => key,
    );
    assert.deepEqual(keys, ['kind', 'when', 'calendar', 'note', ...kind.keys]);
  }
});

test('the examples keep the schema: by our validators, and by ajv with the one file that is shipped', () => {
  execFileSync('node', ['scripts/gen.mjs', '--dist']);
  const shipped = JSON.parse(readFileSync('dist/sla.schema.json', 'utf8')) as Json;
  const validate = new Ajv({ strict: false, allErrors: true }).compile(shipped);
  assert.equal(examples.length, 7);
  for (const { path, text } of examples) {
    const tree = parse(text);
    assert.deepEqual(shapeProblems(tree), [], path);
    assert.ok(document(plainOf(tree.root)), path);
    const data: unknown = parseYaml(text);
    assert.ok(validate(data), `${path}: ${JSON.stringify(validate.errors?.[0])}`);
    const broken = { ...(data as Json), kind: 'wrong', metrics: { m: { type: 'latency', downWhen: 'x' } } };
    assert.ok(!validate(broken));
    assert.deepEqual(
      validate.errors
        ?.map(({ keyword }) => keyword)
        .filter((keyword) => keyword !== 'if')
        .sort(),
      ['additionalProperties', 'enum'],
    );
  }
  assert.ok(validate(parseYaml(sound)), JSON.stringify(validate.errors?.[0]));
});

test('the examples of the metric catalogue keep the schema', () => {
  for (const type of metricTypes) {
    const metric = type.example.replace(/^/gm, '    ').trimEnd();
    const text = `${sound.replace('metrics:\n', `metrics:\n  example:\n${metric}\n`)}`;
    assert.deepEqual(shapeProblems(parse(text)), [], type.id);
  }
});

test('generated files are fresh', () => {
  assert.doesNotThrow(() => execFileSync('node', ['scripts/gen.mjs', '--check'], { stdio: 'pipe' }));
});

test('the validators are small and make no code at run time', () => {
  const code = readFileSync('server/src/core/schema/validate.generated.js', 'utf8');
  assert.ok(code.length <= 90_000, `${code.length} bytes`);
  assert.doesNotMatch(code, /require\(|new Function|eval\(/);
});

const nothing = (): undefined => undefined;
const metricOf = (type: string) => (path: Path) => (path.at(-1) === 'type' ? type : undefined);

test('keys of a place come in the order of the language, required ones marked', () => {
  const keys = keysAt([], nothing);
  assert.deepEqual(
    keys.slice(0, 6).map(({ key }) => key),
    ['sla', 'id', 'title', 'kind', 'status', 'version'],
  );
  const required = (status: string | undefined) =>
    keysAt([], () => status)
      .filter(({ isRequired }) => isRequired)
      .map(({ key }) => key);
  assert.deepEqual(required(undefined), [
    'sla',
    'id',
    'title',
    'kind',
    'status',
    'version',
    'parties',
    'metrics',
    'objectives',
  ]);
  assert.ok(
    required('active').includes('term') &&
      required('agreed').includes('approvals') &&
      !required('draft').includes('term'),
  );
  assert.ok(keysAt(['objectives', 'x'], nothing).some(({ key }) => key === 'atLeast'));
  assert.ok(keysAt(['remedies', 'x', 'tiers', 0], () => 'service-credit').some(({ key }) => key === 'credit'));
  assert.deepEqual(keysAt(['nowhere', 'x'], nothing), []);
  assert.deepEqual(keysAt(['title'], nothing), []);
  assert.deepEqual(keysAt(['x-own', 'a'], nothing), []);
});

test('the type of a metric chooses its keys', () => {
  const names = (type: string) => keysAt(['metrics', 'm'], metricOf(type)).map(({ key }) => key);
  assert.ok(names('availability').includes('downWhen'));
  assert.ok(!names('latency').includes('downWhen') && names('latency').includes('timeouts'));
  assert.ok(names('no-such-type').includes('measuredBy') && !names('no-such-type').includes('downWhen'));
  assert.deepEqual(
    valuesAt(['metrics', 'm', 'timeouts'], metricOf('latency')).map(({ id }) => id),
    ['bad', 'skip'],
  );
});

test('values are the closed set, or the usual ones', () => {
  const ids = (path: Path, lookup = nothing as (path: Path) => string | undefined) =>
    valuesAt(path, lookup).map(({ id }) => id);
  assert.deepEqual(ids(['kind']), ['customer', 'internal', 'supplier']);
  assert.ok(ids(['objectives', 'a', 'window']).includes('billing-month'));
  assert.ok(ids(['metrics', 'a', 'type']).includes('availability'));
  assert.ok(ids(['metrics', 'a', 'clock'], metricOf('mttr')).includes('restore'));
  assert.deepEqual(ids(['changes', 'noAdverseChange']), ['true', 'false']);
  assert.deepEqual(ids(['parties', 'p', 'name']), []);
});

test('a place may take several kinds of nodes, each with its own meaning', () => {
  const window = schemaAt(['objectives', 'a', 'window'], nothing);
  assert.equal(window?.scalar?.kind, 'window');
  assert.deepEqual([...(window?.map?.keys.keys() ?? [])], ['every', 'anchor', 'timeZone']);
  const responsible = schemaAt(['responsibilities', 'measure', 'responsible'], nothing);
  assert.equal(responsible?.scalar?.ref, 'party');
  assert.equal(responsible?.list?.items.scalar?.ref, 'party');
  assert.equal(responsible?.map?.free?.shape.scalar?.ref, 'party');
  assert.equal(schemaAt(['claims', 'to'], nothing)?.scalar?.takesContact, true);
  assert.equal(schemaAt(['dependencies', 'd', 'objective'], nothing)?.scalar?.isElsewhere, true);
});

test('descriptions of places, grammars and words', () => {
  assert.match(docsAt(['objectives', 'a', 'owedBy'], nothing) ?? '', /makes the promise/);
  assert.match(grammarAt(['objectives', 'a', 'atLeast'], nothing) ?? '', /number with its unit/);
  assert.match(valueDocsAt(['metrics', 'm', 'noData'], nothing, 'skip') ?? '', /left out/);
  assert.match(valueDocsAt(['objectives', 'a', 'window'], nothing, 'month') ?? '', /28 to 31 days/);
  assert.equal(docsAt(['nowhere'], nothing), undefined);
  assert.equal(valueDocsAt(['kind'], nothing, 'toString'), undefined);
});

function textOfPlace(place: Place): string {
  return place.kind === 'value' ? place.node.text : place.entry.key.text;
}

test('a walk finds every definition and every reference of the examples, and each reference is defined', () => {
  for (const { path, text } of examples) {
    const places = walk(parse(text));
    const defined = new Map<string, Set<string>>();
    for (const place of places) {
      if (place.kind !== 'definition') continue;
      defined.set(place.defines, (defined.get(place.defines) ?? new Set()).add(place.id));
    }
    const kinds: Readonly<Record<string, readonly string[]>> = {
      'fee-or-term': ['fee', 'term'],
      'metric-or-objective': ['metric', 'objective'],
    };
    let references = 0;
    for (const place of places) {
      if (place.kind === 'definition' || place.ref === undefined || (place.kind === 'value' && place.shape.isElsewhere))
        continue;
      references++;
      const name = textOfPlace(place);
      const isDefined = (kinds[place.ref] ?? [place.ref]).some((kind) => defined.get(kind)?.has(name) === true);
      assert.ok(isDefined, `${path}: ${place.ref} "${name}" at ${pathAlong(place.trail).join('.')}`);
    }
    assert.ok(references >= 20, path);
  }
});

test('a walk gives grammar, values and keys of their places', () => {
  const found = walk(parse(sound)).map((place) => {
    const what =
      place.kind === 'value'
        ? (place.ref ?? place.scalar)
        : place.kind === 'key'
          ? `key ${place.ref ?? place.scalar}`
          : `new ${place.defines}`;
    return `${pathAlong(place.trail).join('.')} ${what}`;
  });
  for (const expected of [
    'title text',
    'parties.provider new party',
    'goals.sell.objectives.0 objective',
    'goals.sell.derivation.double.of expression',
    'calendars.office.hours.mon-fri key days',
    'calendars.office.hours.mon-fri hours-range',
    'calendars.always.hours hours-range',
    'metrics.uptime.type metric-type',
    'metrics.speed.statistic statistic',
    'objectives.support.window.every window',
    'objectives.support.targets.P1.atMost quantity',
    'objectives.availability.excludes.0 exclusion',
    'remedies.credits.of fee-or-term',
    'remedies.credits.tiers.0.credit credit',
    'fees.Monthly Fee new fee',
    'claims.automatic flag',
    'glossary.Outage new term',
    'approvals.provider key party',
    'history.1.0.0 key version',
  ])
    assert.ok(found.includes(expected), expected);
});

test('a walk follows aliases where they stand, and gives the place of the alias', () => {
  const text = 'x-shared: &w month\nobjectives:\n  a: { metric: m, window: *w }\n';
  const window = walk(parse(text)).find((place) => place.kind === 'value' && place.scalar === 'window');
  assert.ok(window?.kind === 'value');
  assert.equal(window.node.text, 'month');
  assert.equal(text.slice(window.span.start, window.span.end), '*w');
});
