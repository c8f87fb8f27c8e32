// Finds names of all agreements by a few letters: agreements, objectives, metrics, parties and all else that is defined.
// It must never give more than an editor can list, and never read a file that is not open in the project.

import type { SlaFile } from '../model/file';
import type { Project } from '../project';
import { rootMap } from '../rules/facts';
import { resolved } from '../syntax/nodes';
import type { Span } from '../text/span';
import { nameOf } from '../text/uri';
import type { NameKind } from './names';
import { sectionKinds } from './sections';

export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: NameKind;
  /** The agreement that holds it. */
  readonly container: string;
  readonly uri: string;
  readonly span: Span;
}

/** Most symbols of one answer (editor.md, section 2). */
export const maximumSymbols = 5_000;

/** The symbols whose name holds the letters of a query in its order, the best ones first. */
export function workspaceSymbols(project: Project, query: string): readonly WorkspaceSymbol[] {
  const wanted = query.toLowerCase().replace(/\s+/g, '').slice(0, 100);
  const found: { readonly symbol: WorkspaceSymbol; readonly rank: number }[] = [];
  for (const file of project.files.values())
    for (const symbol of symbolsOf(file)) {
      const rank = rankOf(symbol.name.toLowerCase(), wanted);
      if (rank !== undefined) found.push({ symbol, rank });
    }
  return found
    .sort((a, b) => a.rank - b.rank)
    .slice(0, maximumSymbols)
    .map(({ symbol }) => symbol);
}

function* symbolsOf(file: SlaFile): Generator<WorkspaceSymbol> {
  const { id, title } = file.model;
  const { uri } = file.snapshot;
  const container = id?.value ?? nameOf(uri);
  const named = id ?? title;
  if (named !== undefined) {
    const name = id === undefined || title === undefined ? named.value : `${id.value} · ${title.value}`;
    yield { name: name.slice(0, 100), kind: 'agreement', container: nameOf(uri), uri, span: named.span };
  }
  const root = rootMap(file);
  for (const section of root?.entries ?? []) {
    const kind = sectionKinds.get(section.key.text);
    const map = resolved(section.value);
    if (kind === undefined || map?.kind !== 'map') continue;
    for (const { key } of map.entries)
      if (key.text !== '') yield { name: key.text, kind, container, uri, span: key.span };
  }
}

/** How well a name fits, 0 for best; undefined where it does not hold the letters of the query in their order. */
function rankOf(name: string, wanted: string): number | undefined {
  if (wanted === '') return 0;
  const whole = name.indexOf(wanted);
  if (whole >= 0) return whole === 0 ? (name.length === wanted.length ? 0 : 1) : 2;
  let at = 0;
  for (const letter of wanted) {
    const next = name.indexOf(letter, at);
    if (next < 0) return undefined;
    at = next + letter.length;
  }
  return 3;
}
