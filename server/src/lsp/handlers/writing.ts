// The requests of someone who writes: completion and quick fixes.
// It must never hold logic: what is offered is decided by the core.

import { CodeActionKind, type Connection } from 'vscode-languageserver/node';
import { complete } from '../../core/features/completion';
import { offsetAt } from '../../core/text/lines';
import { toCompletionItem, toSpan, toTextEdit } from '../convert';
import type { Diagnostics } from '../diagnostics';
import { guard } from '../guard';
import type { Session } from '../session';

export const writingCapabilities = {
  completionProvider: { triggerCharacters: [' ', ':', '[', ',', '{'] },
  codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
};

export function registerWriting(connection: Connection, session: Session, diagnostics: Diagnostics): void {
  connection.onCompletion(({ textDocument, position }) =>
    guard(connection, 'completion', [], () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return [];
      const { project, file, lines } = asked;
      return complete(project, file, offsetAt(lines, position)).map((item) =>
        toCompletionItem(item, textDocument.uri, lines),
      );
    }),
  );
  connection.onCodeAction(({ textDocument, range, context }) =>
    guard(connection, 'fixes', [], () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return [];
      const { file, lines } = asked;
      const span = toSpan(range, lines);
      const found = diagnostics
        .of(textDocument.uri)
        .filter((finding) => finding.span.start <= span.end && finding.span.end >= span.start);
      return found.flatMap((finding) =>
        finding.fixes.map((fix) => ({
          title: fix.title,
          kind: CodeActionKind.QuickFix,
          diagnostics: context.diagnostics.filter((diagnostic) => diagnostic.code === finding.rule),
          edit: {
            documentChanges: [
              {
                textDocument: { uri: textDocument.uri, version: file.snapshot.version },
                edits: fix.edits.map((edit) => toTextEdit(edit, lines)),
              },
            ],
          },
        })),
      );
    }),
  );
}
