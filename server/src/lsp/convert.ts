// Translates between the core and the language server protocol: the only place where offsets become lines and columns.
// It must never decide what is shown.

import {
  CompletionItemKind,
  DiagnosticSeverity,
  DiagnosticTag,
  InsertTextFormat,
  InsertTextMode,
  SymbolKind,
  type CompletionItem,
  type Diagnostic,
  type DocumentSymbol,
  type Range,
  type TextEdit as ProtocolEdit,
} from 'vscode-languageserver';
import type { Completion } from '../core/features/completion';
import type { DocsOf } from '../core/features/completion/item';
import { tokenLegend, type SemanticToken } from '../core/features/semantic-tokens';
import type { OutlineSymbol } from '../core/features/symbols';
import type { Finding, TextEdit } from '../core/rules/rule';
import type { Severity } from '../core/project';
import { forLine } from '../core/show/escape';
import { offsetAt, positionAt, type LineTable } from '../core/text/lines';
import type { Span } from '../core/text/span';

export function toRange(span: Span, lines: LineTable): Range {
  return { start: positionAt(lines, span.start), end: positionAt(lines, span.end) };
}

export function toSpan(range: Range, lines: LineTable): Span {
  return { start: offsetAt(lines, range.start), end: offsetAt(lines, range.end) };
}

export function toTextEdit(edit: TextEdit, lines: LineTable): ProtocolEdit {
  return { range: toRange(edit.span, lines), newText: edit.newText };
}

const severities: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** `pageOf` gives the address of the page of a rule. */
export function toDiagnostic(
  finding: Finding,
  uri: string,
  lines: LineTable,
  pageOf: (rule: string) => string,
): Diagnostic {
  return {
    range: toRange(finding.span, lines),
    severity: severities[finding.severity],
    code: finding.rule,
    codeDescription: { href: pageOf(finding.rule) },
    source: 'sla',
    message: forLine(finding.message),
    ...(finding.isUnnecessary === true ? { tags: [DiagnosticTag.Unnecessary] } : {}),
    ...(finding.related.length === 0
      ? {}
      : {
          relatedInformation: finding.related.map((each) => ({
            location: { uri, range: toRange(each.span, lines) },
            message: forLine(each.message),
          })),
        }),
  };
}

const kinds: Readonly<Record<Completion['kind'], CompletionItemKind>> = {
  key: CompletionItemKind.Property,
  value: CompletionItemKind.EnumMember,
  type: CompletionItemKind.Class,
  id: CompletionItemKind.Reference,
  unit: CompletionItemKind.Unit,
  column: CompletionItemKind.Field,
  duty: CompletionItemKind.Event,
  clause: CompletionItemKind.Snippet,
  operator: CompletionItemKind.Operator,
  file: CompletionItemKind.File,
  term: CompletionItemKind.Text,
};

/** An item of a list; `uri` comes back with it when its documentation is asked for. */
export function toCompletionItem(completion: Completion, uri: string, lines: LineTable): CompletionItem {
  return {
    label: completion.label,
    kind: kinds[completion.kind],
    ...(completion.detail === '' ? {} : { detail: completion.detail }),
    // A code says nothing by itself, and who does not know it writes what it stands for.
    ...(completion.meaning === undefined
      ? {}
      : {
          labelDetails: { description: completion.meaning },
          filterText: `${completion.label} ${completion.meaning}`,
        }),
    sortText: completion.sortText,
    ...(completion.isSnippet ? { insertTextFormat: InsertTextFormat.Snippet } : {}),
    // The lines of a clause are indented already; an editor that did it again would indent twice.
    ...(completion.newText.includes('\n') ? { insertTextMode: InsertTextMode.asIs } : {}),
    textEdit: { range: toRange(completion.replace, lines), newText: completion.newText },
    ...(completion.comma === undefined
      ? {}
      : {
          additionalTextEdits: [
            { range: toRange({ start: completion.comma, end: completion.comma }, lines), newText: ',' },
          ],
        }),
    ...(completion.docsOf === undefined ? {} : { data: { uri, docsOf: completion.docsOf } }),
    ...(completion.opensNext ? { command: { title: 'Suggest', command: 'editor.action.triggerSuggest' } } : {}),
  };
}

/** What an item brought along for its documentation; undefined where it did not, or brought something else. */
export function asDocs(data: unknown): { readonly uri: string; readonly docsOf: DocsOf } | undefined {
  if (typeof data !== 'object' || data === null || !('uri' in data) || !('docsOf' in data)) return undefined;
  const { uri, docsOf } = data;
  const isDocs = typeof docsOf === 'object' && docsOf !== null && 'of' in docsOf;
  return typeof uri === 'string' && isDocs ? { uri, docsOf: docsOf as DocsOf } : undefined;
}

export const symbolKinds: Readonly<Record<OutlineSymbol['kind'], SymbolKind>> = {
  agreement: SymbolKind.Module,
  section: SymbolKind.Namespace,
  key: SymbolKind.Property,
  party: SymbolKind.Class,
  service: SymbolKind.Interface,
  goal: SymbolKind.Event,
  calendar: SymbolKind.Struct,
  data: SymbolKind.Array,
  metric: SymbolKind.Function,
  objective: SymbolKind.Method,
  target: SymbolKind.Number,
  exclusion: SymbolKind.Operator,
  remedy: SymbolKind.Constructor,
  tier: SymbolKind.Number,
  fee: SymbolKind.Constant,
  duty: SymbolKind.Event,
  dependency: SymbolKind.Package,
  reference: SymbolKind.File,
  term: SymbolKind.String,
  level: SymbolKind.EnumMember,
  group: SymbolKind.EnumMember,
  step: SymbolKind.Variable,
  column: SymbolKind.Field,
};

export function toSymbol(symbol: OutlineSymbol, lines: LineTable): DocumentSymbol {
  return {
    name: symbol.name,
    detail: symbol.detail,
    kind: symbolKinds[symbol.kind],
    range: toRange(symbol.span, lines),
    selectionRange: toRange(symbol.nameSpan, lines),
    children: symbol.children.map((child) => toSymbol(child, lines)),
  };
}

/** Tokens as the protocol counts them: each by its distance from the one before it. */
export function encodeTokens(tokens: readonly SemanticToken[], lines: LineTable): number[] {
  const data: number[] = [];
  let [line, character] = [0, 0];
  for (const { span, type, modifiers } of tokens) {
    const at = positionAt(lines, span.start);
    const isSameLine = at.line === line;
    const bits = modifiers.reduce((sum, modifier) => sum | (1 << tokenLegend.modifiers.indexOf(modifier)), 0);
    data.push(at.line - line, isSameLine ? at.character - character : at.character, span.end - span.start);
    data.push(tokenLegend.types.indexOf(type), bits);
    ({ line, character } = at);
  }
  return data;
}
