// Renames what has a name, in its own agreement and in all that refer to it, or says in words why not.
// It must never change what an agreement means: the new text is read again, and anything that reads otherwise is refused.

import { open, type SlaFile } from '../model/file';
import type { Project } from '../project';
import type { TextEdit } from '../rules/rule';
import { quoted } from '../rules/say';
import { hasLoss } from '../rules/facts';
import type { Span } from '../text/span';
import { standardDuties } from '../vocabulary/duties';
import { homesOf, usesOf, type Home } from './elsewhere';
import { nameAt, nounOf, sameNames, type Name } from './names';
import { keepsMeaning } from './rename-check';
import { renameEdits } from './rename-edits';

export interface FileEdit {
  readonly uri: string;
  readonly edits: readonly TextEdit[];
}

/** Why something is not done, in words. */
export interface Refusal {
  readonly reason: string;
}

export interface Renamable {
  readonly span: Span;
  readonly placeholder: string;
}

/** The name at an offset, where it can be changed. */
export function prepareRename(project: Project, file: SlaFile, offset: number): Renamable | Refusal {
  const name = nameAt(file, offset);
  if (name === undefined) return { reason: 'Nothing here has a name that could be changed' };
  const home = homeToRename(project, file, name);
  return 'reason' in home ? home : { span: name.span, placeholder: name.name };
}

/** The edits that give what stands at an offset another name everywhere, or why there are none. */
export function rename(
  project: Project,
  file: SlaFile,
  offset: number,
  newName: string,
): readonly FileEdit[] | Refusal {
  const name = nameAt(file, offset);
  if (name === undefined) return { reason: 'Nothing here has a name that could be changed' };
  const home = homeToRename(project, file, name);
  if ('reason' in home) return home;
  if (newName === name.name) return [];
  const reason = badName(name, newName) ?? taken(project, home, newName);
  if (reason !== undefined) return { reason };
  const files: FileEdit[] = [];
  for (const [each, names] of usesOf(project, home)) {
    const edits = renameEdits(each, names, newName);
    if ('reason' in edits) return edits;
    const changed = open({ ...each.snapshot, version: -1, text: applied(each.snapshot.text, edits) });
    const wrong = keepsMeaning(each, changed, new Set(names), newName);
    if (wrong !== undefined) return wrong;
    files.push({ uri: each.snapshot.uri, edits });
  }
  return files;
}

function homeToRename(project: Project, file: SlaFile, name: Name): Home | Refusal {
  const shown = quoted(name.name, 30);
  if (name.kind === 'column') return { reason: `${shown} is a column of the data; it has its name from the data file` };
  const isValue =
    name.kind === 'group' || sameNames(file, name).some((each) => each.kind === 'level' && isOfData(each));
  if (isValue) return { reason: `${shown} is a value in the data; renamed here, no row would carry it` };
  if (name.kind === 'duty' && standardDuties.some(({ id }) => id === name.name))
    return { reason: `${shown} is a duty that the language itself names` };
  const [home] = homesOf(project, file, name);
  if (home === undefined) {
    const where = name.elsewhere === undefined ? 'in this agreement' : 'in the agreements of the workspace';
    return { reason: `No ${nounOf(name.kind)} ${shown} is defined ${where}` };
  }
  if (hasLoss(home.file.tree) || hasLoss(file.tree))
    return { reason: 'Part of the text cannot be read as YAML, so that a use could be missed; mend it first' };
  return home;
}

/** Whether a level is written where rows of the data are told apart, and not where priorities are explained. */
function isOfData({ role, form, node }: Name): boolean {
  if (role === 'definition') return false;
  const key = node.parent?.kind === 'entry' ? node.parent.key.text : undefined;
  return form === 'key' || key === 'group';
}

const idPattern = /^[a-z][a-z0-9-]*$/;

function badName({ kind }: Name, newName: string): string | undefined {
  if (newName.length > 200) return 'A name has at most 200 characters';
  if (kind !== 'term' && kind !== 'fee' && kind !== 'level')
    return idPattern.test(newName)
      ? undefined
      : `${quoted(newName, 30)} is no id: ids are small letters, digits and hyphens, and begin with a letter`;
  if (newName.trim() === '') return 'A name cannot be empty';
  if (newName !== newName.trim()) return 'A name does not begin or end with a blank';
  return /[\u0000-\u001f\u007f\u0085\u2028\u2029]/.test(newName) ? 'A name stands on one line' : undefined;
}

function taken(project: Project, { file, name }: Home, newName: string): string | undefined {
  if (name.kind === 'agreement') {
    for (const other of project.files.values())
      if (other !== file && other.model.id?.value === newName)
        return `${quoted(newName, 30)} is already the id of ${quoted(other.model.title?.value ?? 'another agreement', 40)}`;
    return undefined;
  }
  const same = sameNames(file, { ...name, name: newName });
  const [first] = same;
  if (first === undefined) return undefined;
  return same.some(({ role }) => role === 'definition')
    ? `There is already a ${nounOf(first.kind)} ${quoted(newName, 30)}`
    : `${quoted(newName, 30)} is already referred to here, though it is not defined`;
}

/** A text with edits that do not overlap. */
export function applied(text: string, edits: readonly TextEdit[]): string {
  let result = '';
  let done = 0;
  for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    result += text.slice(done, span.start) + newText;
    done = span.end;
  }
  return result + text.slice(done);
}
