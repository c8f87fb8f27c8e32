// The requests of someone who follows names: definition, references, highlights, symbols of the workspace, links.
// It must never hold logic: where a name leads is decided by the core; here a place of the disk is checked once more.

import {
  DocumentHighlightKind,
  type Connection,
  type Definition,
  type DefinitionLink,
} from 'vscode-languageserver/node';
import { definition, type Definition as Found } from '../../core/features/definition';
import { documentLinks } from '../../core/features/links';
import { highlights, references } from '../../core/features/references';
import { workspaceSymbols } from '../../core/features/workspace-symbols';
import { offsetAt } from '../../core/text/lines';
import { columnPlace } from '../../files/header';
import { symbolKinds, toRange } from '../convert';
import { guard } from '../guard';
import { pathOf, type OpenFile, type Session } from '../session';

export const navigatingCapabilities = {
  definitionProvider: true,
  referencesProvider: true,
  documentHighlightProvider: true,
  workspaceSymbolProvider: true,
  documentLinkProvider: {},
} as const;

export function registerNavigating(connection: Connection, session: Session): void {
  connection.onDefinition(({ textDocument, position }) =>
    guard<Definition | DefinitionLink[] | null>(connection, 'definition', null, () => {
      const asked = session.askAll(textDocument.uri);
      if (asked === undefined) return null;
      const found = definition(asked.project, asked.file, offsetAt(asked.lines, position));
      const links = found.flatMap((each) => linkTo(session, asked, each) ?? []);
      if (session.capabilities.textDocument?.definition?.linkSupport === true) return links;
      return links.map(({ targetUri, targetSelectionRange }) => ({ uri: targetUri, range: targetSelectionRange }));
    }),
  );
  connection.onReferences(({ textDocument, position, context }) =>
    guard(connection, 'references', [], () => {
      const asked = session.askAll(textDocument.uri);
      if (asked === undefined) return [];
      const { project, file, lines } = asked;
      return references(project, file, offsetAt(lines, position), context.includeDeclaration).flatMap(
        ({ uri, span }) => {
          const table = session.linesAt(uri);
          return table === undefined ? [] : [{ uri, range: toRange(span, table) }];
        },
      );
    }),
  );
  connection.onDocumentHighlight(({ textDocument, position }) =>
    guard(connection, 'highlights', [], () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return [];
      return highlights(asked.file, offsetAt(asked.lines, position)).map(({ span, isDefinition }) => ({
        range: toRange(span, asked.lines),
        kind: isDefinition ? DocumentHighlightKind.Write : DocumentHighlightKind.Read,
      }));
    }),
  );
  connection.onWorkspaceSymbol(({ query }) =>
    guard(connection, 'symbols', [], () =>
      workspaceSymbols(session.project(), query).flatMap(({ name, kind, container, uri, span }) => {
        const table = session.linesAt(uri);
        if (table === undefined) return [];
        return [
          { name, kind: symbolKinds[kind], containerName: container, location: { uri, range: toRange(span, table) } },
        ];
      }),
    ),
  );
  connection.onDocumentLinks(({ textDocument }) =>
    guard(connection, 'links', [], () => {
      const asked = session.ask(textDocument.uri);
      if (asked === undefined) return [];
      return documentLinks(asked.project, asked.file)
        .filter(({ target, isFile }) => !isFile || session.mayOffer(target, textDocument.uri))
        .map(({ span, target }) => ({ range: toRange(span, asked.lines), target }));
    }),
  );
}

function linkTo(session: Session, asked: OpenFile, { origin, uri, place }: Found): DefinitionLink | undefined {
  const originSelectionRange = toRange(origin, asked.lines);
  if (place.kind === 'text') {
    const table = session.linesAt(uri);
    if (table === undefined) return undefined;
    return {
      originSelectionRange,
      targetUri: uri,
      targetRange: toRange(place.span, table),
      targetSelectionRange: toRange(place.nameSpan, table),
    };
  }
  const path = pathOf(uri);
  if (path === undefined || !session.mayOffer(uri, asked.file.snapshot.uri)) return undefined;
  const column = place.column === undefined ? undefined : columnPlace(path, place.column);
  const range = {
    start: { line: 0, character: column?.start ?? 0 },
    end: { line: 0, character: column?.end ?? 0 },
  };
  return { originSelectionRange, targetUri: uri, targetRange: range, targetSelectionRange: range };
}
