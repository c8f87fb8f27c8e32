// The place of a cursor in an agreement of JSON, and an item as JSON has to have it: in quotes, with its commas, in its lines.
// It must never leave YAML behind in a file of JSON: what an item writes is read as YAML and written anew.

import { parse } from '../../syntax/parse';
import { jsonCursor, type JsonCursor } from '../../syntax/json-cursor';
import { resolved, type Entry, type Node } from '../../syntax/nodes';
import { startOfLine } from '../../text/lines';
import { lastOf } from '../../text/ends';
import type { Span } from '../../text/span';
import { inSnippet, type Draft } from './item';
import type { Place } from './place';

/** What a place has more in JSON. */
export interface JsonPlace {
  readonly cursor: JsonCursor;
  /** With what the line of the place is indented, and how much deeper a line below it is. */
  readonly indentation: string;
  readonly unit: string;
  /** Whether the entries around the place stand in one line. */
  readonly isInline: boolean;
}

/** Whether an agreement is written as JSON, as far as it is written. */
export function isInJson(uri: string, text: string): boolean {
  return uri.endsWith('.json') && /^[\s\uFEFF]*(?:[{"]|[\w-]*\s*$)/.test(text);
}

/** The place at an offset of a text of JSON; undefined where nothing may be inserted. */
export function jsonPlaceAt(text: string, offset: number): Place | undefined {
  const cursor = jsonCursor(text, offset);
  if (cursor === undefined) return undefined;
  const { token, path, siblings, expects } = cursor;
  // A text in quotes stands for itself where no bracket is open.
  if (cursor.open < 0 && token?.isQuoted === true) return undefined;
  const replace = insideOf(token, offset);
  const before = text.slice(replace.start, offset);
  const word = /[\p{L}\p{N}_\-./%]*$/u.exec(lastOf(before))?.[0] ?? '';
  const rest = /^[\p{L}\p{N}_\-./%]*/u.exec(text.slice(offset, replace.end))?.[0] ?? '';
  const line = startOfLine(text, offset);
  const isInline = cursor.open >= line;
  const indentation = /^[ \t]*/.exec(text.slice(line, offset))?.[0] ?? '';
  return {
    path,
    expects,
    replace,
    word: { start: offset - word.length, end: offset + rest.length },
    before,
    after: text.slice(offset, replace.end),
    lead: text[offset - 1] === ':' && token === undefined ? ' ' : '',
    indent: indentation.length,
    isFlow: false,
    quote: token?.isQuoted === true && offset > token.start ? '"' : '',
    isRename: expects === 'key' && cursor.hasColon,
    isEmpty: token === undefined || replace.start === replace.end,
    siblings,
    json: { cursor, indentation, unit: unitOf(text, cursor, indentation), isInline },
  };
}

/** What stands inside the quotes, or the bare word; the whole text where the cursor stands before its quote. */
function insideOf(token: JsonCursor['token'], offset: number): Span {
  if (token === undefined) return { start: offset, end: offset };
  if (!token.isQuoted || offset === token.start) return { start: token.start, end: token.end };
  return { start: token.start + 1, end: token.end - (token.isClosed ? 1 : 0) };
}

/** The step by which the lines around the place are indented; two blanks where nothing tells. */
function unitOf(text: string, { open }: JsonCursor, indentation: string): string {
  const outer = open < 0 ? '' : (/^[ \t]*/.exec(text.slice(startOfLine(text, open), open))?.[0] ?? '');
  const deeper = indentation.startsWith(outer) ? indentation.slice(outer.length) : '';
  return deeper === '' ? '  ' : deeper;
}

/** What an item writes into a text of JSON, and what it takes the place of. */
export interface JsonText {
  readonly newText: string;
  readonly isSnippet: boolean;
  readonly replace: Span;
  /** A comma that is missing behind the entry before. */
  readonly comma: number | undefined;
}

/** A draft as JSON. `raw` is what it would write in YAML; `replace` what it would take the place of there. */
export function jsonText(draft: Draft, raw: string, place: Place, json: JsonPlace, replace: Span): JsonText {
  const { cursor } = json;
  const { token } = cursor;
  const isQuoted = place.quote === '"';
  const isSnippet = draft.isSnippet === true;
  const comma = cursor.commaMissingAt;
  const behind = cursor.needsComma ? ',' : '';
  if (draft.isPart === true && isQuoted) return { newText: raw, isSnippet, replace, comma };
  // The closing quote is written anew with what stands behind it.
  const whole = isQuoted ? { start: place.replace.start, end: token?.end ?? place.replace.end } : place.replace;
  const written = place.isRename
    ? inSnippet(JSON.stringify(draft.label))
    : draft.isWritten === true && draft.isPart !== true
      ? ofTemplate(raw, isSnippet, place, json)
      : isSnippet
        ? `"${raw.replaceAll('"', quoteInSnippet)}"`
        : inSnippet(literal(raw, isQuoted));
  const opened = isQuoted ? written.slice(1) : `${place.lead}${written}`;
  return { newText: `${opened}${place.isRename ? '' : behind}`, isSnippet: true, replace: whole, comma };
}

/** A quote of a text of JSON as it stands in a snippet, which takes a backslash away. */
const quoteInSnippet = '\\\\"';

/** A single value: numbers and truths as such, all others as texts. */
function literal(text: string, isQuoted: boolean): string {
  return !isQuoted && /^(?:-?(?:0|[1-9]\d*)(?:\.\d+)?|true|false)$/.test(text) ? text : JSON.stringify(text);
}

/** Signs that no agreement holds stand for the tab stops while their template is read. */
const [opening, closing] = ['\uE000', '\uE001'];
const tabStop = /\\([\\$}])|\$(?:(\d+)|\{(\d+)(?::((?:[^\\}]|\\.)*))?\})/g;

/** A template of YAML as JSON: entries without their braces where a key is due, else a value. */
function ofTemplate(template: string, isSnippet: boolean, place: Place, json: JsonPlace): string {
  const stops: string[] = [];
  const marked = isSnippet
    ? template.replace(/\$0$/, '').replace(tabStop, (stop: string, escaped?: string) => {
        if (escaped !== undefined) return escaped;
        stops.push(stop);
        return `${opening}${stops.length - 1}${closing}`;
      })
    : template;
  const isKey = place.expects === 'key';
  // What begins below a key is empty still: a cursor is set into it.
  const rest = /:\n\s*(- )?$/.exec(marked);
  const empty = rest === null ? undefined : rest[1] === undefined ? '{ $1 }' : '[$1]';
  const { root } = parse(rest === null ? marked : `${marked.slice(0, rest.index)}:`);
  const written = writerOf(json, empty);
  const isBare = json.cursor.open < 0;
  const node = resolved(root);
  const text =
    isKey && node?.kind === 'map'
      ? isBare
        ? written.node(node, '')
        : node.entries
            .map((entry) => written.entry(entry, json.indentation))
            .join(json.isInline ? ', ' : `,\n${json.indentation}`)
      : written.node(root, json.indentation);
  return text.replace(new RegExp(`"?${opening}(\\d+)${closing}"?`, 'g'), (found, index: string) => {
    const stop = stops[Number(index)] ?? '';
    const quotes = [found.startsWith('"') ? '"' : '', found.endsWith('"') ? '"' : ''] as const;
    // A tab stop by itself is a place for more, and one with a number is a number.
    const isBare = /^\$(?:\d+|\{\d+:(?:[1-9]\d*|0)\})$/.test(stop) && quotes.every((quote) => quote !== '');
    return isBare ? stop : quotes[0] + stop.replaceAll('"', quoteInSnippet) + quotes[1];
  });
}

/** Writes nodes as JSON, those that stand in lines of their own in lines, those in brackets in one. */
interface Writer {
  entry(entry: Entry, indentation: string): string;
  node(node: Node | undefined, indentation: string): string;
}

/** `empty` stands for a value that is not written. */
function writerOf({ unit, isInline }: JsonPlace, empty = '$1'): Writer {
  const entry: Writer['entry'] = ({ key, value }, indentation) =>
    `${inSnippet(JSON.stringify(key.text))}: ${value === undefined ? empty : node(value, indentation)}`;
  const node: Writer['node'] = (written, indentation) => {
    const found = resolved(written);
    if (found === undefined) return empty;
    if (found.kind === 'scalar')
      return inSnippet(found.style === 'plain' ? literal(found.text, false) : JSON.stringify(found.text));
    const deeper = indentation + unit;
    const parts =
      found.kind === 'seq'
        ? found.items.map((item) => node(item, deeper))
        : found.entries.map((each) => (isTabStop(each) ? JSON.stringify(each.key.text) : entry(each, deeper)));
    const [open, close] = found.kind === 'map' ? ['{', '}'] : ['[', ']'];
    if (!found.flow && !isInline) return `${open}\n${deeper}${parts.join(`,\n${deeper}`)}\n${indentation}${close}`;
    const blank = found.kind === 'map' && parts.length > 0 ? ' ' : '';
    return `${open}${blank}${parts.join(', ')}${blank}${close}`;
  };
  return { entry, node };
}

/** A tab stop where an entry may stand. */
function isTabStop({ key, value }: Entry): boolean {
  return value === undefined && key.text.startsWith(opening);
}
