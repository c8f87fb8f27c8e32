// What in a text in brackets YAML reads and JSON does not: an agreement that is called .json is read by other programs, too.
// It must never speak of a text that is JSON.

import type { Span } from '../text/span';

export interface JsonSlip {
  readonly span: Span;
  readonly message: string;
  /** What stands there in JSON; undefined where a person has to write it anew. */
  readonly text?: string;
}

/** Most slips that are told of one file. */
const mostSlips = 20;
const tokens =
  /[\s\uFEFF]+|#[^\n\r]*|"(?:[^"\\\n\r]|\\.)*"|'(?:[^']|'')*'|[{}[\],:]|[^\s{}[\],:"'#](?:[^\n\r{}[\],:#]|:(?=\S)|(?<=\S)#)*|["'#]/g;
const literal = /^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/;

/** The slips of a text that was meant to be JSON, in their order; none where it is JSON. */
export function jsonSlips(text: string): readonly JsonSlip[] {
  // A mark of the byte order is no sign of the text.
  if (isJson(text.replace(/^\uFEFF/, ''))) return [];
  const whole = { start: 0, end: Math.min(text.length, 1) };
  if (!/^[\s\uFEFF]*\{/.test(text)) return [{ span: whole, message: 'The file is called .json, and is no JSON' }];
  const slips: JsonSlip[] = [];
  let comma: Span | undefined;
  for (const match of text.matchAll(tokens)) {
    if (slips.length === mostSlips) break;
    const span = { start: match.index, end: match.index + match[0].trimEnd().length };
    if (/^[\s\uFEFF]/.test(match[0])) continue;
    const slip = slipOf(match[0].trimEnd(), span, comma);
    if (slip !== undefined) slips.push(slip);
    comma = match[0] === ',' ? span : undefined;
  }
  return slips.length > 0 ? slips : [{ span: whole, message: 'The file is called .json, and is no JSON' }];
}

function slipOf(token: string, span: Span, comma: Span | undefined): JsonSlip | undefined {
  if (token.startsWith('#')) return { span, message: 'JSON takes no comments', text: '' };
  if (token === '}' || token === ']')
    return comma === undefined
      ? undefined
      : { span: comma, message: 'JSON takes no comma before a closing bracket', text: '' };
  if (token === '"') return { span, message: 'In JSON a text stands on one line' };
  if (/^[{[,:]$/.test(token) || token.startsWith('"') || literal.test(token)) return undefined;
  const isSingle = token.startsWith("'") && token.length > 1;
  const value = isSingle ? token.slice(1, -1).replaceAll("''", "'") : token;
  const words = { span, message: 'JSON puts texts and keys in double quotes' };
  return /^[&*!]/.test(token)
    ? { span, message: 'JSON has neither anchors nor aliases nor tags' }
    : { ...words, text: JSON.stringify(value) };
}

/** Whether a text is JSON, as its own parser reads it. */
export function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
