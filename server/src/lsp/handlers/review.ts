// The requests of review: the version before that the client has found, what changed since, both versions in plain language.
// It must never hold logic: what changed and what it means is decided by the core.

import type { Connection } from 'vscode-languageserver/node';
import { changeTree, titleOf, type TreeChange } from '../../core/features/review/change-tree';
import type { SlaFile } from '../../core/model/file';
import { plainTextOf } from '../../core/publish/plain-text';
import { wholeDiff } from '../../core/diff/whole-diff';
import { cut } from '../../core/rules/say';
import { forLabel } from '../../core/show/escape';
import type { LineTable } from '../../core/text/lines';
import { nameOf } from '../../core/text/uri';
import { toRange } from '../convert';
import { guard } from '../guard';
import {
  baseNotification,
  changesChangedNotification,
  changesRequest,
  plainTextRequest,
  type BaseParams,
  type ChangeEntry,
  type Changes,
  type ChangesParams,
  type PlainText,
  type PlainTextParams,
} from '../protocol';
import type { OpenFile, Session } from '../session';
import { toldOnce } from '../told-once';

/** A client is told of changes when none came for this long, or at the latest after this time. */
const [restMs, longestRestMs] = [120, 600];
const [longestName, longestSummary] = [60, 160];

export interface Review {
  /** What changed in a document since the version before may be another thing now. */
  changed(uri: string): void;
  closed(uri: string): void;
  dispose(): void;
}

export function registerReview(connection: Connection, session: Session): Review {
  const telling = toldOnce(
    (uri) => void connection.sendNotification(changesChangedNotification, { uri }).catch(() => undefined),
    restMs,
    longestRestMs,
  );
  connection.onNotification(baseNotification, (params: unknown) =>
    guard(connection, 'base', undefined, () => {
      if (isBase(params)) session.bases.take(params);
    }),
  );
  connection.onRequest(changesRequest, ({ uri }: ChangesParams): Changes | null =>
    guard(connection, 'changes', null, () => {
      telling.asked(uri);
      if (session.bases.of(uri) === undefined) return null;
      session.bases.compare(uri);
      const asked = session.askAny(uri);
      return asked === undefined ? goneChanges(session, uri) : toChanges(session, uri, asked);
    }),
  );
  connection.onRequest(plainTextRequest, ({ uri, side, isAsWritten }: PlainTextParams): PlainText | null =>
    guard(connection, 'plain language', null, () => {
      const now = session.anyFileOf(uri);
      const base = session.bases.of(uri);
      const some = now ?? base?.file;
      if (some === undefined) return null;
      const file = side === 'now' ? now : base?.file;
      const name = base === undefined ? {} : { base: labelOf(base.name) };
      const title = titleOf(some);
      if (file === undefined) return { title, text: '', ...name };
      return {
        title,
        text: isAsWritten === true ? file.snapshot.text : plainTextOf(session.projectOf(uri), file),
        ...name,
      };
    }),
  );
  return {
    changed: (uri) => telling.changed(session.bases.of(uri)?.uri ?? uri),
    closed: telling.now,
    dispose: telling.dispose,
  };
}

/** What a client sends is looked at before it is kept. */
function isBase(params: unknown): params is BaseParams {
  if (typeof params !== 'object' || params === null) return false;
  const { uri, name, text, others = [], isKept, isGone } = params as Partial<Record<keyof BaseParams, unknown>>;
  const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
  const isFlag = (value: unknown): boolean => value === undefined || typeof value === 'boolean';
  return (
    typeof uri === 'string' &&
    isTextOrNull(name) &&
    isTextOrNull(text) &&
    isFlag(isKept) &&
    isFlag(isGone) &&
    Array.isArray(others) &&
    others.every((each) => typeof each === 'string')
  );
}

function labelOf(name: string): string {
  return forLabel(cut(name, longestName));
}

const empty = { direction: 'neutral', changes: [], byParty: [], byClause: [], leftOut: 0 } as const;

/** What an agreement means that only the version before has; null where it may be there under another name, or the folder leaves it out. */
function goneChanges(session: Session, uri: string): Changes | null {
  const known = session.bases.of(uri);
  if (known?.isGone !== true || session.agreements() === undefined || !session.isLookedAt(uri)) return null;
  const base = labelOf(known.name);
  const summary = `gone since ${base}`;
  const shared = { ...empty, uri, version: 0, base, state: 'gone' } as const;
  if (known.file === undefined) return { ...shared, title: labelOf(nameOf(uri)), direction: 'unclear', summary };
  const { file } = known;
  const id = file.model.id?.value;
  for (const { model } of session.files.all.values()) if (id !== undefined && model.id?.value === id) return null;
  const { weaker } = wholeDiff(file.model, false);
  const parties = weaker.length === 0 ? '' : `: weaker for ${weaker.join(', ')}`;
  return {
    ...shared,
    title: titleOf(file),
    direction: weaker.length === 0 ? 'neutral' : 'weaker',
    summary: `${summary}${forLabel(cut(parties, longestSummary))}`,
  };
}

function toChanges(session: Session, uri: string, { file, lines, project }: OpenFile): Changes | null {
  const { version } = file.snapshot;
  const known = session.bases.of(uri);
  if (known === undefined || !session.isLookedAt(uri)) return null;
  const tree = changeTree(project, file);
  const shared = { uri, version, title: titleOf(file), base: labelOf(known.name) };
  if (tree === undefined) {
    const isNew = known.file === undefined && !known.isTooLong;
    return { ...shared, ...empty, state: isNew ? 'new' : 'unreadable', summary: lackOf(known) };
  }
  const before = known.file === undefined ? undefined : session.linesOf(known.file);
  return {
    ...shared,
    ...tree,
    state: 'compared',
    changes: tree.changes.map((change) => toEntry(change, lines, before)),
  };
}

/** Why nothing is compared. */
function lackOf({
  file,
  isTooLong,
  name,
}: {
  readonly file: SlaFile | undefined;
  isTooLong: boolean;
  name: string;
}): string {
  if (isTooLong) return 'the version before is too long to be read';
  return file === undefined ? `new since ${labelOf(name)}` : 'cannot be compared: a text has errors';
}

function toEntry(
  { span, oldSpan, ...entry }: TreeChange,
  lines: LineTable,
  before: LineTable | undefined,
): ChangeEntry {
  const oldRange = oldSpan === undefined || before === undefined ? undefined : toRange(oldSpan, before);
  return { ...entry, range: toRange(span, lines), isGone: oldSpan !== undefined, oldRange };
}
