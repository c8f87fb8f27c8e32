// Writes documents about an agreement, and results, that are made of hostile texts: in every format they stay text.
// It must never look for single payloads: what no document may hold is said once for all of them.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { parse as readCsv } from 'csv-parse/sync';
import { parse, stringify } from 'yaml';
import type { ObjectiveResult, WindowResult } from '../../server/src/core/compliance/result';
import { noData, type FileData, type Measured } from '../../server/src/core/project';
import { csvOf } from '../../server/src/core/publish/csv';
import { htmlOf } from '../../server/src/core/publish/html';
import { markdownOf } from '../../server/src/core/publish/markdown';
import { injections } from '../kit/injections';
import { opened, reportOf, type Opened } from './kit';
import { whole } from './whole';

/** Control characters, and what hides or reorders text. */
const forbidden =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/u;

type Value = { [key: string]: Value } | Value[] | string | number | boolean | null;

/** Words that keep their meaning, so that the agreement can be read: only what people write freely is replaced. */
const kept =
  /^(?:[\d.]+ ?(?:%|[a-z]+|[A-Z]{3})?(?: \w+)*|[a-z]+(?:-[a-z]+)*|\d{4}-\d\d-\d\d.*|[\d:-]+|p95|[A-Z]\w+\/\w+|missed .*|rolling .*)$/;

/** The agreement with a payload as every text that is free; with `isAll` as every value there is. */
function hostile(value: Value, payload: string, isAll: boolean): Value {
  if (typeof value === 'string') return !isAll && kept.test(value) ? value : payload;
  if (value === null || typeof value !== 'object') return isAll ? payload : value;
  if (Array.isArray(value)) return value.map((each) => hostile(each, payload, isAll));
  return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, hostile(each, payload, isAll)]));
}

function dataOf(payload: string): FileData {
  const from = Date.UTC(2026, 9, 1);
  const window = (verdict: WindowResult['verdict'], value: bigint): WindowResult =>
    ({
      ...{ window: payload, from, to: from + 31 * 86_400_000, group: payload, isRolling: false, inTerm: true, verdict },
      ...{ n: 1, bounds: [], isExact: true, conditions: new Map(), reason: payload, hasRounding: false },
      ...{ value: { num: value, den: 1n }, credit: { num: 10n, den: 1n }, claimUntil: payload },
      creditMoney: { amount: { num: 5n, den: 1n }, currency: payload },
    }) as unknown as WindowResult;
  const result = (objective: string, windows: readonly WindowResult[], unavailable?: string): ObjectiveResult => ({
    ...{ objective, metric: payload, type: payload, unit: payload, source: payload, asOf: Date.UTC(2026, 10, 5) },
    ...{ windows, unavailable },
  });
  const measured = {
    results: [
      result('up', [window('breached', 1n), window('met', 2n)]),
      result('band', [window('unknown', 3n)]),
      result('many', [], payload),
    ],
    sources: [
      {
        ...{ source: payload, files: [payload], rows: 2, badRows: 1, fingerprint: payload },
        badSamples: [{ file: payload, line: 2, why: payload }],
        problems: [{ kind: 'missing', message: payload }],
      },
    ],
    exclusions: [
      {
        exclusion: 'work',
        group: payload,
        intervals: [{ from, to: from + 3_600_000 }],
        refused: { late: [], outside: [], over: [] },
      },
    ],
    explanations: [
      {
        ...{
          objective: 'up',
          group: payload,
          from,
          to: from + 31 * 86_400_000,
          value: { num: 1n, den: 1n },
          reason: undefined,
        },
        contributors: [
          { from, to: from + 60_000, rows: 1, place: { file: payload, line: 7 }, value: { num: 2n, den: 1n } },
        ],
      },
    ],
    ...{ timeZoneData: payload, planned: undefined },
  };
  return { ...noData, measured: measured as unknown as Measured, unavailable: payload };
}

const agreement = parse(whole) as Value;

function openedWith(payload: string, isAll: boolean): Opened {
  return opened(stringify(hostile(agreement, payload, isAll)), dataOf(payload));
}

const harmless = 'Some text';
const cases = injections.flatMap((payload) =>
  [false, true].map((isAll) => ({ payload, isAll, opened: openedWith(payload, isAll) })),
);

function harmed(isHarmless: (made: Opened, isAll: boolean) => boolean): readonly string[] {
  return cases.flatMap(({ payload, isAll, opened: made }) =>
    isHarmless(made, isAll) ? [] : [`${JSON.stringify(payload.slice(0, 60))} ${isAll}`],
  );
}

/** Each document is written once, and then looked at by every test. */
function once(write: (made: Opened) => string): (made: Opened) => string {
  const known = new WeakMap<Opened, string>();
  return (made) => {
    const text = known.get(made) ?? write(made);
    known.set(made, text);
    return text;
  };
}
const markdown = once((made) => markdownOf(reportOf(made)));
const html = once((made) => htmlOf(reportOf(made)));

test('payloads reach the documents', () => {
  assert.ok(injections.length >= 300);
  const text = markdown(openedWith('Xyzzy', false));
  assert.ok((text.match(/Xyzzy/g) ?? []).length > 100);
  const { project, file } = openedWith('Xyzzy', true);
  assert.ok((csvOf(project, file).match(/Xyzzy/g) ?? []).length > 20);
});

describe('HTML', () => {
  const elements = new Set(
    (
      'html head meta title style body header main footer h1 h2 h3 h4 p ul li dl div dt dd table caption thead tbody tr th td figure figcaption ' +
      'svg path circle text'
    ).split(' '),
  );
  const attributes = new Set(
    (
      'lang charset http-equiv content name class scope role aria-label tabindex xmlns width height viewBox font-family font-size fill x y d cx cy r ' +
      'text-anchor stroke stroke-width stroke-dasharray opacity'
    ).split(' '),
  );
  const tag = /<(\/?)([a-z][a-z0-9]*)((?: [A-Za-z-]+="[^"<]*")*)\/?>/g;

  test('no element, no attribute and no sign of markup is born of a text', () =>
    assert.deepEqual(
      harmed((made) => {
        const page = html(made)
          .replace(/<style>.*?<\/style>/s, '')
          .replace('<!DOCTYPE html>', '');
        const tags = [...page.matchAll(tag)];
        const known = tags.every(([, , name = '', own = '']) => {
          const names = [...own.matchAll(/ ([A-Za-z-]+)="/g)].map(([, attribute = '']) => attribute);
          return elements.has(name) && names.every((attribute) => attributes.has(attribute));
        });
        const rest = page.replace(tag, '');
        return known && !/[<>"']|&(?!#\d+;)/.test(rest) && !forbidden.test(page);
      }),
      [],
    ));

  test('nothing is loaded, linked or run, and the policy of the page says so', () =>
    assert.deepEqual(
      harmed((made) => {
        const tags = [...html(made).matchAll(/<[a-z][^>]*>/g)].map(([each]) => each);
        const addresses = tags.filter((each) =>
          /\b(?:href|src|style|on[a-z]+)=|url\(/.test(each.replace(/="[^"]*"/g, '=')),
        );
        return addresses.length === 0 && html(made).includes("content=\"default-src 'none'; style-src 'sha256-");
      }),
      [],
    ));

  test('the page has the same parts whatever is written', () => {
    const parts = (made: Opened): string => [...html(made).matchAll(/<\/?[a-z0-9]+/g)].join('');
    const expected = parts(openedWith(harmless, false));
    assert.deepEqual(
      harmed((made, isAll) => isAll || parts(made) === expected),
      [],
    );
  });
});

describe('Markdown', () => {
  test('no link, no mention, no element, no emphasis is born of a text', () =>
    assert.deepEqual(
      harmed((made) => {
        const text = markdown(made)
          .replaceAll('<!-- -->', '\u0001')
          .replace(/^> /gm, '')
          .replace(/^(- |> )?\*\*(.*?)\*\*/gm, '$1$2');
        return (
          !/(?<!\\)[<>[\]*_~$`]/.test(text) &&
          !/https?:\/\/|www\.\w|(?<=^|\W)@\w|(?<!^#*)#\d/im.test(text) &&
          !forbidden.test(text.replaceAll('\u0001', ''))
        );
      }),
      [],
    ));

  test('every line is of the kind that the document gave it', () => {
    const kind = (line: string): string =>
      /^#+ /.exec(line)?.[0] ??
      (line.startsWith('| ')
        ? `| ${line.replace(/\\\|/g, '').split('|').length}`
        : (/^(?:- |> \*\*|---$|$)/.exec(line)?.[0] ??
          (/^(?:[+=:#>]|\d+[.)] | {4}|\t|-)/.test(line) ? 'markup' : 'text')));
    const kinds = (made: Opened): string => markdown(made).split('\n').map(kind).join('\n');
    const expected = kinds(openedWith(harmless, false));
    assert.doesNotMatch(expected, /markup/);
    assert.deepEqual(
      harmed((made, isAll) => (isAll ? !kinds(made).includes('markup') : kinds(made) === expected)),
      [],
    );
  });

  test('no line is a command to a runner of workflows', () =>
    assert.deepEqual(
      harmed((made) => !/^\s*(?:::|##[^# ])/m.test(markdown(made)) && !/##\w*\[/.test(markdown(made))),
      [],
    ));
});

test('CSV: as many cells as the head has, none a formula, nothing that hides', () =>
  assert.deepEqual(
    harmed(({ project, file }) => {
      const text = csvOf(project, file);
      const rows = readCsv(text, { recordDelimiter: '\r\n' }) as unknown as readonly (readonly string[])[];
      const isFormula = (cell: string): boolean =>
        /^[\s\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20]/.test(cell) && !/^[+-]?\d+(?:\.\d+)?$/.test(cell);
      return (
        rows.length > 0 &&
        rows.every((row) => row.length === rows[0]?.length && !row.some(isFormula)) &&
        !forbidden.test(text.replaceAll('\r\n', '')) &&
        !/^\s*(?:::|##)/m.test(text)
      );
    }),
    [],
  ));
