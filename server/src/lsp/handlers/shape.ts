// The requests about the shape of a text: folds, growing selections, tokens by meaning.
// It must never hold logic: what has a meaning is decided by the core.

import { FoldingRangeKind, type Connection, type Range, type SelectionRange } from 'vscode-languageserver/node';
import { foldingRanges } from '../../core/features/folding';
import { selectionRanges } from '../../core/features/selection';
import { semanticTokens, tokenLegend } from '../../core/features/semantic-tokens';
import { offsetAt } from '../../core/text/lines';
import { encodeTokens, toRange, toSpan } from '../convert';
import { guard } from '../guard';
import type { Session } from '../session';

export const shapeCapabilities = {
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  semanticTokensProvider: {
    legend: { tokenTypes: [...tokenLegend.types], tokenModifiers: [...tokenLegend.modifiers] },
    full: true,
    range: true,
  },
};

export function registerShape(connection: Connection, session: Session): void {
  connection.onFoldingRanges(({ textDocument }) =>
    guard(connection, 'folds', [], () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return [];
      return foldingRanges(asked.file.snapshot.text).map(({ span, kind }) => {
        const { start, end } = toRange(span, asked.lines);
        const comment = kind === 'comment' ? { kind: FoldingRangeKind.Comment } : {};
        return { startLine: start.line, endLine: end.line, ...comment };
      });
    }),
  );
  connection.onSelectionRanges(({ textDocument, positions }) =>
    guard<SelectionRange[] | null>(connection, 'selections', null, () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return null;
      const offsets = positions.map((position) => offsetAt(asked.lines, position));
      return selectionRanges(asked.file, offsets).map((spans) => {
        let parent: SelectionRange | undefined;
        for (const span of [...spans].reverse())
          parent = { range: toRange(span, asked.lines), ...(parent === undefined ? {} : { parent }) };
        return parent ?? { range: toRange({ start: 0, end: 0 }, asked.lines) };
      });
    }),
  );
  const tokens = (uri: string, range?: Range): { data: number[] } =>
    guard(connection, 'tokens', { data: [] }, () => {
      const asked = session.ask(uri);
      if (asked === undefined) return { data: [] };
      const span = range === undefined ? undefined : toSpan(range, asked.lines);
      return { data: encodeTokens(semanticTokens(asked.file, span), asked.lines) };
    });
  connection.languages.semanticTokens.on(({ textDocument }) => tokens(textDocument.uri));
  connection.languages.semanticTokens.onRange(({ textDocument, range }) => tokens(textDocument.uri, range));
}
