// Writes the edits of a fix as JSON where the agreement is JSON: fixes are made for YAML, of which JSON is a small part.
// It must never leave a file of JSON that no longer is one: what cannot be written so is not offered.

import type { SlaFile } from '../model/file';
import type { Fix, TextEdit } from '../rules/rule';
import { isJson } from '../syntax/json-slips';
import { newlineOf, startOfLine } from '../text/lines';
import { applied } from './edits';

/** Whether the agreement is a file of JSON that can be read as such. */
export function isJsonFile({ snapshot: { uri, text } }: SlaFile): boolean {
  return uri.endsWith('.json') && isJson(text);
}

/** The fix in the language of the file: unchanged in YAML; undefined where it would leave a text that is no JSON any more. */
export function inLanguageOf(file: SlaFile, fix: Fix): Fix | undefined {
  if (!isJsonFile(file)) return fix;
  const { text } = file.snapshot;
  const edits = fix.edits.map((edit) => ({ ...edit, newText: written(text, edit) }));
  return isJson(applied(text, edits)) ? { ...fix, edits } : undefined;
}

const entry = /^(, )?([A-Za-z][\w-]*): (.*?)(, )?$/s;

function written(text: string, { span, newText }: TextEdit): string {
  const replaced = text.slice(span.start, span.end);
  if (newText === 'true' || newText === 'false') return newText;
  const isScalar = isJson(replaced) && !/^[[{]/.test(replaced);
  if (isScalar && (!isJson(newText) || replaced.startsWith('"') !== newText.startsWith('"')))
    return JSON.stringify(newText);
  const match = entry.exec(newText);
  if (match === null) return newText;
  const [, before = '', key = '', value = '', behind = ''] = match;
  const own = `"${key}": ${isJson(value) ? value : JSON.stringify(value)}${behind}`;
  return before === '' ? own : `${separatorAt(text, span.start)}${own}`;
}

/** What divides an entry from the one before it: a line where that one stands in a line of its own, else a blank. */
function separatorAt(text: string, offset: number): string {
  const line = text.slice(startOfLine(text, offset), offset).replace(/"(?:[^"\\]|\\.)*"/g, '""');
  const isOpen = (line.match(/[{[]/g)?.length ?? 0) > (line.match(/[}\]]/g)?.length ?? 0);
  return isOpen ? ', ' : `,${newlineOf(text)}${/^\s*/.exec(line)?.[0] ?? ''}`;
}
