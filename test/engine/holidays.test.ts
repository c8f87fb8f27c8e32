// Holds public holidays by country and region against dates that are known otherwise, from the text to the verdict.
// It must never take a date from the library that it tests.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { after, describe, test } from 'node:test';
import type { Partials } from '../../server/src/core/compliance/partials';
import { planOf } from '../../server/src/core/compliance/plan';
import { resultsOf } from '../../server/src/core/compliance/verdict';
import { open } from '../../server/src/core/model/file';
import { holidayPlaces } from '../../server/src/core/vocabulary/holiday-places.generated';
import { loadHolidayBook, type HolidayBook } from '../../server/src/engine/holidays';
import { EngineHost } from '../../server/src/engine/host';
import { runPlan } from '../../server/src/engine/run';
import { runOptions } from '../kit/run-options';

const folder = mkdtempSync(join(tmpdir(), 'sla-holidays-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const loading = loadHolidayBook();
const book = (): Promise<HolidayBook> => loading;

/** The days of a place in a year, without the year. */
async function days(country: string, region: string | undefined, year: number): Promise<readonly string[]> {
  const known = (await book()).daysOf({ country, region }, year, year);
  return known.filter((day) => day.startsWith(String(year))).map((day) => day.slice(5));
}

/** Easter Sunday by the algorithm of Meeus, Jones and Butcher, as a number of days since 1970. */
function easter(year: number): number {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e, f] = [Math.floor(b / 4), b % 4, Math.floor((b + 8) / 25)];
  const g = Math.floor((b - f + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const [i, k] = [Math.floor(c / 4), c % 4];
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return Date.UTC(year, month - 1, ((h + l - 7 * m + 114) % 31) + 1) / 86_400_000;
}

describe('days', () => {
  test('of Berlin follow Easter over fifty years, with the days that came and went', async () => {
    const known = await book();
    for (let year = 1995; year <= 2045; year++) {
      const moving = [-2, 1, 39, 50].map((after) =>
        new Date((easter(year) + after) * 86_400_000).toISOString().slice(0, 10),
      );
      const fixed = ['01-01', '05-01', '10-03', '12-25', '12-26'];
      // The day of women is one since 2019; the Reformation, liberation and the rising of 1953 are kept in single years.
      if (year >= 2019) fixed.push('03-08');
      if (year === 2020 || year === 2025) fixed.push('05-08');
      if (year === 2017) fixed.push('10-31');
      if (year === 2028) fixed.push('06-17');
      const wanted = [...new Set([...moving, ...fixed.map((day) => `${year}-${day}`)])].sort();
      assert.deepEqual(
        known.daysOf({ country: 'DE', region: 'BE' }, year, year).filter((day) => day.startsWith(String(year))),
        wanted,
      );
    }
  });

  test('of a region differ from those of its country, and of a part of it from its own', async () => {
    const [germany, bavaria, augsburg] = [
      await days('DE', undefined, 2026),
      await days('DE', 'BY', 2026),
      await days('DE', 'BY-A', 2026),
    ];
    assert.deepEqual(
      bavaria.filter((day) => !germany.includes(day)),
      ['01-06', '06-04', '11-01'],
    );
    assert.deepEqual(
      augsburg.filter((day) => !bavaria.includes(day)),
      ['08-08', '08-15'],
    );
  });

  test('move where the law moves them, and last as long as they last', async () => {
    const scotland = await days('GB', 'SCT', 2022);
    // The second of January was a Sunday, and the spring holiday moved to the jubilee of 2022.
    for (const day of ['01-03', '01-04', '06-02', '06-03', '09-19']) assert.ok(scotland.includes(day), day);
    assert.ok(!scotland.includes('05-30'));
    // Independence Day of 2026 is a Saturday, and Thanksgiving the fourth Thursday of November.
    const america = await days('US', undefined, 2026);
    for (const day of ['07-03', '11-26']) assert.ok(america.includes(day), day);
    // Feasts of several days, told by their first evening: the end of Ramadan 2025 in Turkey.
    const turkey = await days('TR', undefined, 2025);
    assert.deepEqual(
      turkey.filter((day) => /^0(?:3-2[89]|3-3\d|4-0\d)/.test(day)),
      ['03-30', '03-31', '04-01'],
    );
    // A feast that begins in one year and ends in the next.
    assert.deepEqual((await days('SZ', undefined, 2026)).slice(0, 2), ['01-01', '01-02']);
  });

  test('are whole: an afternoon closes none', async () => {
    const iceland = await days('IS', undefined, 2025);
    assert.ok(iceland.includes('12-25'));
    assert.ok(!iceland.includes('12-24'));
  });

  test('are known of every place of the list that the rules read, and of no other', async () => {
    const known = await book();
    for (const [country, regions] of Object.entries(holidayPlaces)) {
      assert.equal(known.lack({ country, region: undefined }), undefined);
      for (const region of regions.split(' ').filter(Boolean))
        assert.equal(known.lack({ country, region }), undefined, `${country} ${region}`);
    }
    for (const country of ['XX', 'de', '', 'constructor', '__proto__', 'DE-BE'])
      assert.equal(known.lack({ country, region: undefined }), `${country} is no country whose holidays are known`);
    for (const region of ['XX', 'be', '', 'BY-X', 'BY-A-A', 'BY-', 'toString', 'BY-constructor'])
      assert.equal(
        known.lack({ country: 'DE', region }),
        `${region} is no region of DE whose holidays are known`,
        region,
      );
    assert.deepEqual(known.daysOf({ country: 'XX', region: undefined }, 2026, 2026), []);
  });
});

/** Requests on the Thursdays before Good Friday of three years, each answered on the next opening day but one at nine. */
const rows = [
  'reported,responded',
  '2024-03-28T16:00:00Z,2024-04-02T08:00:00Z',
  '2025-04-17T15:00:00Z,2025-04-22T07:00:00Z',
  '2026-04-02T15:00:00Z,2026-04-07T07:00:00Z',
];
writeFileSync(join(folder, 'requests.csv'), `${rows.join('\n')}\n`);

function agreement(holidays: string, more = ''): string {
  return `sla: 1
id: a
timeZone: Europe/Berlin
calendars:
  office: { hours: { mon-fri: "08:00-18:00" }, holidays: ${holidays}${more} }
data:
  requests: { file: requests.csv, columns: { start: reported, end: responded }, covers: { from: 2024-01-01, to: 2026-12-31 } }
metrics:
  response: { type: first-response-time, data: requests }
objectives:
  o: { metric: response, for: 100 %, atMost: 4 business hours, window: year, calendar: office }
`;
}

async function answer(text: string, known: HolidayBook | undefined): Promise<readonly string[]> {
  const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text });
  const planned = planOf(model);
  return told(model, planned, runPlan(planned.plan, runOptions(folder, { holidays: known })));
}

function told(
  model: Parameters<typeof resultsOf>[0],
  planned: ReturnType<typeof planOf>,
  partials: Partials,
): readonly string[] {
  const [result] = resultsOf(model, planned, partials);
  if (result?.unavailable !== undefined) return [result.unavailable];
  return (result?.windows ?? []).map(({ window, verdict }) => `${window} ${verdict}`);
}

describe('a calendar with the holidays of a country', () => {
  // From 16:00 or 17:00 to 18:00, and from 08:00 to 10:00 or 09:00 after Easter Monday: three hours at most.
  const met = ['2024 met', '2025 met', '2026 met'];
  const breached = ['2024 breached', '2025 breached', '2026 breached'];

  test('closes on days that fall on other dates each year', async () => {
    assert.deepEqual(await answer(agreement('{ country: DE, region: BE }'), await book()), met);
    // The same days written out, and none at all.
    const written = '[2024-03-29, 2024-04-01, 2025-04-18, 2025-04-21, 2026-04-03, 2026-04-06]';
    assert.deepEqual(await answer(agreement(written), undefined), met);
    assert.deepEqual(await answer(agreement('[]'), undefined), breached);
  });

  test('stays open on the days that the agreement excepts', async () => {
    const except = ', except: [2025-04-18, 2025-04-21]';
    assert.deepEqual(await answer(agreement('{ country: DE }', except), await book()), [
      '2024 met',
      '2025 breached',
      '2026 met',
    ]);
  });

  test('gives no result for a place that is not known, and without the library', async () => {
    const why = (place: string): string => `the holidays of calendar "office" are not known: ${place}`;
    assert.deepEqual(await answer(agreement('{ country: XX }'), await book()), [
      why('XX is no country whose holidays are known'),
    ]);
    assert.deepEqual(await answer(agreement('{ country: DE, region: ZZ }'), await book()), [
      why('ZZ is no region of DE whose holidays are known'),
    ]);
    assert.deepEqual(await answer(agreement('{ country: DE }'), undefined), [why('they could not be loaded')]);
    assert.deepEqual(await answer(agreement('{ region: BE }'), await book()), [
      'the hours of calendar "office" are not known',
    ]);
  });

  test('is answered by the built engine, which loads the library by itself', async () => {
    const host = new EngineHost({ script: resolve('dist/engine.js'), timeLimitMs: 60_000, memoryLimitMiB: 512 });
    try {
      const { model } = open({ uri: join(folder, 'a.sla.yaml'), version: 1, text: agreement('{ country: DE }') });
      const planned = planOf(model);
      const { holidays: _, isCancelled: __, onProgress: ___, ...options } = runOptions(folder);
      assert.deepEqual(told(model, planned, await host.run('a', { plan: planned.plan, ...options })), met);
    } finally {
      host.dispose();
    }
  });
});
