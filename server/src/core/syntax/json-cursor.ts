// Finds the path of a cursor in JSON by its signs alone, in text that is not complete yet.
// It must never need a tree: while a key is typed there is none, or one that ends before the cursor.

import type { Span } from '../text/span';

/** What a person is typing at an offset of a text of JSON. */
export interface JsonCursor {
  /** Path of the object in which a key, or of the value that is expected, from the root. */
  readonly path: readonly (string | number)[];
  /** `item`: a value of an array. */
  readonly expects: 'key' | 'value' | 'item';
  /** The text in quotes or the bare word at the cursor, with its quotes; undefined where nothing is written yet. */
  readonly token: JsonToken | undefined;
  /** Where the bracket stands in which the cursor is; -1 at the root. */
  readonly open: number;
  /** Keys of the object at the cursor with their single values; none in an array. */
  readonly siblings: ReadonlyMap<string, string>;
  /** Whether a colon stands behind the key at the cursor. */
  readonly hasColon: boolean;
  /** Where a comma is missing that ends what stands before the cursor. */
  readonly commaMissingAt: number | undefined;
  /** Whether something follows from which the cursor's entry has to be set apart by a comma. */
  readonly needsComma: boolean;
}

export interface JsonToken extends Span {
  readonly isQuoted: boolean;
  /** Whether the closing quote is there. */
  readonly isClosed: boolean;
}

interface Frame {
  readonly isMap: boolean;
  readonly open: number;
  /** The key whose value is due, or the number of the item. */
  step: string | number;
  state: 'entry' | 'colon' | 'value' | 'done';
  /** Where the last entry ends. */
  end: number;
  readonly siblings: Map<string, string>;
}

/** Blanks and comments, which the parser of YAML takes in brackets too; a sign; a text in quotes; a bare word. */
const tokens = /(?:[\s\uFEFF]|#[^\n]*)+|[{}[\],:]|"(?:[^"\\\n\r]|\\.)*"?|[^\s{}[\],:"]+/y;
/** So far behind the cursor its siblings are looked for. */
const reach = 200_000;

/** The place of a cursor in a text of JSON; undefined where nothing can be written there. */
export function jsonCursor(text: string, offset: number): JsonCursor | undefined {
  const frames: Frame[] = [frameAt(false, -1)];
  let at = 0;
  let token: JsonToken | undefined;
  while (at < text.length) {
    const end = tokenEnd(text, at);
    const isBlank = startsBlank(text, at);
    if (at >= offset || (isBlank && end >= offset)) break;
    if (!isBlank && end >= offset) {
      const isQuoted = text[at] === '"';
      const isClosed = isQuoted && end - at > 1 && text[end - 1] === '"' && !isEscaped(text, end - 1);
      // Right behind a closing quote the text is written; right behind a bare word it is not.
      if (isWord(text[at]) && !(isClosed && end === offset)) {
        // A text behind which a word begins was never closed: its quote is the one of the next text.
        const isTorn = isClosed && /[\p{L}\p{N}_]/u.test(text[end] ?? '');
        const word = /^[\w-]*/.exec(text.slice(offset, end))?.[0].length ?? 0;
        token = isTorn
          ? { start: at, end: offset + word, isQuoted, isClosed: false }
          : { start: at, end, isQuoted, isClosed };
        break;
      }
    }
    if (!isBlank) step(frames, text, at, end);
    at = end;
    if (frames.length > 64) return undefined;
  }
  // An escape is not torn, and a comment is no place to write.
  if (token?.isQuoted === true && isEscaped(text, offset)) return undefined;
  if (token === undefined && text.slice(at, offset).split('\n').at(-1)?.includes('#') === true) return undefined;
  const frame = frames.at(-1);
  if (frame === undefined) return undefined;
  return placeIn(text, offset, frames, frame, token ?? tokenAt(text, offset, at));
}

/** A text that begins right at the cursor. */
function tokenAt(text: string, offset: number, at: number): JsonToken | undefined {
  if (at > offset || !isWord(text[offset])) return undefined;
  const end = tokenEnd(text, offset);
  const isQuoted = text[offset] === '"';
  return { start: offset, end, isQuoted, isClosed: isQuoted && end - offset > 1 && text[end - 1] === '"' };
}

function placeIn(
  text: string,
  offset: number,
  frames: readonly Frame[],
  frame: Frame,
  token: JsonToken | undefined,
): JsonCursor | undefined {
  const before = frames.slice(1).map(({ step: name }) => name);
  const isRoot = frames.length === 1;
  const behind = token?.end ?? offset;
  const next = behind + (/^(?:\s|#[^\n]*\n)*/.exec(text.slice(behind, behind + 2_000))?.[0].length ?? 0);
  const sign = text[next] ?? '';
  const hasEntryBehind = sign !== '' && !/[,}\]:]/.test(sign);
  const shared = { token, open: frame.open, hasColon: sign === ':' };
  if (isRoot) {
    // Nothing stands in the text but what is typed.
    if (frame.state === 'done' || frame.end >= 0 || sign !== '') return undefined;
    return { ...shared, path: [], expects: 'key', siblings: new Map(), commaMissingAt: undefined, needsComma: false };
  }
  if (frame.state === 'colon') return undefined;
  if (frame.state === 'value' && frame.isMap) {
    // A value that stands behind the cursor is not written over; a key there is that of the next entry.
    if (token === undefined && hasEntryBehind && !isKey(text, next)) return undefined;
    const siblings = siblingsOf(text, frame, behind, 'done');
    return {
      ...shared,
      path: before,
      expects: 'value',
      siblings,
      commaMissingAt: undefined,
      needsComma: hasEntryBehind,
    };
  }
  const isMissing = frame.state === 'done';
  // Behind an entry a comma comes before anything else.
  if (isMissing && (sign === ',' || token?.start === frame.end || offset === frame.end)) return undefined;
  const commaMissingAt = isMissing ? frame.end : undefined;
  if (frame.isMap) {
    const own = token === undefined ? undefined : unquoted(text.slice(token.start, token.end));
    const siblings = siblingsOf(
      text,
      own === undefined ? frame : { ...frame, step: own },
      behind,
      own === undefined ? 'entry' : 'colon',
    );
    const path = before.slice(0, -1);
    return { ...shared, path, expects: 'key', siblings, commaMissingAt, needsComma: hasEntryBehind };
  }
  const items = isMissing ? Number(frame.step) + 1 : frame.step;
  const path = [...before.slice(0, -1), items];
  return { ...shared, path, expects: 'item', siblings: new Map(), commaMissingAt, needsComma: hasEntryBehind };
}

function isKey(text: string, at: number): boolean {
  return text[at] === '"' && /^\s*:/.test(text.slice(tokenEnd(text, at), tokenEnd(text, at) + 200));
}

function frameAt(isMap: boolean, open: number): Frame {
  return { isMap, open, step: isMap ? '' : 0, state: 'entry', end: -1, siblings: new Map() };
}

/** Takes one token to the innermost bracket. What cannot stand there is passed over. */
function step(frames: Frame[], text: string, start: number, end: number): void {
  const frame = frames.at(-1);
  if (frame === undefined) return;
  const sign = text[start] ?? '';
  if (sign === '{' || sign === '[') {
    if (frame.state === 'done') nextEntry(frame);
    frames.push(frameAt(sign === '{', start));
  } else if (sign === '}' || sign === ']') {
    if (frames.length > 1) frames.pop();
    const outer = frames.at(-1);
    if (outer !== undefined) Object.assign(outer, { state: 'done', end });
  } else if (sign === ',') nextEntry(frame);
  else if (sign === ':') {
    if (frame.state === 'colon') frame.state = 'value';
  } else if (frame.isMap && frame.state !== 'value') {
    frame.step = unquoted(text.slice(start, end));
    frame.siblings.set(frame.step, '');
    frame.state = 'colon';
    frame.end = end;
  } else {
    frame.siblings.set(String(frame.step), unquoted(text.slice(start, end)));
    frame.state = 'done';
    frame.end = end;
  }
}

function nextEntry(frame: Frame): void {
  frame.state = 'entry';
  if (typeof frame.step === 'number') frame.step++;
}

/** The siblings before the cursor, and those behind it up to the end of their bracket. */
function siblingsOf(text: string, frame: Frame, from: number, state: Frame['state']): ReadonlyMap<string, string> {
  const own: Frame = { ...frame, state, siblings: new Map(frame.siblings) };
  const frames = [own];
  for (let at = from; at < text.length && at - from < reach;) {
    const end = tokenEnd(text, at);
    const sign = text[at] ?? '';
    if (frames.length === 1 && (sign === '}' || sign === ']')) break;
    if (!startsBlank(text, at)) step(frames, text, at, end);
    at = end;
  }
  return own.siblings;
}

/** Whether a blank or a comment begins at an offset. */
function startsBlank(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code <= 32 || code === 35 || code === 0xfeff || (code > 127 && /\s/.test(text[at] ?? ''));
}

function tokenEnd(text: string, at: number): number {
  tokens.lastIndex = at;
  return tokens.test(text) ? tokens.lastIndex : at + 1;
}

function isWord(sign: string | undefined): boolean {
  return sign !== undefined && !/[\s{}[\],:#]/.test(sign);
}

function isEscaped(text: string, at: number): boolean {
  let slashes = 0;
  while (text[at - 1 - slashes] === '\\') slashes++;
  return slashes % 2 === 1;
}

/** A text in quotes as it reads, as far as it goes. */
function unquoted(token: string): string {
  if (!token.startsWith('"')) return token;
  try {
    return JSON.parse(token) as string;
  } catch {
    return token.slice(1).replace(/"$/, '');
  }
}
