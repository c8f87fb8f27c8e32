// Walks through a JSON file that holds one array of objects, element by element, without parsing the whole.
// It must never recurse into an element, and never take an array that does not close for a whole one.

import type { OnRow } from './csv';
import { objectOf, scanObject, tooDeep, valueEnd, type WantedKey } from './ndjson';
import type { Row } from './row';
import { Unreadable } from './unreadable';

const newline = 10;
const cutOff = 'it is cut off: its array has no end';

/** A class because a walk goes on where the bytes of the chunk before ended. */
export class ArrayWalk {
  /** The element that `next` found last. */
  start = 0;
  end = 0;
  /** Where the bytes of the next chunk have to go on. */
  at = 0;
  /** One-based line of the element. */
  line = 1;
  private lineAt = 1;
  private expects: 'array' | 'first' | 'element' | 'comma' | 'nothing' = 'array';

  /** Finds the next whole element in `bytes[at, to)`; false where there is none, or not all of it. Throws `Unreadable`. */
  next(bytes: Buffer, to: number, isLast: boolean): boolean {
    for (; this.at < to; this.at++) {
      const c = bytes[this.at]!;
      if (c === newline) this.lineAt++;
      if (c === 32 || c === newline || c === 13 || c === 9) continue;
      if (this.expects === 'array') {
        if (c !== 91) throw noArray(c);
        this.expects = 'first';
      } else if (c === 93 && (this.expects === 'first' || this.expects === 'comma')) this.expects = 'nothing';
      else if (this.expects === 'comma') {
        if (c !== 44) throw this.broken('a comma is missing');
        this.expects = 'element';
      } else if (this.expects === 'nothing') throw this.broken('something stands behind the array');
      else return this.element(bytes, to, isLast);
    }
    if (isLast && this.expects !== 'nothing') throw new Unreadable('unreadable', cutOff);
    return false;
  }

  private element(bytes: Buffer, to: number, isLast: boolean): boolean {
    const end = valueEnd(bytes, this.at, to);
    if (end === tooDeep) throw this.broken('its values are nested too deep');
    if (end < 0 && ![34, 91, 123].includes(bytes[this.at]!)) throw this.broken('no value');
    if (end < 0 && isLast) throw new Unreadable('unreadable', cutOff);
    // A number at the end of a chunk may go on in the next one.
    if (end < 0 || (end === to && !isLast)) return false;
    this.start = this.at;
    this.end = end;
    this.line = this.lineAt;
    // In an array of one line, to look for the next line would go through the whole chunk for each element.
    for (let i = this.at; i < end; i++) if (bytes[i] === newline) this.lineAt++;
    this.at = end;
    this.expects = 'comma';
    return true;
  }

  /** What is wrong with the line that the walk has come to. */
  broken(what: string): Unreadable {
    return new Unreadable('unreadable', `it is no JSON: ${what} on line ${this.lineAt}`);
  }
}

function noArray(first: number): Unreadable {
  const isObject = first === 123;
  return new Unreadable(
    'unreadable',
    isObject
      ? 'it holds one object; an array of objects is read, or one object a line as .ndjson'
      : 'it holds no array of objects',
  );
}

export interface ArrayHead {
  readonly columns: readonly string[];
  /** The first objects, one a line. */
  readonly text: string;
}

/** The keys of the first objects in the order in which they turn up, and those objects; no keys where the array is empty. */
export function arrayHead(head: Buffer, isWhole: boolean, maximumLength: number): ArrayHead {
  const walk = new ArrayWalk();
  const keys = new Set<string>();
  const lines: string[] = [];
  while (walk.next(head, head.length, isWhole)) {
    // A line feed stands between values only: within a text it would be written as \n.
    const text = head.toString('utf8', walk.start, walk.end).replace(/[\r\n]+/g, ' ');
    const object = objectOf(text);
    if (object === undefined && lines.length === 0)
      throw new Unreadable('unreadable', 'the first element of its array is no object');
    for (const key of Object.keys(object ?? {})) keys.add(key);
    lines.push(`${text}\n`);
  }
  if (!isWhole && lines.length === 0)
    throw new Unreadable('limit', `its first object is longer than ${maximumLength.toLocaleString('en')} bytes`);
  return { columns: [...keys], text: lines.join('') };
}

/** Scans the elements of `bytes[from, to)`; returns the offset behind the last whole one. */
export function scanArray(
  bytes: Buffer,
  from: number,
  to: number,
  isLast: boolean,
  walk: ArrayWalk,
  wanted: WantedKey[],
  row: Row,
  onRow: OnRow,
): number {
  row.bytes = bytes;
  walk.at = from;
  while (walk.next(bytes, to, isLast)) {
    row.line = walk.line;
    row.nth++;
    row.states.fill(0);
    row.from = walk.start;
    row.to = walk.end;
    const isObject = scanObject(bytes, walk.start, walk.end, wanted, row);
    // A text that does not end where it should swallows the objects behind it: how many rows are lost, nobody can tell.
    if (!isObject && bytes[walk.start] === 123) throw walk.broken('an object is broken');
    row.endLine();
    onRow(isObject ? undefined : 'the element is no JSON object');
  }
  row.line = walk.line;
  return walk.at;
}
