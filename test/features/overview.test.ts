// Holds the overview of all agreements: order, words, and that hostile texts stay harmless in lists and tooltips.
// It must never compute a result: the objects are made by hand.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ObjectiveResult, Verdict, WindowResult } from '../../server/src/core/compliance/result';
import { overview, statuses, type AgreementOverview } from '../../server/src/core/features/overview';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { noData, type FileData } from '../../server/src/core/project';
import { rational } from '../../server/src/core/scalars/rational';

function window(month: number, verdict: Verdict, more: Partial<WindowResult> = {}): WindowResult {
  return {
    window: `2026-${String(month).padStart(2, '0')}`,
    from: Date.UTC(2026, month - 1),
    to: Date.UTC(2026, month),
    inTerm: true,
    isRolling: false,
    verdict,
    value: rational(9947n, 100n),
    bounds: [],
    isExact: true,
    n: 1,
    conditions: new Map(),
    ...more,
  } as WindowResult;
}

function dataWith(...all: readonly (readonly [string, readonly WindowResult[]])[]): FileData {
  const shared = { metric: 'uptime', type: 'availability', unit: '%', source: 'd', unavailable: undefined };
  const results = all.map(([objective, windows]): ObjectiveResult => {
    return { ...shared, objective, windows, asOf: Date.UTC(2026, 10, 5) };
  });
  return { ...noData, measured: { results, sources: [], timeZoneData: '' } as never };
}

function agreement(uri: string, title: string, ...objectives: readonly string[]): SlaFile {
  const clauses = objectives.map((id) => `  ${id}: { metric: uptime, atLeast: 99.9 %, window: month }\n`).join('');
  const text = `title: ${title}\nmetrics: { uptime: { type: availability, data: d } }\nobjectives:\n${clauses}`;
  return open({ uri, version: 1, text });
}

function one(data: FileData, title = 'A', ...objectives: readonly string[]): AgreementOverview {
  const [found] = overview([agreement('file:///w/a.sla.yaml', title, ...objectives)], () => data);
  assert.ok(found);
  return found;
}

const minutes = (used: bigint, total: bigint): Partial<WindowResult> => ({
  budget: {
    unit: 'seconds',
    used: rational(used * 60n, 1n),
    total: rational(total * 60n, 1n),
    share: rational(used, total),
  },
});

describe('how an agreement stands', () => {
  const cases: readonly (readonly [string, string, FileData])[] = [
    ['breached', 'missed 1 of 1', dataWith(['o', [window(9, 'met'), window(10, 'breached')]])],
    ['met', 'met 1 of 1', dataWith(['o', [window(9, 'breached'), window(10, 'met')]])],
    ['unknown', 'unknown 1 of 1', dataWith(['o', [window(10, 'unknown')]])],
    ['running', 'running 1 of 1', dataWith(['o', [window(11, 'running', { soFar: 'met' })]])],
    ['not-judged', 'not judged 1 of 1', dataWith(['o', [window(10, 'indicator')]])],
    ['unknown', 'computing…', { ...noData, isReading: true }],
    [
      'unknown',
      'unknown: the engine died',
      { ...dataWith(['o', [window(10, 'met')]]), unavailable: 'the engine died' },
    ],
    ['unknown', 'unknown: data not read yet', noData],
  ];
  for (const [status, description, data] of cases)
    test(`${status}, "${description}"`, () => {
      const found = one(data, 'A', 'o');
      assert.deepEqual([found.status, found.description], [status, description]);
    });

  const running = (more: Partial<WindowResult>): FileData =>
    dataWith(['o', [window(10, 'met'), window(11, 'running', more)]]);
  const risks: readonly (readonly [string, FileData])[] = [
    ['at-risk', running({ isAlreadyLost: true })],
    ['at-risk', running({ soFar: 'breached' })],
    ['at-risk', running({ soFar: 'met', ...minutes(35n, 43n) })],
    ['met', running({ soFar: 'met', ...minutes(30n, 43n) })],
    ['met', running({ soFar: 'met' })],
    ['met', running({ soFar: 'breached', inTerm: false })],
  ];
  for (const [status, data] of risks)
    test(`${status} while a window runs`, () => assert.equal(one(data, 'A', 'o').status, status));

  test('what is at risk says the window that runs, its value and what is left', () => {
    const found = one(running({ soFar: 'met', ...minutes(35n, 43n) }), 'A', 'o');
    assert.equal(
      found.objectives[0]?.description,
      'at risk · 99.47 % · ≥ 99.9 % a month · 8 min left · Nov 2026 so far',
    );
  });

  test('an agreement without objectives, or that cannot be read, is unknown', () => {
    for (const text of ['title: A', '', ': [', 'objectives: 7']) {
      const [found] = overview([open({ uri: 'file:///w/x.sla.yaml', version: 1, text })], () => noData);
      assert.equal(found?.status, 'unknown');
      assert.equal(found?.description, 'no objective');
    }
  });
});

describe('the order', () => {
  test('is worst first, among agreements and among objectives, then by title', () => {
    const verdicts: readonly Verdict[] = ['met', 'unknown', 'indicator', 'breached', 'running', 'met'];
    const files = verdicts.map((verdict, at) =>
      agreement(`file:///w/${at}.sla.yaml`, `${verdict} ${9 - at}`, 'a', 'o'),
    );
    const found = overview(files, (file) =>
      dataWith(['a', [window(10, 'indicator')]], ['o', [window(10, verdicts[files.indexOf(file)] ?? 'met')]]),
    );
    assert.deepEqual(
      found.map((each) => each.label),
      ['breached 6', 'unknown 8', 'running 5', 'met 4', 'met 9', 'indicator 7'],
    );
    for (const each of found) {
      const ranks = each.objectives.map((objective) => statuses.indexOf(objective.status));
      assert.deepEqual(ranks, [...ranks].sort());
      assert.equal(each.status, each.objectives[0]?.status);
    }
  });

  test('a thousand objectives are cut, and how many are left out is said', () => {
    const ids = Array.from({ length: 1_000 }, (_, at) => `o${at}`);
    const found = one(noData, 'A', ...ids);
    assert.equal(found.objectives.length, 500);
    assert.equal(found.leftOut, 500);
  });
});

describe('hostile texts', () => {
  const evil = [
    '[click](command:workbench.action.terminal.new)',
    '![x](https://evil.example/beacon.png)',
    '<img src=x onerror=alert(1)>',
    '$(flame) $(error)',
    '\u202egnp.exe \u200b\u2066',
    '\u001b]8;;https://evil.example\u0007',
    'a'.repeat(10_000),
    '**bold** `code` ~~x~~',
    'https://evil.example www.evil.example a@evil.example',
  ];
  for (const text of evil)
    test(`do nothing: ${JSON.stringify(text.slice(0, 30))}`, () => {
      const id = JSON.stringify(text);
      const data: FileData = {
        ...dataWith([text, [window(10, 'unknown', { reason: text, group: text })]]),
      };
      for (const found of [one(data, id, id), one({ ...noData, unavailable: text }, id, id)])
        for (const { label, description, tooltip } of [found, ...found.objectives]) {
          for (const plain of [label, description]) {
            assert.ok(plain.length <= 400, String(plain.length));
            assert.doesNotMatch(plain, /\$\(|[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2060-\u2069]/);
          }
          assert.ok(tooltip.length <= 2_000, String(tooltip.length));
          assert.doesNotMatch(tooltip, /(?<!\\)[<[\]]|(?<!\\)\$\(|(?<!\\)!\[|https?:\/\//);
        }
    });
});
