// Composite availability, held against a walk minute by minute on random data and against published numbers.
// The seed of a data set stands in the name of its test.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { toNumber } from '../../server/src/core/scalars/rational';
import { runAgreement, writeData } from './reference-run';
import { minuteMs } from './references/clock';
import { randomOf, type Random } from './references/random';
import { contains, union, type Span } from './references/sets';

const [from, to] = [Date.UTC(2026, 0, 1), Date.UTC(2026, 0, 11)];
const iso = (instant: number): string => new Date(instant).toISOString();

interface MemberData {
  readonly name: string;
  readonly outages: readonly Span[];
  /** The span for which its log is complete. */
  readonly known: Span;
}

function memberOf(random: Random, index: number): MemberData {
  const instant = (): number => from + random.whole(0, (to - from) / minuteMs) * minuteMs;
  const outages = Array.from({ length: random.whole(0, 6) }, (): Span => {
    const start = instant();
    return { from: start, to: Math.min(to, start + random.whole(0, 2_000) * minuteMs) };
  });
  const known = random.chance(0.4)
    ? { from: from + random.whole(0, 3_000) * minuteMs, to: to - random.whole(0, 3_000) * minuteMs }
    : { from, to };
  return { name: `m${index}`, outages, known };
}

function agreementOf(
  members: readonly MemberData[],
  composite: string,
  bound: string,
  planned: Span | undefined,
): string {
  const sources = members.map(
    ({ name, known }) =>
      `  ${name}: { file: ${name}.csv, covers: { from: "${iso(known.from)}", to: "${iso(known.to)}" } }`,
  );
  const metrics = members.map(({ name }) => `  ${name}: { type: availability, data: ${name} }`);
  const excludes = planned === undefined ? '' : ', excludes: [planned]';
  const exclusions =
    planned === undefined
      ? ''
      : `exclusions:\n  planned: { kind: scheduled-maintenance, intervals: [{ from: "${iso(planned.from)}", to: "${iso(planned.to)}" }] }\n`;
  return `sla: 1
id: whole
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data:
${sources.join('\n')}
metrics:
${metrics.join('\n')}
  whole: { type: composite-availability, members: [${members.map(({ name }) => name).join(', ')}], ${composite} }
objectives:
  o: { metric: whole, window: { every: year, anchor: 2026-01-01 }, ${bound}${excludes} }
${exclusions}`;
}

/** Minutes in which enough members were up, and in which that can be told. */
function walked(members: readonly MemberData[], needed: number, planned: Span | undefined): [number, number] {
  const downs = members.map(({ outages }) => union(outages));
  const end = Math.min(...members.map(({ known }) => known.to));
  let [up, judged] = [0, 0];
  for (let minute = from; minute < end; minute += minuteMs) {
    if (planned !== undefined && contains([planned], minute)) continue;
    const states = members.map(({ known }, index) =>
      contains([known], minute) ? !contains(downs[index]!, minute) : undefined,
    );
    const certain = states.filter((state) => state === true).length;
    const possible = certain + states.filter((state) => state === undefined).length;
    if (certain >= needed) [up, judged] = [up + 1, judged + 1];
    else if (possible < needed) judged++;
  }
  return [up, judged];
}

describe('composite availability by overlap equals a walk through time', () => {
  for (let seed = 1; seed <= 40; seed++)
    test(`seed ${seed}`, () => {
      const random = randomOf(seed);
      const members = Array.from({ length: random.whole(1, 4) }, (_, index) => memberOf(random, index));
      const k = random.whole(1, members.length);
      const topology = random.pick(['serial', 'parallel', 'k-of-n']);
      const needed = topology === 'serial' ? members.length : topology === 'parallel' ? 1 : k;
      const planned = random.chance(0.4)
        ? { from: from + random.whole(0, 5_000) * minuteMs, to: from + random.whole(5_000, 9_000) * minuteMs }
        : undefined;
      for (const { name, outages } of members)
        writeData(
          `${name}.csv`,
          `start,end\n${outages.map((span) => `${iso(span.from)},${iso(span.to)}`).join('\n')}\n`,
        );
      const composite = `topology: ${topology}${topology === 'k-of-n' ? `, k: ${k}` : ''}, noData: skip`;
      const text = agreementOf(members, composite, 'atLeast: 99 %', planned);
      const result = runAgreement(text);
      assert.equal(result.unavailable, undefined, text);
      const [window] = result.windows;
      const [up, judged] = walked(members, needed, planned);
      if (judged === 0) assert.equal(window?.value, undefined, text);
      else
        assert.ok(
          Math.abs(toNumber(window!.value!) - (100 * up) / judged) < 1e-9,
          `${toNumber(window!.value!)} ${text}`,
        );
    });
});

describe('composite availability by product', () => {
  const half = (share: number): string => {
    // So many slices of 10,000 are good.
    const good = Math.round(share * 100);
    return `at,total,bad\n2026-01-01T00:00:00Z,10000,${10_000 - good}\n`;
  };
  const valueOf = (shares: readonly (number | undefined)[], composite: string, bound = 'atLeast: 99 %') => {
    shares.forEach((share, index) => {
      writeData(`p${index}.csv`, share === undefined ? 'at,total,bad\n2026-02-01T00:00:00Z,0,0\n' : half(share));
    });
    const names = shares.map((_, index) => `p${index}`);
    const result = runAgreement(`sla: 1
id: product
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data:
${names.map((name) => `  ${name}: { file: ${name}.csv, covers: { from: 2026-01-01, to: 2026-01-31 } }`).join('\n')}
metrics:
${names.map((name) => `  ${name}: { type: request-success, data: ${name} }`).join('\n')}
  whole: { type: composite-availability, members: [${names.join(', ')}], ${composite} }
objectives:
  o: { metric: whole, window: month, ${bound} }
`);
    assert.equal(result.unavailable, undefined);
    return result.windows[0]!;
  };

  test('two of three at 99 % are 99.9702 % (metrics.md 10)', () => {
    const window = valueOf([99, 99, 99], 'topology: k-of-n, k: 2');
    assert.ok(Math.abs(toNumber(window.value!) - 99.9702) < 1e-9);
    assert.equal(window.verdict, 'met');
  });

  test('a chain of four is 99.8301 % (metrics.md 10)', () => {
    const window = valueOf([99.99, 99.99, 99.95, 99.9], 'topology: serial');
    assert.equal(toNumber(window.value!).toFixed(4), '99.8301');
  });

  test('a member without a value decides nothing, unless the others do', () => {
    const serial = valueOf([99.9, undefined], 'topology: serial');
    assert.deepEqual([serial.value, serial.verdict], [undefined, 'unknown']);
    const lost = valueOf([90, undefined], 'topology: serial');
    assert.deepEqual([lost.value, lost.verdict], [undefined, 'breached']);
    const spare = valueOf([99.9, undefined], 'topology: parallel');
    assert.deepEqual([spare.value, spare.verdict], [undefined, 'met']);
  });

  test('a row of a member that cannot be read leaves nothing certain', () => {
    writeData('p0.csv', `${half(99.9)}2026-01-02T00:00:00Z,many,few\n`);
    writeData('p1.csv', 'at,total,bad\n2026-02-01T00:00:00Z,0,0\n');
    const covers = 'covers: { from: 2026-01-01, to: 2026-01-31 }';
    const result = runAgreement(`sla: 1
id: unread
timeZone: UTC
term: { from: 2026-01-01, to: 2026-12-31 }
data: { p0: { file: p0.csv, ${covers} }, p1: { file: p1.csv, ${covers} } }
metrics:
  p0: { type: request-success, data: p0 }
  p1: { type: request-success, data: p1 }
  whole: { type: composite-availability, members: [p0, p1], topology: parallel }
objectives:
  o: { metric: whole, window: month, atLeast: 99 % }
`);
    assert.equal(result.windows[0]?.verdict, 'unknown');
  });
});

test('what a composite lacks is said', () => {
  const text = (composite: string): string => `sla: 1
id: lacking
timeZone: UTC
data: { log: { file: m0.csv, covers: { from: 2026-01-01, to: 2026-01-31 } } }
metrics:
  up: { type: availability, data: log }
  paper: { type: availability }
  whole: { type: composite-availability, ${composite} }
objectives:
  o: { metric: whole, window: month, atLeast: 99 % }
`;
  writeData('m0.csv', 'start,end\n2026-01-02T00:00:00Z,2026-01-02T01:00:00Z\n');
  const said = (composite: string): string | undefined => runAgreement(text(composite)).unavailable;
  assert.equal(said('topology: serial'), '"members" is not stated');
  assert.equal(said('members: [up]'), '"topology" is not stated');
  assert.equal(said('members: [up, gone], topology: serial'), 'its member "gone": there is no such metric');
  assert.equal(said('members: [up, paper], topology: serial'), 'its member "paper": no data is attached');
  assert.equal(said('members: [up], topology: k-of-n, k: 2'), '"k" has to be a number from 1 to 1');
  assert.equal(said('members: [up], topology: ring'), '"ring" is no topology');
  assert.equal(said('members: [whole], topology: serial'), 'its member "whole": a composite cannot be read from rows');
  assert.equal(said('members: [up], topology: serial'), undefined);
});
