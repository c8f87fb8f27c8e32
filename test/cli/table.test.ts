// Holds the table of a terminal to its width: what is left out first, what is shortened, what is never cut.
// It must never run the command line: the layout is a function.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { displayWidth, shortened, table, type Column, type Row } from '../../server/src/cli/report/table';

const columns: readonly Column[] = [
  { title: 'objective', fair: 12, least: 4 },
  { title: 'verdict' },
  { title: 'budget', isRight: true, leftOut: 2 },
  { title: 'history', leftOut: 1 },
];
const rows: readonly Row<'dim'>[] = [
  { cells: ['availability-of-the-orders-api', 'missed', '532 %', '▁▂▃▄▅▆▇█'].map((text) => ({ text })) },
  { cells: ['latency', 'met', '8 %', '█'].map((text) => ({ text })) },
];

function laidOut(width: number, more: readonly Row<'dim'>[] = []): readonly string[] {
  return table(columns, [...rows, ...more], width, (text) => text, 'dim');
}

describe('the table', () => {
  test('shows all where there is room', () => {
    const [head = '', first = ''] = laidOut(80);
    assert.match(head, /^ {2}objective +verdict +budget +history$/);
    assert.match(first, /^ {2}availability-of-the-orders-api +missed +532 % +▁▂▃▄▅▆▇█$/);
  });
  test('shortens names first, then leaves out the history, then the budget', () => {
    assert.match(laidOut(56)[0] ?? '', /budget {2}history$/);
    assert.match(laidOut(56)[1] ?? '', /^ {2}availability-of-the-orders…  missed/);
    assert.match(laidOut(40)[1] ?? '', /^ {2}availability-of-the-…  missed    532 %$/);
    assert.match(laidOut(27)[1] ?? '', /^ {2}availability-of…  missed$/);
    assert.match(laidOut(18)[1] ?? '', /^ {2}availa…  missed$/);
  });
  test('is never wider than it may be', () => {
    for (let width = 17; width < 80; width++)
      for (const line of laidOut(width)) assert.ok(displayWidth(line) <= width, `${width}: ${line}`);
  });
  test('breaks the reason of a verdict into lines and cuts none of it', () => {
    const reason = 'its data cannot be read: "../elsewhere/orders-minutes.csv" lies outside the workspace';
    for (const width of [40, 60, 80]) {
      const lines = laidOut(width, [{ cells: [{ text: 'restore' }, { text: 'unknown' }], rest: reason }]).slice(3);
      assert.equal(lines.join('').replace(/\s+/g, ''), `restoreunknown${reason.replaceAll(' ', '')}`);
      for (const line of lines) assert.ok(displayWidth(line) <= width, line);
    }
  });
  test('leaves a column out in which nothing stands', () => {
    const bare = rows.map(({ cells }) => ({ cells: cells.map((cell, index) => (index === 2 ? { text: '' } : cell)) }));
    assert.doesNotMatch(table(columns, bare, 80, (text) => text, 'dim').join('\n'), /budget/);
  });
  test('counts wide characters twice', () => {
    assert.equal(shortened('可用性可用性', 7), '可用性…');
    assert.equal(shortened('short', 5), 'short');
  });
});
