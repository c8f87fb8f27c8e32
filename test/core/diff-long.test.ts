// Comparisons of long agreements: who builds on what is found once, and says what looking at every objective would say.
// It must never measure time: that is the benchmark's; here the answers of the quick way are held to those of the slow one.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { diffOf } from '../../server/src/core/diff/agreement-diff';
import { pairItems } from '../../server/src/core/diff/items';
import { promiseChanges, redefinitions } from '../../server/src/core/diff/promises';
import { usesIn } from '../../server/src/core/diff/uses';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { metricOf, objectiveOf } from '../../server/src/core/model/queries';
import type { Objective, SlaModel } from '../../server/src/core/model/sla';
import { namesIn, parseExpression } from '../../server/src/core/scalars/expression';

let version = 0;
const fileOf = (text: string): SlaFile => open({ uri: 'file:///a.sla.yaml', version: version++, text });
const repeated = (count: number, make: (at: number) => string): string =>
  Array.from({ length: count }, (_, at) => make(at)).join('');

const ids = ['a', 'b', 'c', 'd', 'e', 'nowhere'];
const id = fc.constantFrom(...ids);
const list = fc.array(id, { maxLength: 3 });
const metric = fc.record({ members: list, data: id, calendar: id });
const objective = fc.record({
  metric: id,
  when: fc.option(id),
  excludes: list,
  remedies: list,
  calendar: fc.option(id),
  group: fc.option(id),
});

const agreement = fc.record({
  metrics: fc.array(metric, { maxLength: 5 }),
  objectives: fc.array(objective, { maxLength: 6 }),
  credits: fc.array(fc.record({ kind: fc.constantFrom('service-credit', 'report'), of: fc.option(id) }), {
    maxLength: 5,
  }),
});

function textOf({ metrics, objectives, credits }: typeof agreement extends fc.Arbitrary<infer T> ? T : never): string {
  const lines = ['sla: 1', 'metrics:'];
  for (const [at, { members, data, calendar }] of metrics.entries())
    lines.push(
      `  ${ids[at]}: { type: composite, members: [${members.join(', ')}], data: ${data}, calendar: ${calendar} }`,
    );
  lines.push('remedies:');
  for (const [at, { kind, of }] of credits.entries())
    lines.push(`  ${ids[at]}: { kind: ${kind}${of === null ? '' : `, of: ${of}`} }`);
  lines.push('objectives:');
  for (const [at, each] of objectives.entries())
    lines.push(
      `  ${ids[(at * 5) % 6] ?? ''}:`,
      `    metric: ${each.metric}`,
      `    excludes: [${each.excludes.join(', ')}]`,
      `    remedies: [${each.remedies.join(', ')}]`,
      ...(each.when === null ? [] : [`    when: ${each.when} > 5`]),
      ...(each.calendar === null ? [] : [`    calendar: ${each.calendar}`]),
      ...(each.group === null
        ? []
        : ['    targets:', `      gold: { atMost: 4 h, calendar: ${each.group} }`, '      tin: { atMost: 8 h }']),
    );
  return `${lines.join('\n')}\n`;
}

/** By the definition: from the metric of an objective down through the parts of composites. */
function reaches(from: string | undefined, model: SlaModel, wanted: string, seen = new Set<string>()): boolean {
  if (from === undefined || seen.has(from)) return false;
  seen.add(from);
  if (from === wanted) return true;
  return (metricOf(model, from)?.members ?? []).some(
    ({ value }) =>
      reaches(value, model, wanted, seen) || reaches(objectiveOf(model, value)?.metric?.value, model, wanted, seen),
  );
}

function isConditional({ when }: Objective, wanted: string): boolean {
  const read = when === undefined ? undefined : parseExpression(when.value);
  return read?.ok === true && namesIn(read.expression).some(({ name }) => name === wanted);
}

describe('which objectives build on a clause', () => {
  test('is what looking at every objective says, in the order of the text', () => {
    fc.assert(
      fc.property(agreement, id, (made, wanted) => {
        const { model } = fileOf(textOf(made));
        const uses = usesIn(model);
        const holds = (name: string, found: readonly Objective[], fits: (each: Objective) => boolean): void =>
          assert.deepEqual(
            found.map((each) => each.id),
            model.objectives.filter(fits).map((each) => each.id),
            name,
          );
        const has = (values: readonly { readonly value: string }[]): boolean =>
          values.some(({ value }) => value === wanted);
        holds('called', uses.called(wanted), (each) => each.id === wanted);
        holds('over', uses.over(wanted), (each) => each.metric?.value === wanted);
        holds('reaching', uses.reaching(wanted), (each) => reaches(each.metric?.value, model, wanted));
        holds('conditional', uses.conditionalOn(wanted), (each) => isConditional(each, wanted));
        holds(
          'judging',
          uses.judging(wanted),
          (each) => reaches(each.metric?.value, model, wanted) || isConditional(each, wanted),
        );
        holds('leaving out', uses.leavingOut(wanted), ({ excludes }) => has(excludes));
        holds('followed by', uses.followedBy(wanted), ({ remedies }) => has(remedies));
        holds(
          'read from',
          uses.readFrom(wanted),
          (each) => metricOf(model, each.metric?.value)?.data?.value === wanted,
        );
        holds('counted by', uses.countedBy(wanted), ({ calendar, targets = [] }) =>
          [calendar, ...targets.map((target) => target.calendar)].some((each) => each?.value === wanted),
        );
        const counts = (each: Objective): boolean =>
          metricOf(model, each.metric?.value)?.parameters.get('calendar')?.value === wanted;
        holds('measured by', uses.measuredBy(wanted), counts);
        holds('measured in part by', uses.measuredInPartBy(wanted), counts);
        for (const fee of [wanted, ''])
          holds('credited from', uses.creditedFrom(fee), ({ remedies }) =>
            model.remedies.some(
              ({ id: own, kind, of }) =>
                kind?.value === 'service-credit' &&
                (of?.value ?? '') === fee &&
                remedies.some(({ value }) => value === own),
            ),
          );
      }),
    );
  });

  test('is found once for a model', () => {
    const { model } = fileOf('sla: 1\nobjectives:\n  a: { metric: m }\n');
    assert.equal(usesIn(model), usesIn(model));
    assert.equal(usesIn(model).judging('m'), usesIn(model).judging('m'));
  });
});

const head = `sla: 1
id: long
parties:
  provider: { name: P, role: provider }
  customer: { name: C, role: customer }
`;
const count = 400;
const long = `${head}metrics:
${repeated(count, (at) => `  m${at}: { type: availability, noData: unknown }\n`)}objectives:
${repeated(count, (at) => `  o${at}: { metric: m${at}, atLeast: 99.9 %, window: month }\n`)}`;

describe('a long agreement in which everything changed', () => {
  test('names for each metric the one objective over it, and what it means', () => {
    const [before, now] = [fileOf(long), fileOf(long.replaceAll('noData: unknown', 'noData: good'))];
    const { changes, weaker, stronger, unclear } = diffOf(before, now);
    assert.deepEqual([weaker, stronger, unclear], [['customer'], ['provider'], []]);
    assert.deepEqual(
      changes.map(({ path, objectives, directions }) => [path, ...objectives, directions.get('customer')]),
      Array.from({ length: count }, (_, at) => [`metrics.m${at}.noData`, `o${at}`, 'weaker']),
    );
    assert.deepEqual(
      redefinitions(before, now).map(({ metric: { id: own }, direction }) => [own, direction]),
      Array.from({ length: count }, (_, at) => [`m${at}`, 'weaker']),
    );
  });

  test('is asked once for all rules of review', () => {
    const [before, now] = [fileOf(long), fileOf(long.replaceAll('99.9 %', '99.5 %'))];
    const changes = promiseChanges(before, now);
    assert.equal(changes.length, count);
    assert.equal(promiseChanges(before, now), changes);
    assert.notEqual(promiseChanges(fileOf(long), now), changes);
  });

  test('keeps what is gone in its order behind what stood before it', () => {
    const now = long.replaceAll(/^ {2}o[1-9]\d*:.*\n/gm, '');
    assert.deepEqual(
      diffOf(fileOf(long), fileOf(now)).changes.map(({ kind, path }) => `${kind} ${path}`),
      Array.from({ length: count - 1 }, (_, at) => `removed objectives.o${at + 1}`),
    );
  });

  test('pairs each of many baselines that moved with one that says the same', () => {
    const baseline = (at: number): string => `baseline: { value: 99.${at % 7} %, window: month }`;
    const text = (inMetric: boolean): string => `${head}metrics:
${repeated(30, (at) => `  m${at}: { type: availability${inMetric ? `, ${baseline(at)}` : ''} }\n`)}objectives:
${repeated(30, (at) => `  o${at}: { metric: m${at}, atLeast: 99 %, window: month${inMetric ? '' : `, ${baseline(at)}`} }\n`)}`;
    assert.deepEqual(
      diffOf(fileOf(text(true)), fileOf(text(false))).changes.map(({ kind, oldPath, path }) => [kind, oldPath, path]),
      Array.from({ length: 30 }, (_, at) => ['moved', `metrics.m${at}.baseline`, `objectives.o${at}.baseline`]),
    );
  });
});

test('items are paired by the name that only one of both lists has left', () => {
  const intervals = (end: string): string => `${head}exclusions:
  past:
    kind: force-majeure
    intervals:
${repeated(60, (at) => `      - { from: 2026-01-01T00:${String(at).padStart(2, '0')}Z, to: 2026-01-0${end}T00:00Z }\n`)}objectives:
  a: { metric: m, atLeast: 99 %, excludes: [past] }
`;
  const { changes } = diffOf(fileOf(intervals('2')), fileOf(intervals('3')));
  assert.deepEqual(
    changes.map(({ path, oldPath, reason }) => [path, oldPath, reason]),
    Array.from({ length: 60 }, (_, at) => {
      const path = `exclusions.past.intervals[${at}].to`;
      return [path, path, '1 d more is left out'];
    }),
  );
});

test('of items that say the same the first is taken first, and two of one name are not guessed', () => {
  const nothing = [undefined, undefined, undefined];
  assert.deepEqual(pairItems('excludes', nothing, nothing, ['x', 'x', 'y'], ['x', 'z', 'x']), {
    pairs: [[2, 1]],
    gone: [],
    come: [],
  });
  assert.deepEqual(pairItems('steps', nothing, nothing.slice(1), ['a', 'b', 'c'], ['d', 'e']), {
    pairs: [],
    gone: [0, 1, 2],
    come: [0, 1],
  });
});

describe('a table of credits', () => {
  const table = (tiers: number, credit: number): string => `${head}remedies:
  credits:
    kind: service-credit
    of: Fee
    tiers:
${repeated(tiers, (at) => `      - { below: ${(99 - at / 50).toFixed(2)} %, credit: ${credit + at / 10} % }\n`)}objectives:
  a: { metric: m, atLeast: 99 %, remedies: [credits] }
`;
  const directionsOf = (tiers: number): ReadonlySet<string | undefined> => {
    const { changes } = diffOf(fileOf(table(tiers, 10)), fileOf(table(tiers, 20)));
    assert.equal(changes.length, tiers);
    return new Set(changes.map(({ directions }) => directions.get('customer')));
  };
  test('of some tiers is compared tier by tier', () => assert.deepEqual(directionsOf(20), new Set(['stronger'])));
  test('of more than anybody reads is another one, and unclear', () =>
    assert.deepEqual(directionsOf(3_000), new Set(['unclear'])));
});
