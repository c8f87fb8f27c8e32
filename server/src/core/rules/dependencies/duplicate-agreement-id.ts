// duplicate-agreement-id: two agreements of the workspace have the same id, and neither is a later version of the other.
// It must never read all agreements of a workspace for it: only those are opened whose text has the id.

import type { SlaFile } from '../../model/file';
import type { Project } from '../../project';
import { isInside } from '../../project-paths';
import type { Snapshot } from '../../text/snapshot';
import { nameOf, pathBetween, uriKey } from '../../text/uri';
import { replaceScalar, scalarAt } from '../edits';
import { withFixes } from '../fixes';
import { hasLoss, rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { cut, message, quoted } from '../say';

/** The id of an agreement stands near its beginning; what stands behind is not looked at. */
const head = 20_000;
/** Lines that may say an id: those of the agreement, indented where it is JSON. */
const idLine = /^ {0,4}(?:\{ *)?["']?id["']?[ \t]*:[ \t]*["']?([^\s"',}]+)/gm;

export const duplicateAgreementId = defineRule({
  id: 'duplicate-agreement-id',
  category: 'dependencies',
  lane: 'project',
  severity: 'error',
  summary: 'Two agreements of the workspace have the same id, and neither is a later version of the other.',
  why: 'Whoever refers to that id refers to two papers, and picks the one that suits.',
  bad: `id: cloud
#   ^^^^^ "cloud" is also the id of cloud.sla.yaml
`,
  good: `id: clouds
`,
  fixed: `id: cloud-2
`,
  yieldsTo: ['invalid-id'],
  *check({ project, file }) {
    const id = file.model.id?.value;
    const span = file.model.id?.span;
    if (id === undefined || id === '' || span === undefined || hasLoss(file.tree)) return;
    const others = sameId(project, file, id);
    if (others.length === 0) return;
    const line = lineOfVersions(file, others);
    const stranger = others.find((other) => !line.has(other));
    if (stranger === undefined) return;
    const path = pathBetween(file.snapshot.uri, stranger.snapshot.uri) ?? nameOf(stranger.snapshot.uri);
    const said = message(`${quoted(id, 30)} is also the id of ${cut(path, 44)}`);
    yield withFixes({ span, message: said }, () => renamed(project, file, id));
  },
});

/** The next id with a number behind it that no agreement has. */
function renamed(project: Project, file: SlaFile, id: string): readonly Fix[] {
  const node = scalarAt(rootMap(file), 'id');
  const taken = [...project.files.values()].map(({ snapshot }) => idsIn(snapshot));
  let count = 2;
  while (taken.some((ids) => ids.has(`${id}-${count}`))) count++;
  const fix = node === undefined ? undefined : replaceScalar(node, `${id}-${count}`, `Rename to "${cut(id)}-${count}"`);
  return fix === undefined ? [] : [fix];
}

const idsInText = new WeakMap<Snapshot, ReadonlySet<string>>();

/** What may be the id of an agreement by its text alone, found once for a text. */
function idsIn(snapshot: Snapshot): ReadonlySet<string> {
  let ids = idsInText.get(snapshot);
  if (ids === undefined) {
    ids = new Set(Array.from(snapshot.text.slice(0, head).matchAll(idLine), ([, id]) => id ?? ''));
    idsInText.set(snapshot, ids);
  }
  return ids;
}

function sameId(project: Project, file: SlaFile, id: string): readonly SlaFile[] {
  const own = uriKey(file.snapshot.uri);
  const found: SlaFile[] = [];
  for (const other of project.files.values()) {
    // What is not saved yet, and what an editor shows of another time, is no file of the workspace.
    if (other === file || !isInside(project, file, other.snapshot.uri)) continue;
    if (!idsIn(other.snapshot).has(id) || uriKey(other.snapshot.uri) === own) continue;
    if (other.model.id?.value === id && !hasLoss(other.tree)) found.push(other);
  }
  return found;
}

/** The agreements that stand in one line with another: each supersedes the one before. */
function lineOfVersions(file: SlaFile, others: readonly SlaFile[]): ReadonlySet<SlaFile> {
  const line = new Set([file]);
  for (const each of line)
    for (const other of others) if (supersedes(each, other) || supersedes(other, each)) line.add(other);
  return line;
}

function supersedes({ model: later }: SlaFile, { model: earlier }: SlaFile): boolean {
  return later.supersedes?.value.trim() === `${earlier.id?.value}@${earlier.version?.value}`;
}
