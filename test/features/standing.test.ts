// Holds what lens, hint and hover say of a result: what is known, what is not, and no number that looks like a verdict.
// It must never compute a result: the objects are made by hand.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Contributor } from '../../server/src/core/compliance/explanation';
import type { ObjectiveResult, Verdict, WindowResult } from '../../server/src/core/compliance/result';
import { hover } from '../../server/src/core/features/hover/hover';
import { inlayHints } from '../../server/src/core/features/inlay-hints';
import { standingLine } from '../../server/src/core/features/standing';
import { open } from '../../server/src/core/model/file';
import { defaultSettings, noData, type Project } from '../../server/src/core/project';
import { rational, type Rational } from '../../server/src/core/scalars/rational';
import { contributorWords } from '../../server/src/core/show/contributors';
import { zoneOf } from '../../server/src/core/time/zones';

const utc = zoneOf('UTC');
assert.ok(utc);
const zone = utc;

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

function result(...windows: readonly WindowResult[]): ObjectiveResult {
  const shared = { objective: 'availability', metric: 'uptime', type: 'availability', unit: '%', source: 'd' };
  return { ...shared, asOf: Date.UTC(2026, 10, 5), windows, unavailable: undefined };
}

describe('the line above an objective', () => {
  const cases: readonly (readonly [string, readonly WindowResult[]])[] = [
    ['met · Oct 2026 99.47 % · met 1 of 2', [window(9, 'breached'), window(10, 'met')]],
    [
      'unknown · Oct 2026: 1 of 2 groups met, 1 unknown',
      [window(10, 'met', { group: 'a' }), window(10, 'unknown', { group: 'b', reason: 'no data in this window' })],
    ],
    [
      'missed · Oct 2026: 1 of 4 groups met, 1 unknown, 1 not applicable',
      (['met', 'breached', 'unknown', 'not-applicable'] as const).map((verdict) =>
        window(10, verdict, { group: verdict }),
      ),
    ],
    [
      'indicator · Oct 2026: 2 groups',
      [window(10, 'indicator', { group: 'a' }), window(10, 'indicator', { group: 'b' })],
    ],
    [
      'unknown · Oct 2026: less data than the minimum coverage',
      [window(10, 'unknown', { reason: 'less data than the minimum coverage' })],
    ],
    ['missed · Oct 2026 99.47 % ± 0.4 %', [window(10, 'breached', { isExact: false })]],
  ];
  for (const [line, windows] of cases) test(line, () => assert.equal(standingLine(result(...windows), zone), line));
});

const text = `timeZone: UTC
metrics: { uptime: { type: availability, data: d } }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, owedBy: p, owedTo: c }
`;

function projectWith(measured: ObjectiveResult | undefined): Project {
  const file = open({ uri: 'a', version: 1, text });
  const data =
    measured === undefined
      ? noData
      : { ...noData, measured: { results: [measured], sources: [], timeZoneData: '' } as never };
  return {
    files: new Map([['a', file]]),
    settings: defaultSettings,
    facts: { today: '2026-11-05', theme: 'dark' },
    data: new Map([['a', data]]),
  };
}

describe('what weighed most', () => {
  const hoverWith = (explained: Rational | undefined, told?: readonly Contributor[]): string => {
    const project = projectWith(result(window(10, 'breached')));
    const file = project.files.get('a')!;
    const data = project.data.get('a')!;
    const outage = { from: Date.UTC(2026, 9, 3, 10), to: Date.UTC(2026, 9, 3, 12), rows: 1 };
    const contributors = [
      { ...outage, place: { file: 'a|[b](c)<i>.csv', line: 1_234 }, value: rational(9999n, 100n) },
      { ...outage, from: Date.UTC(2026, 9, 4), to: Date.UTC(2026, 9, 5), rows: 24, place: undefined, value: undefined },
      // Without it the value would read the same.
      { ...outage, place: undefined, value: rational(994701n, 10_000n) },
    ];
    const explanation = {
      ...{ objective: 'availability', group: undefined, from: Date.UTC(2026, 9), to: Date.UTC(2026, 10) },
      ...{ value: explained, contributors: told ?? contributors, reason: undefined },
    };
    const measured = { ...data.measured!, explanations: [explanation] };
    const at = text.indexOf('availability: {');
    const known: Project = { ...project, data: new Map([['a', { ...data, measured }]]) };
    return hover(known, file, at + 2)?.markdown ?? '';
  };
  test('stands in the hover with the value without it, and no text of a file works there', () => {
    const shown = hoverWith(rational(9947n, 100n));
    assert.match(shown, /What weighed most in Oct 2026 \(lines of `a\|\[b\]\(c\)<i>\.csv`\):\n/);
    assert.match(shown, /\n- 2026-10-03 10:00 to 12:00 \(2 h\), line 1,234: without it 99\.99 %\n/);
    assert.match(shown, /\n- 2026-10-04 \(24 rows\): without it no value\n/);
    assert.doesNotMatch(shown.replace(/`[^`]*`/g, ''), /\[b\]\(c\)|<i>/);
    assert.equal(shown.match(/without it/g)?.length, 2);
  });
  test('names the files where there are several, and no end of what has not ended', () => {
    const at = Date.UTC(2026, 9, 3, 10);
    const until = Date.UTC(2026, 9, 5, 10);
    const shown = hoverWith(rational(9947n, 100n), [
      { from: at, to: until, isOpen: true, rows: 1, place: { file: 'a.csv', line: 2 }, value: rational(999n, 10n) },
      { from: at, to: until, rows: 1, place: { file: 'b.csv', line: 3 }, value: rational(998n, 10n) },
    ]);
    assert.match(
      shown,
      /What weighed most in Oct 2026:\n- 2026-10-03 10:00, still open \(2 d so far\), `a\.csv`, line 2: /,
    );
    assert.match(shown, /\n- 2026-10-03 10:00 to 2026-10-05 10:00 \(2 d\), `b\.csv`, line 3: without it 99\.8 %\n/);
  });
  test('tells no length on the wall clock beside a bound in business time', () => {
    const known = { from: Date.UTC(2026, 9, 3, 10), rows: 1, place: undefined, value: rational(0n) };
    const explanation = {
      value: rational(9n),
      contributors: [
        { ...known, to: Date.UTC(2026, 9, 5, 10) },
        { ...known, to: Date.UTC(2026, 9, 5, 10), isOpen: true, rows: 2 },
      ],
    };
    const written = text.replace('atLeast: 99.9 %', 'atMost: 4 business hours');
    const { bounds } = open({ uri: 'a', version: 1, text: written }).model.objectives[0]!;
    const words = contributorWords(explanation, { unit: 'h' }, { bounds }, zoneOf('UTC')!);
    assert.deepEqual(
      words.map(({ what }) => what),
      ['2026-10-03 10:00 to 2026-10-05 10:00', '2026-10-03 10:00, still open (2 rows)'],
    );
  });
  test('is not told of another value', () => {
    assert.doesNotMatch(hoverWith(rational(1n)), /weighed/);
    assert.doesNotMatch(hoverWith(undefined), /weighed/);
  });
});

function hintsWith(measured: ObjectiveResult | undefined, written = text): readonly (readonly [string, string])[] {
  const file = open({ uri: 'a', version: 1, text: written });
  const found = inlayHints(projectWith(measured), file, { start: 0, end: written.length });
  return found.map(({ label, tooltip }) => [label, tooltip]);
}

describe('the hint beside a target', () => {
  test('fits the width that editors show, and says all in its tooltip', () => {
    assert.deepEqual(hintsWith(result(window(10, 'breached'))), [
      ['missed 99.47 % · 43 min allowed in Nov', 'missed 99.47 % · 43 min 12 s of down time allowed in Nov 2026'],
    ]);
  });
  test('says no value beside "unknown"', () => {
    const [label = ''] = hintsWith(result(window(10, 'unknown')))[0] ?? [];
    assert.equal(label, 'unknown · 43 min allowed in Nov');
  });
  test('says how far a value may be off that was read from a sketch', () => {
    assert.match(
      hintsWith(result(window(10, 'breached', { isExact: false })))[0]?.[1] ?? '',
      /^missed 99\.47 % ± 0\.4 % · /,
    );
  });
  test('is short however long the value', () => {
    for (const verdict of ['met', 'breached', 'running', 'not-applicable'] as const) {
      const [label = ''] =
        hintsWith(result(window(10, verdict, { value: rational(99_999_999n, 1_000_000n) })))[0] ?? [];
      assert.ok(label.length <= 43, label);
    }
  });
  test('is left out in the hours of a calendar, where less is allowed', () => {
    const office = text
      .replace('owedBy: p', 'calendar: office, owedBy: p')
      .replace('metrics:', 'calendars: { office: { hours: { mon-fri: "08:00-18:00" } } }\nmetrics:');
    assert.deepEqual(hintsWith(undefined, office), []);
  });
  test('is whole without results', () => {
    assert.equal(hintsWith(undefined)[0]?.[0], '43 min allowed in Nov');
  });
});

describe('the hover on an objective', () => {
  test('explains the signs of its chart, and says how the window that runs stands', () => {
    const measured = result(
      window(7, 'unknown', { inTerm: false }),
      window(8, 'breached'),
      window(9, 'unknown', { value: undefined }),
      window(10, 'met'),
      window(11, 'running', { soFar: 'met' }),
    );
    const file = open({ uri: 'a', version: 1, text });
    const { markdown = '' } = hover(projectWith(measured), file, text.indexOf('  availability') + 4) ?? {};
    assert.match(markdown, /● met · ✕ missed · ○ outside the term, running · – no value/);
    assert.match(markdown, /Nov 2026 runs until 2026-12-01 00:00: 99\.47 %, met so far\./);
  });
});

test('groups of which none could be judged are not counted as "0 met"', () => {
  const windows = [window(10, 'unknown', { group: 'a' }), window(10, 'not-applicable', { group: 'b' })];
  assert.match(standingLine(result(...windows), zone), /Oct 2026: 2 groups: 1 unknown, 1 not applicable$/);
});
