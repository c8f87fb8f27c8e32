// Lines that are read straight into blocks say what the scanner says of them, row by row: the same values, states, texts, lines, reasons.
// It must never try tidy lines alone: fields are quoted, blank, cut, missing and damaged at random, and chunks end anywhere.

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { zoneOf } from '../../server/src/core/time/zones';
import { csvPlan, scanCsv, type OnRow } from '../../server/src/engine/sources/csv';
import { plainCsv } from '../../server/src/engine/sources/csv-lines';
import { Gatherer, type PlainLines } from '../../server/src/engine/sources/gather';
import { scanNdjson, wantedKeys } from '../../server/src/engine/sources/ndjson';
import { plainNdjson } from '../../server/src/engine/sources/ndjson-lines';
import { read, Row, type SlotKind } from '../../server/src/engine/sources/row';
import { randomOf } from './references/random';

type Random = ReturnType<typeof randomOf>;
type Slots = readonly { readonly name: string; readonly kind: SlotKind }[];

/** Scans `[from, to)` of some bytes into a row. */
type Scan = (bytes: Buffer, from: number, to: number, row: Row, onRow: OnRow, gatherer?: Gatherer) => number;

const zone = zoneOf('Europe/Berlin')!;
const kinds: readonly SlotKind[] = ['instant', 'number', 'boolean', 'text'];

/** What a row says. */
function wordsOf(row: Row, broken: string | undefined): string {
  const slots = row.names.map((_, slot) => {
    const state = row.states[slot];
    if (row.kinds[slot] === 4) return `${state} ${row.text(slot)}`;
    return state === read ? `${row.values[slot]} ${row.kinds[slot] === 2 ? row.mantissas[slot] : ''}` : String(state);
  });
  return broken === undefined ? `${row.line}: ${slots.join(' | ')}` : `${row.line}: ${broken}`;
}

/** All rows of a text that is read in chunks, and whether a zone was assumed. */
function rowsOf(text: string, chunk: number, slots: Slots, scan: Scan, plain: ((row: Row) => PlainLines) | undefined) {
  const row = new Row(slots, zone);
  row.line = 1;
  const rows: string[] = [];
  const note: OnRow = (broken) => rows.push(wordsOf(row, broken));
  let gathered = 0;
  const gatherer =
    plain &&
    new Gatherer(row, plain(row), (block) => {
      for (let at = 0; at < block.length; at++) {
        block.give(row, at);
        note(undefined);
      }
      gathered += block.length;
    });
  const all = Buffer.from(text);
  const bytes = Buffer.alloc(all.length + 1);
  let done = 0;
  for (let end = 0; end < all.length;) {
    end = Math.min(all.length, end + chunk);
    all.copy(bytes, 0, 0, end);
    bytes[end] = 10;
    done = scan(bytes, done, end, row, gatherer === undefined ? note : gatherer.rowsTo(note), gatherer);
    gatherer?.end();
  }
  return { rows, isZoneAssumed: row.isZoneAssumed, done, gathered };
}

const values: Readonly<Record<SlotKind, (random: Random) => string>> = {
  instant: (random) => {
    // Every second one falls into one of two minutes.
    const at = new Date(
      random.chance(0.5)
        ? Date.UTC(2026, 5, 1, 12, random.whole(0, 1)) + random.whole(0, 59_999)
        : Date.UTC(2026, random.whole(0, 11), random.whole(1, 28)) + random.whole(0, 86_399_999),
    );
    const text = at.toISOString();
    return random.pick([
      text,
      text,
      text,
      text.replace('.', `.${random.whole(0, 999_999)}`),
      text.replace(/\..*/, 'Z'),
      text.replace('T', ' ').replace(/\..*/, ''),
      text.replace('Z', '+05:30'),
      text.slice(0, 10),
      text.replace(/:\d\d\./, random.pick([':60.', ':6x.', ':/9.', '.30.'])),
      text.replace(/\.\d/, random.pick(['.:', '.x', ':0'])),
      String(at.getTime()),
      '2026-02-30T10:00:00Z',
      '2026-01-01T24:00:00Z',
      '2026-01-01T24:00:00.000Z',
      '2026-01-01T24:00:07.000Z',
      `${text}0`,
    ]);
  },
  number: (random) =>
    random.pick([
      String(random.whole(0, 9_999) / 10),
      String(random.whole(0, 99)),
      String(-random.whole(0, 99) / 4),
      '12345678.25',
      '123456789',
      '0.123456789012',
      '9007199254740993',
      '1e3',
      '5.',
      '.5',
      '.',
      '1.2.3',
      '007',
      '12 ms',
    ]),
  boolean: (random) => random.pick(['true', 'false', 'TRUE', '1', '0', 'yes', 'n', 'perhaps']),
  text: (random) => random.pick(['eu', 'us-east-1', 'a name that is longer than thirty-two bytes', 'Łódź', 'x"y']),
};

function fieldOf(random: Random, kind: SlotKind): string {
  if (random.chance(0.05)) return random.pick(['', ' ', 'NA', 'null', '-', '""', '" "']);
  const value = values[kind](random);
  if (random.chance(0.05)) return random.pick([` ${value}`, `${value} `, `${value}\r`, `"${value}`, `${value}"`]);
  if (random.chance(0.15)) return `"${value.replaceAll('"', random.chance(0.5) ? '""' : '')}"`;
  if (random.chance(0.03)) return `"${value}, and\nmore"`;
  return value;
}

/** Changes a few bytes at random. */
function damaged(random: Random, text: string): string {
  if (!random.chance(0.3)) return text;
  const at = random.whole(0, Math.max(0, text.length - 1));
  return (
    text.slice(0, at) + random.pick(['', '"', ',', '\n', '\r', '\t', '\v', '\\', '{', '0', 'é']) + text.slice(at + 1)
  );
}

function slotsOf(random: Random, all: Slots): Slots {
  const chosen = all.filter(() => random.chance(0.7));
  return chosen.length === 0 ? all.slice(0, 1) : [...chosen].sort(() => (random.chance(0.5) ? 1 : -1));
}

describe('plain lines', () => {
  const seeds = Array.from({ length: 1_500 }, (_, seed) => seed);

  test('CSV: 1,500 texts of random fields', () => {
    let [plainRows, allRows] = [0, 0];
    for (const seed of seeds) {
      const random = randomOf(seed);
      const delimiter = random.pick([',', ';', '\t']);
      const all: Slots = Array.from({ length: random.whole(1, 5) }, (_, index) => ({
        name: `c${index}`,
        kind: random.pick(kinds),
      }));
      const end = random.chance(0.3) ? '\r\n' : '\n';
      const isTidy = random.chance(0.4);
      const lines = Array.from({ length: random.whole(1, 40) }, () => {
        if (random.chance(0.03)) return random.pick(['', '\r', ' ']);
        const fields = all.map(({ kind }) => (isTidy ? values[kind](random) : fieldOf(random, kind)));
        if (random.chance(0.03)) fields.splice(random.whole(0, fields.length), random.whole(0, 1), 'more');
        return fields.join(delimiter);
      });
      const text = damaged(random, lines.join(end) + end);
      const slots = slotsOf(random, all);
      const layout = { columns: all.map(({ name }) => name), delimiter: delimiter.charCodeAt(0), headerLength: 0 };
      const scan: Scan = (bytes, from, to, row, onRow, gatherer) =>
        scanCsv(bytes, from, to, csvPlan(layout, row), row, onRow, gatherer);
      const chunk = random.chance(0.5) ? text.length + 1 : random.whole(200, 900);
      const expected = rowsOf(text, chunk, slots, scan, undefined);
      const actual = rowsOf(text, chunk, slots, scan, (row) => plainCsv(csvPlan(layout, row), row)!);
      assert.deepEqual({ ...actual, gathered: 0 }, expected, `seed ${seed}: ${JSON.stringify(text)}`);
      plainRows += actual.gathered;
      allRows += expected.rows.length;
    }
    assert.ok(plainRows > allRows / 2, `${plainRows} of ${allRows} rows went through blocks`);
  });

  test('NDJSON: 1,500 texts of random objects', () => {
    let [plainRows, allRows] = [0, 0];
    for (const seed of seeds) {
      const random = randomOf(seed);
      const all: Slots = Array.from({ length: random.whole(1, 5) }, (_, index) => ({
        name: random.chance(0.1) ? `k"${index}` : `key${index}`,
        kind: random.pick(kinds),
      }));
      const [comma, colon] = random.pick([
        [',', ':'],
        [', ', ': '],
        [' ,\t', ' : '],
      ] as const);
      const isTidy = random.chance(0.5);
      const valueOf = (kind: SlotKind): string => {
        const value = values[kind](random);
        if (random.chance(isTidy ? 0.02 : 0.1)) return random.pick(['null', '""', '" "', '[1, 2]', '{"a":"}"}', 'NaN']);
        const isBare = kind === 'boolean' || kind === 'number';
        if (isBare !== random.chance(isTidy ? 0 : 0.05)) return value.replace(/^(?:yes|n|1|0|TRUE)$/, 'true');
        return JSON.stringify(value);
      };
      const lines = Array.from({ length: random.whole(1, 40) }, () => {
        if (random.chance(0.03)) return random.pick(['', '  ', '[]', '{}', '{', 'true']);
        const members = all.map(({ name, kind }) => `${JSON.stringify(name)}${colon}${valueOf(kind)}`);
        if (!isTidy && random.chance(0.2)) members.reverse();
        if (!isTidy && random.chance(0.1))
          members.splice(random.whole(0, members.length), random.whole(0, 1), '"more":1');
        if (random.chance(0.02)) members.push(members[0]!);
        return `{${members.join(comma)}}`;
      });
      const end = random.chance(0.3) ? '\r\n' : '\n';
      const text = damaged(random, lines.join(end) + end);
      const slots = slotsOf(random, all);
      const scan: Scan = (bytes, from, to, row, onRow, gatherer) =>
        scanNdjson(bytes, from, to, wantedKeys(row), row, onRow, gatherer);
      const chunk = random.chance(0.5) ? text.length + 1 : random.whole(300, 1_200);
      const expected = rowsOf(text, chunk, slots, scan, undefined);
      const actual = rowsOf(text, chunk, slots, scan, (row) => plainNdjson(wantedKeys(row), row)!);
      assert.deepEqual({ ...actual, gathered: 0 }, expected, `seed ${seed}: ${JSON.stringify(text)}`);
      plainRows += actual.gathered;
      allRows += expected.rows.length;
    }
    assert.ok(plainRows > allRows / 2, `${plainRows} of ${allRows} rows went through blocks`);
  });
});
