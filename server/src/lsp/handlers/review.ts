// The requests of review: the version before that the client has found, what changed since, both versions in plain language.
// It must never hold logic: what changed and what it means is decided by the core.

import type { Connection } from 'vscode-languageserver/node';
import { changeTree, titleOf, type TreeChange } from '../../core/features/review/change-tree';
import type { SlaFile } from '../../core/model/file';
import { plainTextOf } from '../../core/publish/plain-text';
import { cut } from '../../core/rules/say';
import { forLabel } from '../../core/show/escape';
import type { LineTable } from '../../core/text/lines';
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
const longestName = 60;

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
      const asked = session.ask(uri);
      return asked === undefined ? null : toChanges(session, asked);
    }),
  );
  connection.onRequest(plainTextRequest, ({ uri, side, isAsWritten }: PlainTextParams): PlainText | null =>
    guard(connection, 'plain language', null, () => {
      const now = session.anyFileOf(uri);
      if (now === undefined) return null;
      const base = session.bases.of(uri);
      const file = side === 'now' ? now : base?.file;
      const name = base === undefined ? {} : { base: labelOf(base.name) };
      const title = titleOf(now);
      if (file === undefined) return { title, text: '', ...name };
      return {
        title,
        text: isAsWritten === true ? file.snapshot.text : plainTextOf(session.projectOf(uri), file),
        ...name,
      };
    }),
  );
  return { changed: telling.changed, closed: telling.now, dispose: telling.dispose };
}

/** What a client sends is looked at before it is kept. */
function isBase(params: unknown): params is BaseParams {
  if (typeof params !== 'object' || params === null) return false;
  const { uri, name, text, others = [] } = params as Partial<Record<keyof BaseParams, unknown>>;
  const isTextOrNull = (value: unknown): boolean => value === null || typeof value === 'string';
  return (
    typeof uri === 'string' &&
    isTextOrNull(name) &&
    isTextOrNull(text) &&
    Array.isArray(others) &&
    others.every((each) => typeof each === 'string')
  );
}

function labelOf(name: string): string {
  return forLabel(cut(name, longestName));
}

function toChanges(session: Session, { file, lines, project }: OpenFile): Changes | null {
  const { uri, version } = file.snapshot;
  const known = session.bases.of(uri);
  if (known === undefined) return null;
  const tree = changeTree(project, file);
  const shared = { uri, version, title: titleOf(file), base: labelOf(known.name) };
  if (tree === undefined) {
    const empty = { direction: 'neutral', changes: [], byParty: [], byClause: [], leftOut: 0 } as const;
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
