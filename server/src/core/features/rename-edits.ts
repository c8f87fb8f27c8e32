// Writes a new name in every place of one file, in the quotes that are there or that it needs.
// It must never touch more than the name, but where free text has to be quoted as a whole.

import type { SlaFile } from '../model/file';
import { written } from '../rules/edits';
import type { TextEdit } from '../rules/rule';
import { quoted } from '../rules/say';
import type { ScalarNode } from '../syntax/nodes';
import type { Name } from './names';
import type { Refusal } from './rename';

/** Words that YAML of one version or another does not read as text. */
const misread = /^(?:true|false|null|yes|no|on|off|y|n|~)$/i;

/** The edits of one file, or why it cannot be changed. */
export function renameEdits(file: SlaFile, names: readonly Name[], newName: string): readonly TextEdit[] | Refusal {
  const source = file.snapshot.text;
  const edits = new Map<number, TextEdit>();
  const sentences = new Map<ScalarNode, Name[]>();
  const isPlain = written(newName, 'plain') === newName && !misread.test(newName);
  for (const name of names) {
    const { node, form, isExact, written: span } = name;
    if (!isExact)
      return {
        reason: `${quoted(name.name, 30)} is written with escapes or over several lines in one place; change it there by hand`,
      };
    if (form === 'prose' && node.style === 'plain' && !isPlain) {
      const others = sentences.get(node);
      if (others === undefined) sentences.set(node, [name]);
      else others.push(name);
      continue;
    }
    edits.set(span.start, { span, newText: textFor(node, form, newName, isPlain) });
  }
  for (const [node, parts] of sentences) {
    const text = source.slice(node.span.start, node.span.end);
    if (/[\r\n]/.test(text))
      return {
        reason: `${quoted(newName, 30)} has to be quoted, and one text that names the term goes over several lines`,
      };
    let changed = '';
    let done = node.span.start;
    for (const { written: span } of parts) {
      changed += source.slice(done, span.start) + newName;
      done = span.end;
    }
    changed += source.slice(done, node.span.end);
    edits.set(node.span.start, { span: node.span, newText: written(changed, 'double') });
  }
  return [...edits.values()].sort((a, b) => a.span.start - b.span.start);
}

function textFor({ style }: ScalarNode, form: Name['form'], newName: string, isPlain: boolean): string {
  if (form === 'expression') return newName;
  if (style === 'single') return newName.replaceAll("'", "''");
  if (style === 'double') return newName.replace(/[\\"]/g, '\\$&');
  if (style === 'block' || isPlain) return newName;
  const quoted = written(newName, 'plain');
  return quoted === newName ? written(newName, 'double') : quoted;
}
