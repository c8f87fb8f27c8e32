// The requests of the preview: what it shows, and the edit that writes a target.
// It must never hold logic: what is shown and what is written is decided by the core.

import type { Connection } from 'vscode-languageserver/node';
import type { ObjectiveResult } from '../../core/compliance/result';
import { targetEdit } from '../../core/features/baselines/target-edit';
import { daysQuestion, resultsByDay } from '../../core/features/preview/burn-down';
import { previewOf } from '../../core/features/preview/preview';
import { leavesReadable } from '../../core/features/refactor/proof';
import { agreementDocument } from '../../core/publish/agreement';
import type { Block } from '../../core/publish/document';
import type { LineTable } from '../../core/text/lines';
import { toRange, toTextEdit } from '../convert';
import { guard } from '../guard';
import {
  previewChangedNotification,
  previewRequest,
  targetEditRequest,
  type Preview,
  type PreviewBlock,
  type PreviewParams,
  type TargetEdit,
  type TargetParams,
} from '../protocol';
import type { OpenFile, Session } from '../session';
import { toldOnce } from '../told-once';

/** A client is told of changes when none came for this long, */
const restMs = 120;
/** or at the latest after this time. */
const longestRestMs = 600;

/** Budgets by the day, for as long as the answers of the engine from which they were made are the newest. */
interface Days {
  readonly by: object;
  readonly results: ReadonlyMap<string, ObjectiveResult>;
}

export interface Previews {
  /** What the preview of a document shows may have changed. */
  changed(uri: string): void;
  closed(uri: string): void;
  dispose(): void;
}

export function registerPreview(connection: Connection, session: Session): Previews {
  const telling = toldOnce(
    (uri) => void connection.sendNotification(previewChangedNotification, { uri }).catch(() => undefined),
    restMs,
    longestRestMs,
  );
  const days = new Map<string, Days>();
  connection.onRequest(previewRequest, ({ uri }: PreviewParams): Preview | null =>
    guard(connection, 'preview', null, () => {
      const asked = session.ask(uri);
      if (asked === undefined) return null;
      // Results of the text before would stand beside the target of this one.
      if (!session.data.isCurrent(asked.file)) session.data.update(asked.file);
      const project = session.projectOf(uri);
      telling.asked(uri);
      const { measured } = session.data.get(uri);
      const known = days.get(uri);
      const byDay = known !== undefined && known.by === measured?.partials ? known.results : undefined;
      if (byDay === undefined) void askByDay(uri);
      return toPreview({ ...asked, project }, byDay ?? new Map<string, ObjectiveResult>());
    }),
  );
  connection.onRequest(targetEditRequest, ({ uri, version, objective, group, target }: TargetParams): TargetEdit =>
    guard<TargetEdit>(connection, 'target', refused(version, 'the server could not write it; its log says why'), () => {
      const asked = session.ask(uri);
      if (asked?.file.snapshot.version !== version) return refused(version, 'the text has changed meanwhile');
      const { file, lines } = asked;
      const change = targetEdit(file, objective, group, target);
      if ('refusal' in change) return refused(version, change.refusal);
      if (!leavesReadable(file.tree, change.edits)) return refused(version, 'the text could not be read afterwards');
      return { version, edits: change.edits.map((edit) => toTextEdit(edit, lines)) };
    }),
  );

  /** Asks how the budgets of running windows were used up, and tells the client when that is known. */
  async function askByDay(uri: string): Promise<void> {
    const file = session.fileOf(uri);
    const { measured, isReading } = session.data.get(uri);
    if (file === undefined || measured?.partials === undefined || isReading) return;
    const by = measured.partials;
    const question = guard(connection, 'days', undefined, () => daysQuestion(file.model, measured.results));
    days.set(uri, { by, results: new Map() });
    if (question === undefined) return;
    const partials = await session.data.ask(uri, 'days', question.planned.plan);
    if (partials === undefined || days.get(uri)?.by !== by) return;
    const results = guard(connection, 'days', [], () => resultsByDay(question, partials));
    days.set(uri, { by, results: new Map(results.map((result) => [result.objective, result])) });
    telling.now(uri);
  }

  return {
    changed: telling.changed,
    closed: (uri) => {
      telling.now(uri);
      days.delete(uri);
    },
    dispose: telling.dispose,
  };
}

function refused(version: number, refusal: string): TargetEdit {
  return { version, edits: [], refusal };
}

function toPreview({ file, lines, project }: OpenFile, byDay: ReadonlyMap<string, ObjectiveResult>): Preview {
  const { title, isReading, unavailable, objectives } = previewOf(project, file, byDay);
  const { uri, version } = file.snapshot;
  return {
    ...{ uri, version, title, isReading, unavailable },
    objectives: objectives.map(({ span, ...objective }) => ({ ...objective, range: toRange(span, lines) })),
    agreement: agreementDocument(project, file).flatMap((block) => toBlock(block, lines)),
  };
}

/** Pictures are drawn for paper; the preview draws its own. */
function toBlock({ span, ...block }: Block, lines: LineTable): readonly PreviewBlock[] {
  const range = span === undefined ? {} : { range: toRange(span, lines) };
  switch (block.kind) {
    case 'chart':
      return [];
    case 'table': {
      const { kind, caption, head, rows } = block;
      return [{ kind, caption, head, rows, ...range }];
    }
    default:
      return [{ ...block, ...range }];
  }
}
