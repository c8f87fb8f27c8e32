// The requests of someone who writes: completion, formatting, fixes and refactorings.
// It must never hold logic: what is offered is decided by the core.

import {
  CodeActionKind,
  type CodeAction,
  type CompletionList,
  type Connection,
  type ServerCapabilities,
  type TextEdit,
  type WorkspaceEdit,
} from 'vscode-languageserver/node';
import { baselineEdits, pastActions, type PastAction } from '../../core/features/baselines/past-actions';
import { complete, resolveCompletion } from '../../core/features/completion';
import { fixAll, quickFixes, suppression } from '../../core/features/fixes';
import { format, formatOnType, formatRange } from '../../core/features/format';
import { refactorings, type Refactoring } from '../../core/features/refactorings';
import type { TextEdit as CoreEdit } from '../../core/rules/rule';
import type { SlaFile } from '../../core/model/file';
import { offsetAt, type LineTable } from '../../core/text/lines';
import { asDocs, toCompletionItem, toSpan, toTextEdit } from '../convert';
import type { Diagnostics } from '../diagnostics';
import { guard } from '../guard';
import type { OpenFile, Session } from '../session';

const fixAllKind = `${CodeActionKind.SourceFixAll}.sla`;

const refactorKinds: Readonly<Record<Refactoring['kind'], CodeActionKind>> = {
  extract: CodeActionKind.RefactorExtract,
  inline: CodeActionKind.RefactorInline,
  rewrite: CodeActionKind.RefactorRewrite,
  move: `${CodeActionKind.Refactor}.move`,
};

export const writingCapabilities = {
  completionProvider: {
    triggerCharacters: [' ', ':', '[', ',', '{', '"', "'", '*', '#', '.', '/'],
    resolveProvider: true,
  },
  codeActionProvider: {
    codeActionKinds: [CodeActionKind.QuickFix, ...Object.values(refactorKinds), fixAllKind],
    resolveProvider: true,
  },
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  documentOnTypeFormattingProvider: { firstTriggerCharacter: '\n' },
} satisfies ServerCapabilities;

/** Rules whose findings a baseline from the data takes away. */
const curedByBaseline: ReadonlySet<string> = new Set([
  ...['target-without-origin', 'baseline-stale', 'baseline-mismatch', 'baseline-inconsistent'],
  ...['baseline-data-changed', 'baseline-differs-from-data', 'baseline-includes-excluded-time'],
]);

/** What an action brings along to be resolved: whose baseline is to be computed, for which text. */
interface BaselineQuestion {
  readonly uri: string;
  readonly version: number;
  readonly baselineOf: string | undefined;
}

function asBaselineQuestion(data: unknown): (BaselineQuestion & { readonly baselineOf: string }) | undefined {
  if (typeof data !== 'object' || data === null || !('uri' in data) || !('baselineOf' in data)) return undefined;
  const { uri, baselineOf } = data;
  const version = 'version' in data ? data.version : undefined;
  return typeof uri === 'string' && typeof baselineOf === 'string' && typeof version === 'number'
    ? { uri, version, baselineOf }
    : undefined;
}

function toWorkspaceEdit(file: SlaFile, lines: LineTable, edits: readonly CoreEdit[]): WorkspaceEdit {
  const { uri, version } = file.snapshot;
  return {
    documentChanges: [{ textDocument: { uri, version }, edits: edits.map((edit) => toTextEdit(edit, lines)) }],
  };
}

const nothing: CompletionList = { isIncomplete: false, items: [] };

export function registerWriting(connection: Connection, session: Session, diagnostics: Diagnostics): void {
  connection.onCompletion(({ textDocument, position }) =>
    guard(connection, 'completion', nothing, () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return nothing;
      const { project, file, lines } = asked;
      const snippets = session.capabilities.textDocument?.completion?.completionItem?.snippetSupport === true;
      const items = complete(project, file, offsetAt(lines, position), { snippets });
      return {
        isIncomplete: items.some(({ followsTyping }) => followsTyping),
        items: items.map((item) => toCompletionItem(item, textDocument.uri, lines)),
      };
    }),
  );
  connection.onCompletionResolve((item) =>
    guard(connection, 'documentation', item, () => {
      const data = asDocs(item.data);
      const asked = data === undefined ? undefined : session.ask(data.uri);
      if (data === undefined || asked === undefined) return item;
      const value = resolveCompletion(asked.project, asked.file, data);
      return value === undefined ? item : { ...item, documentation: { kind: 'markdown', value } };
    }),
  );
  connection.onDocumentFormatting(({ textDocument }) => edited(textDocument.uri, ({ file }) => format(file)));
  connection.onDocumentRangeFormatting(({ textDocument, range }) =>
    edited(textDocument.uri, ({ file, lines }) => formatRange(file, toSpan(range, lines))),
  );
  connection.onDocumentOnTypeFormatting(({ textDocument, position, ch }) =>
    edited(textDocument.uri, ({ file, lines }) => formatOnType(file, offsetAt(lines, position), ch)),
  );
  connection.onCodeAction(({ textDocument, range, context }) =>
    guard(connection, 'actions', [], () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return [];
      const { file, project, lines } = asked;
      const span = toSpan(range, lines);
      const isWanted = (kind: CodeActionKind): boolean =>
        context.only === undefined || context.only.some((only) => kind === only || kind.startsWith(`${only}.`));
      const action = (title: string, kind: CodeActionKind, edits: readonly CoreEdit[]): CodeAction => ({
        title,
        kind,
        edit: toWorkspaceEdit(file, lines, edits),
      });
      const all = diagnostics.of(textDocument.uri);
      const actions: CodeAction[] = [];
      const past =
        isWanted(CodeActionKind.QuickFix) || isWanted(CodeActionKind.RefactorRewrite)
          ? pastActions(project, file, span)
          : [];
      const computing = session.canResolveEdits ? past.filter(({ baselineOf }) => baselineOf !== undefined) : [];
      const toAction = ({ title, baselineOf }: PastAction, kind: CodeActionKind): CodeAction => ({
        title,
        kind,
        data: { uri: textDocument.uri, version: file.snapshot.version, baselineOf } satisfies BaselineQuestion,
      });
      if (isWanted(CodeActionKind.QuickFix))
        for (const finding of all.filter((each) => each.span.start <= span.end && each.span.end >= span.start)) {
          const fixes = quickFixes(project, file, finding, all);
          const silencing = suppression(file, finding);
          const shown = context.diagnostics.filter((diagnostic) => diagnostic.code === finding.rule);
          for (const fix of fixes)
            actions.push({
              ...action(fix.title, CodeActionKind.QuickFix, fix.edits),
              diagnostics: shown,
              isPreferred: fixes.length === 1,
            });
          if (curedByBaseline.has(finding.rule))
            for (const each of computing)
              actions.push({ ...toAction(each, CodeActionKind.QuickFix), diagnostics: shown });
          if (silencing !== undefined)
            actions.push({ ...action(silencing.title, CodeActionKind.QuickFix, silencing.edits), diagnostics: shown });
        }
      for (const each of Object.values(refactorKinds).some(isWanted) ? refactorings(project, file, span) : [])
        if (isWanted(refactorKinds[each.kind])) actions.push(action(each.title, refactorKinds[each.kind], each.edits));
      if (isWanted(CodeActionKind.RefactorRewrite)) {
        for (const each of computing) actions.push(toAction(each, CodeActionKind.RefactorRewrite));
        for (const { title, edits } of past)
          if (edits !== undefined) actions.push(action(title, CodeActionKind.RefactorRewrite, edits));
      }
      // Asked for by name only, as on saving: checking all fixes at once costs more than a cursor that moves may.
      if (context.only !== undefined && isWanted(fixAllKind)) {
        const edits = fixAll(project, file, all);
        if (edits.length > 0) actions.push(action('Fix all that have one fix', fixAllKind, edits));
      }
      return actions;
    }),
  );

  connection.onCodeActionResolve(async (action) => {
    const question = asBaselineQuestion(action.data);
    if (question === undefined) return action;
    const { uri, version, baselineOf } = question;
    const measured = await session.data.withFingerprints(uri);
    const edit = guard(connection, 'baseline', undefined, () => {
      const asked = session.ask(uri);
      if (measured === undefined || asked?.file.snapshot.version !== version) return undefined;
      const { file, lines, project } = asked;
      const data = new Map([...project.data, [uri, { ...session.data.get(uri), measured }] as const]);
      const edits = baselineEdits({ ...project, data }, file, baselineOf);
      return edits === undefined ? undefined : toWorkspaceEdit(file, lines, edits);
    });
    if (edit !== undefined) return { ...action, edit };
    connection.window.showWarningMessage(
      'No baseline was written: its data could not be read, or the text has changed meanwhile.',
    );
    return action;
  });

  function edited(uri: string, make: (asked: OpenFile) => readonly CoreEdit[]): TextEdit[] {
    return guard(connection, 'format', [], () => {
      const asked = session.ask(uri);
      return asked === undefined ? [] : make(asked).map((edit) => toTextEdit(edit, asked.lines));
    });
  }
}
