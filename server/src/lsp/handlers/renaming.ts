// The requests that change names: rename with its preview, and paths that follow a file which moves.
// It must never hold logic, and never change another file without the person having seen it, where the client can ask.

import {
  LSPErrorCodes,
  ResponseError,
  type ChangeAnnotation,
  type Connection,
  type PrepareRenameResult,
  type TextDocumentEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { fileRename } from '../../core/features/file-rename';
import { prepareRename, rename, type FileEdit } from '../../core/features/rename';
import { offsetAt } from '../../core/text/lines';
import { toRange, toTextEdit } from '../convert';
import { guard } from '../guard';
import type { Session } from '../session';

export const renamingCapabilities = { renameProvider: { prepareProvider: true } } as const;

const annotation = 'other-agreements';

export function registerRenaming(connection: Connection, session: Session): void {
  connection.onPrepareRename(({ textDocument, position }) =>
    guard<PrepareRenameResult | ResponseError | null>(connection, 'rename', null, () => {
      const asked = session.askAll(textDocument.uri);
      if (asked === undefined) return null;
      const can = prepareRename(asked.project, asked.file, offsetAt(asked.lines, position));
      if ('reason' in can) return refused(can.reason);
      return { range: toRange(can.span, asked.lines), placeholder: can.placeholder };
    }),
  );
  connection.onRenameRequest(({ textDocument, position, newName }) =>
    guard<WorkspaceEdit | ResponseError | null>(connection, 'rename', null, () => {
      const asked = session.askAll(textDocument.uri);
      if (asked === undefined) return null;
      const edits = rename(asked.project, asked.file, offsetAt(asked.lines, position), newName);
      if ('reason' in edits) return refused(edits.reason);
      return workspaceEdit(session, edits, { label: 'Rename in other agreements', from: textDocument.uri });
    }),
  );
  connection.workspace.onWillRenameFiles(({ files }) =>
    guard<WorkspaceEdit | null>(connection, 'move', null, () => {
      const edits = fileRename(session.project(), files);
      return edits.length === 0 ? null : workspaceEdit(session, edits, undefined);
    }),
  );
}

function refused(reason: string): ResponseError {
  return new ResponseError(LSPErrorCodes.RequestFailed, reason);
}

/** Edits of several files, those of other files than the one that was asked from marked for a look before they are made. */
function workspaceEdit(
  session: Session,
  edits: readonly FileEdit[],
  preview: { readonly label: string; readonly from: string } | undefined,
): WorkspaceEdit {
  const can = session.capabilities.workspace?.workspaceEdit;
  if (can?.documentChanges !== true)
    return {
      changes: Object.fromEntries(
        edits.flatMap(({ uri, edits: each }) => {
          const table = session.linesAt(uri);
          return table === undefined ? [] : [[uri, each.map((edit) => toTextEdit(edit, table))]];
        }),
      ),
    };
  const isMarked = (uri: string): boolean =>
    preview !== undefined && uri !== preview.from && can.changeAnnotationSupport !== undefined;
  const documentChanges = edits.flatMap(({ uri, edits: each }): TextDocumentEdit[] => {
    const table = session.linesAt(uri);
    if (table === undefined) return [];
    const changes = each.map((edit) => toTextEdit(edit, table));
    return [
      {
        textDocument: { uri, version: session.documents.get(uri)?.version ?? null },
        edits: isMarked(uri) ? changes.map((edit) => ({ ...edit, annotationId: annotation })) : changes,
      },
    ];
  });
  const note: ChangeAnnotation = { label: preview?.label ?? '', needsConfirmation: true };
  return edits.some(({ uri }) => isMarked(uri))
    ? { documentChanges, changeAnnotations: { [annotation]: note } }
    : { documentChanges };
}
