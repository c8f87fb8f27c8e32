// Every format, packed or not and in every encoding, gives the same answer; and every way a file can fail gives a clear reason.
// It must never accept a verdict from a file that could not be read whole.

import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { gzipSync } from 'node:zlib';
import { readMedian, type Reading } from './read';

const folder = mkdtempSync(join(tmpdir(), 'sla-formats-'));
after(() => rmSync(folder, { recursive: true, force: true }));

const rows = Array.from({ length: 400 }, (_, index) => ({
  at: new Date(Date.UTC(2026, 0, 1 + (index % 120), index % 24)).toISOString(),
  site: index % 3 === 0 ? 'Zürich, "west"' : 'Łódź 😀',
  ms: index / 4,
}));
const delimited = (sign: string): string =>
  `at${sign}site${sign}ms\n${rows.map(({ at, site, ms }) => `${at}${sign}"${site.replaceAll('"', '""')}"${sign}${ms}\n`).join('')}`;

const texts: Readonly<Record<string, string>> = {
  'd.csv': delimited(','),
  'semicolons.csv': delimited(';'),
  'd.tsv': delimited('\t'),
  'd.ndjson': rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  'd.jsonl': rows.map((row) => JSON.stringify(row)).join('\r\n'),
  'd.json': JSON.stringify(rows),
  'lines.json': JSON.stringify(rows, undefined, 2),
  'crlf.json': `\r\n${JSON.stringify(rows, undefined, '\t').replaceAll('\n', '\r\n')}\r\n\r\n`,
};

function read(file: string, content: string | Buffer, other: Parameters<typeof readMedian>[2] = {}): Reading {
  writeFileSync(join(folder, file), content);
  return readMedian(folder, file, other);
}

const bigEndian = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

describe('the same rows give the same answer', () => {
  const expected = read('plain.csv', texts['d.csv'] ?? '');
  test('which is right', () => {
    assert.equal(expected.source.rows, 400);
    assert.deepEqual(
      expected.windows.map(({ window, n }) => [window, n]),
      [
        ['2026-01', 114],
        ['2026-02', 96],
        ['2026-03', 99],
        ['2026-04', 91],
      ].map(([window]) => [window, rows.filter(({ at }) => at.startsWith(String(window))).length]),
    );
  });

  for (const [name, text] of Object.entries(texts)) {
    const forms: readonly (readonly [string, Buffer])[] = [
      ['UTF-8', Buffer.from(text)],
      ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`)],
      ['UTF-16 LE', Buffer.from(`\ufeff${text}`, 'utf16le')],
      ['UTF-16 BE', bigEndian(`\ufeff${text}`)],
    ];
    for (const [encoding, bytes] of forms)
      for (const isPacked of [false, true])
        test(`${name} in ${encoding}${isPacked ? ', packed' : ''}`, () => {
          const got = read(isPacked ? `${name}.gz` : name, isPacked ? gzipSync(bytes) : bytes);
          assert.equal(got.problem, undefined);
          assert.deepEqual(got.windows, expected.windows);
          assert.deepEqual(got.source.columns, ['at', 'site', 'ms']);
          assert.deepEqual(got.source.samples, expected.source.samples);
          assert.equal(got.source.badRows, 0);
        });
  }

  test('several members of gzip, and zeros behind the last', () => {
    const text = texts['d.csv'] ?? '';
    const half = text.indexOf('\n', text.length / 2) + 1;
    const parts = [gzipSync(text.slice(0, half)), gzipSync(text.slice(half)), Buffer.alloc(40_000)];
    assert.deepEqual(read('members.csv.gz', Buffer.concat(parts)).windows, expected.windows);
  });

  test('files much larger than a chunk, in every format', () => {
    const wide = Array.from({ length: 30_000 }, (_, index) => ({
      at: rows[index % 400]!.at,
      note: `Größe ${index} ${'ä'.repeat(index % 50)}`,
      ms: (index % 700) / 10,
    }));
    const csv = `at,note,ms\n${wide.map(({ at, note, ms }) => `${at},${note},${ms}\n`).join('')}`;
    const large = read('large.csv', csv);
    assert.equal(large.source.rows, 30_000);
    const others: readonly (readonly [string, Buffer])[] = [
      ['large.csv.gz', gzipSync(csv)],
      ['large16.csv', bigEndian(`\ufeff${csv}`)],
      ['large.json', Buffer.from(JSON.stringify(wide))],
      ['large.lines.json.gz', gzipSync(JSON.stringify(wide, undefined, 1))],
      ['large.ndjson', Buffer.from(wide.map((row) => `${JSON.stringify(row)}\n`).join(''))],
    ];
    for (const [name, bytes] of others) {
      const got = read(name, bytes);
      assert.equal(got.problem, undefined, name);
      assert.equal(got.source.badRows, 0, name);
      assert.deepEqual(got.windows, large.windows, name);
    }
  });
});

describe('bad rows', () => {
  const line = (ms: string): string => `2026-01-05T00:00:00Z,${ms}\n`;
  const bad = (file: string, content: string | Buffer): readonly (readonly [number, string])[] =>
    read(file, content).source.badSamples.map((row) => [row.line, row.why]);

  test('bytes that are no UTF-8', () => {
    const bytes = Buffer.concat([
      Buffer.from(`at,ms,site\n2026-01-05T00:00:00Z,1,ok\n2026-01-05T00:00:00Z,2,Z`),
      Buffer.from([0xfc]),
      Buffer.from('rich\n2026-01-05T00:00:00Z,3,"Zürich\nWest"\n'),
    ]);
    assert.deepEqual(bad('latin.csv', bytes), [[3, 'it is not UTF-8 text']]);
    assert.equal(read('latin.csv.gz', gzipSync(bytes)).source.rows, 3);
    const objects = Buffer.from(
      '[{"at":"2026-01-05T00:00:00Z","ms":1,"x":"ok"},\n{"at":"2026-01-05T00:00:00Z","x":"?"}]',
    );
    objects[objects.lastIndexOf(63)] = 0xe9;
    assert.deepEqual(bad('latin.json', objects), [[2, 'it is not UTF-8 text']]);
  });
  test('every line that a quote swallows', () => {
    const swallowed = `at,site,ms\n${line('"eu,1')}${line('eu,2')}${line('"us",3')}${line('us,4')}`;
    assert.deepEqual(bad('quotes.csv', swallowed), [
      [2, 'a quote closes inside a field'],
      [3, 'a quote closes inside a field'],
      [4, 'a quote closes inside a field'],
    ]);
  });
  test('half a pair of UTF-16, and half a unit', () => {
    const text = Buffer.from(`\ufeffat,ms,x\n2026-01-05T00:00:00Z,1,\ud800!\n2026-01-06T00:00:00Z,1,ok\n`, 'utf16le');
    assert.deepEqual(bad('pair.csv', text), [[2, 'it is not UTF-8 text']]);
    const odd = Buffer.concat([text.subarray(0, text.length - 2), Buffer.from([0x41])]);
    assert.deepEqual(bad('odd.csv', odd), [
      [2, 'it is not UTF-8 text'],
      [3, 'it is not UTF-8 text'],
    ]);
  });
  test('elements of an array that are no object, and objects that are broken', () => {
    const good = '{"at":"2026-01-05T00:00:00Z","ms":1}';
    const elements = [good, '7', 'null', '"text"', '[1,{"a":2}]', '{"ms":{"deep":[1]}}', '{}'];
    assert.deepEqual(bad('mixed.json', `[${elements.join(',\n')}]`), [
      [2, 'the element is no JSON object'],
      [3, 'the element is no JSON object'],
      [4, 'the element is no JSON object'],
      [5, 'the element is no JSON object'],
      [6, 'at is empty'],
    ]);
    assert.equal(read('mixed.json', `[${elements.join(',\n')}]`).source.badRows, 6);
  });
  test('a last line whose time is cut off, but no other last line', () => {
    const times = (last: string): string => `ms,at\n1,2026-01-05T00:00:00Z\n2,2026-01-06T00:00:00.5Z\n3,${last}`;
    for (const cut of ['2026-01-07T00:00:0', '2026-01-07T00:00', '2026-01-07', '2026-01-07T00:00:00.5'])
      assert.equal(read('cut.csv', times(cut)).source.badRows, 1, cut);
    for (const whole of ['2026-01-07T00:00:00Z', '2026-01-07T00:00:00.25Z', '2026-01-07\n'])
      assert.equal(read('cut.csv', times(whole)).source.badRows, 0, whole);
    assert.equal(read('whole.csv', `at,ms\n${line('123')}${line('12').trimEnd()}`).source.badRows, 0);
  });
});

describe('a file that cannot be read says why and gives no verdict', () => {
  const csv = 'at,ms\n2026-01-05T00:00:00Z,1\n';
  const object = '{"at":"2026-01-05T00:00:00Z","ms":1}';
  const packed = gzipSync(texts['d.csv'] ?? '');
  const flipped = Buffer.from(packed);
  flipped[packed.length - 6]! ^= 1;
  const nested = (depth: number): string => `[{"a":${'['.repeat(depth)}${']'.repeat(depth)}}]`;
  const cases: readonly (readonly [string, string, string | Buffer, RegExp])[] = [
    ['an empty file', 'e.csv', '', /the file is empty/],
    ['nothing but a mark', 'e.csv', '\ufeff', /the file is empty/],
    ['nothing that is packed', 'e.csv.gz', gzipSync(''), /the file is empty/],
    ['an empty .gz', 'e.json.gz', '', /the file is empty/],
    ['an empty array', 'e.json', ' [ ] ', /no object, so no columns/],
    ['blanks', 'e.json', ' \n ', /its array has no end/],
    ['one object', 'e.json', object, /one object a line as \.ndjson/],
    ['objects one a line', 'e.json', `${object}\n${object}\n`, /one object a line as \.ndjson/],
    ['a number', 'e.json', '7', /no array of objects/],
    ['an array of numbers', 'e.json', '[1,2]', /no object/],
    ['an array without its end', 'e.json', `[${object}`, /cut off: its array has no end/],
    ['an array with half an object', 'e.json', `[${object},{"at":`, /cut off: its array has no end/],
    ['an array that ends in a comma', 'e.json', `[${object},]`, /no JSON: no value on line 1/],
    ['a broken object', 'e.json', `[${object},\n{"at":"x" "ms":1}]`, /an object is broken on line 2/],
    ['a text with a line feed', 'e.json', `[${object},\n{"at":"x\ny"}]`, /an object is broken on line 3/],
    ['objects without a comma', 'e.json', `[${object}\n${object}]`, /a comma is missing on line 2/],
    ['something behind the array', 'e.json', `[${object}]\n,`, /something stands behind the array on line 2/],
    ['a value of a thousand brackets', 'e.json', nested(1_000), /nested too deep on line 1/],
    ['a million brackets', 'e.json', '['.repeat(1e6), /nested too deep|longer than/],
    ['an object of 200 kB', 'e.json', `[{"at":"${'x'.repeat(2e5)}"}]`, /first object is longer than 100,000/],
    ['a second object of 2 MB', 'e.json', `[${object},{"at":"${'x'.repeat(2e6)}"}]`, /longer than 100,000 bytes/],
    ['a line of 2 MB in .gz', 'e.csv.gz', gzipSync(`${csv}${randomText(2e6)}`), /line 3 is longer than 100,000/],
    ['gzip cut in its middle', 'e.csv.gz', packed.subarray(0, packed.length / 2), /cut off: its gzip data has no end/],
    ['gzip without its last byte', 'e.csv.gz', packed.subarray(0, -1), /cut off: its gzip data has no end/],
    ['gzip cut in its header', 'e.csv.gz', packed.subarray(0, 5), /cut off: its gzip data has no end/],
    ['gzip with a wrong checksum', 'e.csv.gz', flipped, /gzip data is damaged/],
    ['text behind gzip', 'e.csv.gz', Buffer.concat([packed, Buffer.from('at,ms')]), /gzip data is damaged/],
    ['zeros and text behind gzip', 'e.csv.gz', Buffer.concat([packed, Buffer.from('\0x')]), /something stands behind/],
    ['text that is called .gz', 'e.csv.gz', csv, /gzip data is damaged/],
    ['a bomb', 'e.csv.gz', gzipSync(Buffer.alloc(5e7, csv)), /more than 200 times its size/],
    ['a bomb in its header', 'e.csv.gz', gzipSync(Buffer.alloc(1e7, 'x')), /line 1 is longer|200 times/],
    [
      '1,001 columns',
      'e.csv',
      `${Array.from({ length: 1_001 }, (_, at) => `c${at}`).join(',')}\n`,
      /more than 1000 columns/,
    ],
    ['a header in Latin-1', 'e.csv', Buffer.from('at,ms,größe\n', 'latin1'), /header is not UTF-8 text/],
    ['another format', 'e.xlsx', csv, /this version reads \.csv, /],
  ];
  for (const [name, file, content, why] of cases)
    test(name, () => {
      const { problem, windows, unavailable } = read(file, content);
      assert.match(problem ?? '', why);
      assert.deepEqual(windows, []);
      assert.match(unavailable ?? '', why);
    });

  test('more than is allowed, on the disk or unpacked', () => {
    assert.match(read('l.csv', texts['d.csv'] ?? '', { maximumBytes: 1e4 }).problem ?? '', /larger than 0 MB/);
    const noise = gzipSync(`${csv}${randomText(3e6, 50)}`);
    const got = read('l.csv.gz', noise, { maximumBytes: noise.length + 10 });
    assert.match(got.problem ?? '', /larger than \d MB when it is unpacked/);
  });
  test('a header alone is read, and leaves the result without windows', () => {
    for (const [file, content] of [
      ['h.csv', 'at,ms\n'],
      ['h.csv.gz', gzipSync('at,ms')],
    ] as const) {
      const { problem, windows, unavailable } = read(file, content);
      assert.equal(problem, undefined);
      assert.deepEqual([windows.length, unavailable], [0, 'its data has no usable row']);
    }
  });
  test('a folder, and a file that is not there', () => {
    mkdirSync(join(folder, 'folder.json'));
    assert.match(readMedian(folder, 'folder.json').problem ?? '', /it is a folder, not a file/);
    assert.match(readMedian(folder, 'nowhere.csv.gz').problem ?? '', /there is no such file/);
  });
  const isRoot = process.getuid?.() === 0;
  test('no permission', { skip: isRoot ? 'root may read every file' : false }, () => {
    writeFileSync(join(folder, 'secret.csv'), csv);
    chmodSync(join(folder, 'secret.csv'), 0);
    assert.match(readMedian(folder, 'secret.csv').problem ?? '', /no permission to read it/);
  });
  test('an empty array beside another file of a pattern is a month without records', () => {
    writeFileSync(join(folder, 'month-1.json'), '[]');
    writeFileSync(join(folder, 'month-2.json'), `[${object}]`);
    const { source, problem } = readMedian(folder, 'month-*.json');
    assert.deepEqual([problem, source.rows, source.columns], [undefined, 1, ['at', 'ms']]);
  });
});

/** Text that packs badly, in lines of some length. */
function randomText(length: number, perLine = length): string {
  let state = 1;
  let text = '';
  for (let index = 1; index <= length; index++) {
    state = (state * 48271) % 2147483647;
    text += index % perLine === 0 ? '\n' : String.fromCharCode(97 + (state % 26));
  }
  return text;
}
