// The requests of someone who reads: hover, outline, lens, inlay hints; each is one line of translation round a feature.
// It must never hold logic: what is shown is decided by the core.

import type { CodeLens, Connection } from 'vscode-languageserver/node';
import { hover } from '../../core/features/hover/hover';
import { inlayHints } from '../../core/features/inlay-hints';
import { lenses } from '../../core/features/lenses';
import { changeLens, topOf } from '../../core/features/review/change-lens';
import { outline } from '../../core/features/symbols';
import { offsetAt } from '../../core/text/lines';
import { toRange, toSpan, toSymbol } from '../convert';
import { guard } from '../guard';
import type { OpenFile, Session } from '../session';

export const readingCapabilities = {
  hoverProvider: true,
  documentSymbolProvider: true,
  codeLensProvider: {},
  inlayHintProvider: true,
} as const;

export function registerReading(connection: Connection, session: Session): void {
  connection.onHover(({ textDocument, position }) =>
    guard(connection, 'hover', null, () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return null;
      const found = hover(asked.project, asked.file, offsetAt(asked.lines, position));
      return found === undefined
        ? null
        : { contents: { kind: 'markdown', value: found.markdown }, range: toRange(found.span, asked.lines) };
    }),
  );
  connection.onDocumentSymbol(({ textDocument }) =>
    guard(connection, 'outline', [], () => {
      const asked = session.ask(textDocument.uri);
      return asked === undefined ? [] : outline(asked.file).map((symbol) => toSymbol(symbol, asked.lines));
    }),
  );
  connection.onCodeLens(({ textDocument }) =>
    guard(connection, 'lens', [], () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return [];
      const ofObjectives = lenses(asked.project, asked.file).flatMap((lens) => {
        const range = toRange(lens.span, asked.lines);
        const { uri } = textDocument;
        const standing = { title: lens.title, command: 'sla.showCompliance', arguments: [uri, range.start] };
        const preview = { title: 'Preview', command: 'sla.openPreview', arguments: [uri, lens.objective] };
        return [{ range, command: standing }, ...(session.hasPreview ? [{ range, command: preview }] : [])];
      });
      return [...reviewLenses(session, asked), ...ofObjectives];
    }),
  );
  connection.languages.inlayHint.on(({ textDocument, range }) =>
    guard(connection, 'hints', [], () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return [];
      return inlayHints(asked.project, asked.file, toSpan(range, asked.lines)).map((hint) => ({
        position: toRange({ start: hint.offset, end: hint.offset }, asked.lines).start,
        label: hint.label,
        ...(hint.tooltip === hint.label ? {} : { tooltip: hint.tooltip }),
        paddingLeft: true,
      }));
    }),
  );
}

/** What changed, on top of the agreement, for clients that can show more of it. */
function reviewLenses({ bases, hasReview }: Session, { project, file, lines }: OpenFile): readonly CodeLens[] {
  const { uri } = file.snapshot;
  if (!hasReview) return [];
  const base = bases.of(uri);
  const lens = base === undefined ? undefined : changeLens(project, file, base.name);
  const range = toRange(topOf(file), lines);
  const toCommand = (title: string, command: string): CodeLens => ({
    range,
    command: { title, command, arguments: [uri] },
  });
  if (lens !== undefined)
    return [toCommand(lens.title, 'sla.showChanges'), toCommand('Compare in plain language', 'sla.comparePlain')];
  const isOffered = base === undefined && bases.offersComparison(uri) && project.settings.showsCodeLens;
  return isOffered ? [toCommand('Compare with HEAD', 'sla.compareWithHead')] : [];
}
