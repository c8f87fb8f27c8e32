// What an agreement says by itself: to write it down, or to leave it out, changes nothing; beside what the other version understands it does.
// It must never pass a pair as the same that a result would tell apart.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diffOf } from '../../server/src/core/diff/agreement-diff';
import { open, type SlaFile } from '../../server/src/core/model/file';

const written = `sla: 1
id: parcels
timeZone: Europe/Berlin
parties: { host: { name: Host, role: provider }, shop: { name: Shop, role: customer } }
calendars:
  office: { hours: { mon-fri: "08:00-18:00" } }
  always: { hours: 24x7 }
data:
  probes: { file: probes.csv, columns: { at: checked, ok: passed } }
metrics:
  uptime: { type: availability, data: probes }
  reply: { type: first-response-time }
objectives:
  up: { metric: uptime, atLeast: 99 %, window: month, excludes: [works] }
  replied: { metric: reply, for: 95 %, atMost: 4 business hours, window: month }
  groups: { metric: reply, for: 95 %, targets: { gold: { atMost: 2 business hours } }, window: month }
exclusions: { works: { kind: scheduled-maintenance, notice: 5 business days } }
claims: { by: shop, to: host, within: 30 business days }
remedies: { told: { kind: report, by: host, within: 5 business days } }
responsibilities: { restore: { responsible: host, within: 8 business hours } }
`;

let version = 0;
const fileOf = (text: string): SlaFile => open({ uri: 'file:///a.sla.yaml', version: version++, text });
const paths = (before: string, now: string): readonly string[] =>
  diffOf(fileOf(before), fileOf(now)).changes.map(({ kind, path }) => `${kind} ${path}`);

type Edit = readonly [from: string, to: string];
const edited = (edits: readonly Edit[]): string =>
  edits.reduce((text, [from, to]) => {
    assert.ok(text.includes(from), from);
    return text.replace(from, to);
  }, written);

describe('written down or left out, the same is said', () => {
  const same: readonly (readonly [name: string, ...edits: readonly Edit[]])[] = [
    ['the zone of a calendar', ['office: {', 'office: { timeZone: Europe/Berlin,']],
    ['a column that is called like its role', ['ok: passed', 'ok: passed, value: value']],
    ['who controls what is measured', ['data: probes }', 'data: probes, controlledBy: host }']],
    ['the only calendar with hours, of an objective', ['4 business hours', '4 business hours, calendar: office']],
    ['the only calendar with hours, of a group', ['2 business hours', '2 business hours, calendar: office']],
    ['the only calendar with hours, of a notice', ['5 business days }', '5 business days, calendar: office }']],
    ['the only calendar with hours, of claims', ['30 business days', '30 business days, calendar: office']],
    [
      'the only calendar with hours, of a remedy',
      ['within: 5 business days', 'within: 5 business days, calendar: office'],
    ],
    ['the only calendar with hours, of a duty', ['8 business hours', '8 business hours, calendar: office']],
    ['a week that never closes', ['24x7', '{ mon-sun: "00:00-24:00" }']],
    [
      'a week that never closes, in parts',
      ['24x7', '{ mon-fri: ["00:00-12:00", "12:00-24:00"], sat-sun: "00:00-24:00" }'],
    ],
  ];
  for (const [name, ...edits] of same)
    test(name, () => {
      const now = edited(edits);
      assert.deepEqual(paths(written, now), []);
      assert.deepEqual(paths(now, written), []);
    });
  test('all columns that are called like their roles', () => {
    const without = written.replace('columns: { at: checked, ok: passed }', 'where: ok');
    const now = without.replace('where: ok', 'columns: { at: at, ok: ok }, where: ok');
    assert.deepEqual([paths(without, now), paths(now, without)], [[], []]);
  });
  test('the calendar is called otherwise as well', () =>
    assert.deepEqual(
      paths(
        written,
        edited([
          ['office: {', 'bureau: {'],
          ['4 business hours', '4 business hours, calendar: bureau'],
        ]),
      ),
      ['renamed calendars.bureau'],
    ));
});

describe('another thing is said', () => {
  const others: readonly (readonly [name: string, found: readonly string[], ...edits: readonly Edit[]])[] = [
    ['another zone', ['added calendars.office.timeZone'], ['office: {', 'office: { timeZone: Europe/London,']],
    ['a column of another name', ['added data.probes.columns.value'], ['ok: passed', 'ok: passed, value: ok']],
    [
      'another party controls it',
      ['added metrics.uptime.controlledBy'],
      ['data: probes }', 'data: probes, controlledBy: shop }'],
    ],
    [
      'a calendar that never closes',
      ['added objectives.replied.calendar'],
      ['4 business hours', '4 business hours, calendar: always'],
    ],
    ['a calendar for plain time', ['added objectives.up.calendar'], ['99 %,', '99 %, calendar: office,']],
    [
      'the calendar of a plain duty, beside which it is not clear what is meant',
      ['changed responsibilities.restore.within', 'added responsibilities.restore.calendar'],
      ['8 business hours', '8 h, calendar: office'],
    ],
    [
      'the default before, where there is none any more',
      ['added calendars.night', 'added objectives.replied.calendar'],
      ['  always:', '  night: { hours: { mon-fri: "20:00-23:00" } }\n  always:'],
      ['4 business hours', '4 business hours, calendar: office'],
    ],
    ['a week with a minute less', ['changed calendars.always.hours'], ['24x7', '{ mon-sun: "00:00-23:59" }']],
    ['a week without a day', ['changed calendars.always.hours'], ['24x7', '{ mon-sat: "00:00-24:00" }']],
  ];
  for (const [name, found, ...edits] of others)
    test(name, () => assert.deepEqual(paths(written, edited(edits)), found));
});

test('a calendar that is left out where another one became the default is weaker, and not the same', () => {
  const before = edited([['4 business hours', '4 business hours, calendar: office']]);
  const now = written.replace(
    'office: { hours: { mon-fri: "08:00-18:00" } }',
    'late: { hours: { mon: "08:00-10:00" } }',
  );
  const { weaker } = diffOf(fileOf(before), fileOf(now));
  assert.deepEqual(weaker, ['shop']);
});
