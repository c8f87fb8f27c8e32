// Completion by indentation: keys, closed values, metric types, duties, ids, units, columns, clauses. It works while YAML cannot be parsed.
// It must never offer a key that is there already, and every accepted item stands at its siblings' indentation.

import type { SlaFile } from '../model/file';
import type { Project } from '../project';
import { pathLookup } from '../schema/lookup';
import { schemaAt, type Lookup, type Path } from '../schema/navigate';
import type { Shape } from '../schema/shapes';
import { rules } from '../rules/index';
import { cursorContext } from '../syntax/cursor';
import { sectionAbove } from '../syntax/lines-above';
import { wordAtEnd } from '../text/ends';
import { newlineOf } from '../text/lines';
import type { Ask } from './completion/ask';
import { tiers } from './completion/clauses';
import { commentAt } from './completion/comments';
import { expanded, inSnippet, type Completion, type Draft } from './completion/item';
import { mostLikely } from './completion/likely';
import { isInJson, jsonPlaceAt, jsonText } from './completion/json-place';
import { keysOf } from './completion/keys';
import { placeAt, type Place } from './completion/place';
import { asText, inQuotes } from './completion/quoting';
import { anchorsBefore, termsOf } from './completion/references';
import { documentation } from './completion/resolve';
import { scalarValues } from './completion/values';

export type { Completion } from './completion/item';

export interface CompletionOptions {
  /** Whether the client knows snippets with tab stops; else their defaults are inserted. */
  readonly snippets: boolean;
}

/** What may be written at an offset, best first. */
export function complete(
  project: Project,
  file: SlaFile,
  offset: number,
  options: CompletionOptions = { snippets: false },
): readonly Completion[] {
  const { text, uri } = file.snapshot;
  const isJson = isInJson(uri, text);
  const comment = isJson ? undefined : commentAt(text, offset, ruleNames);
  if (comment !== undefined)
    return comment.drafts.map((draft, index) =>
      finished(draft, index, { replace: comment.replace, newText: draft.newText ?? draft.label }, options),
    );
  const place = isJson ? jsonPlaceAt(text, offset) : placeAt(file.tree, offset);
  if (place === undefined) return isJson ? [] : inBlockText(file, offset, options);
  const ask: Ask = { project, file, place, lookup: lookupAt(file, place) };
  const newline = newlineOf(text);
  const all = draftsAt(ask, offset);
  const drafts = place.json === undefined ? all : all.filter((draft) => !isFlagInQuotes(draft, place));
  const partOf = ({ isPart }: Draft): Completion['replace'] =>
    isPart === true ? partAt(place, offset) : place.replace;
  const writtenOf = (draft: Draft): Written => {
    const { json } = place;
    const replace = partOf(draft);
    if (json !== undefined) {
      const written = jsonText(draft, draft.newText ?? draft.label, place, json, replace);
      return { ...written, newText: written.newText.replaceAll('\n', newline) };
    }
    const lead = draft.isPart === true && place.before !== '' ? '' : place.lead;
    const written = lead + textOf(draft, place, newline);
    if (place.trail === undefined) return { replace, newText: written };
    const snippet = draft.isSnippet === true ? written : `${inSnippet(written)}$1`;
    return { replace, newText: `${snippet.replace(/\$0$/, '')}${place.trail}`, isSnippet: true };
  };
  return mostLikely(drafts, (draft) => text.slice(partOf(draft).start, offset)).map((draft, index) =>
    finished(draft, index, writtenOf(draft), options),
  );
}

/** In quotes `true` is a text. */
function isFlagInQuotes({ label, kind }: Draft, { quote, json }: Place): boolean {
  return json !== undefined && quote !== '' && kind === 'value' && (label === 'true' || label === 'false');
}

/** What a draft writes, and what it takes the place of. */
type Written = Pick<Completion, 'replace' | 'newText'> & Partial<Pick<Completion, 'isSnippet' | 'comma'>>;

/** The name at the cursor, without a quote that ends before it. */
function partAt({ word, before }: Place, offset: number): Completion['replace'] {
  if (before.trim() === '') return word;
  const name = wordAtEnd(before);
  return { start: Math.max(word.start, offset - name.length), end: word.end };
}

/** The terms of the glossary that a word of a folded or literal text may be the begin of. */
function inBlockText(file: SlaFile, offset: number, options: CompletionOptions): readonly Completion[] {
  const { text } = file.snapshot;
  const word = /\p{L}{2,}$/u.exec(text.slice(Math.max(0, offset - 60), offset))?.[0];
  if (word === undefined || cursorContext(text, offset, sectionAbove(file.tree, offset)) !== undefined) return [];
  const rest = /^\p{L}*/u.exec(text.slice(offset, offset + 60))?.[0] ?? '';
  const replace = { start: offset - word.length, end: offset + rest.length };
  return termsOf(file).map((draft, index) => finished(draft, index, { replace, newText: draft.label }, options));
}

/** The Markdown documentation of an item, which the list itself does not carry. */
export function resolveCompletion(
  _project: Project,
  file: SlaFile,
  { docsOf }: Pick<Completion, 'docsOf'>,
): string | undefined {
  return docsOf === undefined ? undefined : documentation(file, docsOf);
}

const ruleNames: readonly string[] = rules.map(({ id }) => id);

function finished(
  draft: Draft,
  index: number,
  { replace, newText, isSnippet: isWrittenSo, comma }: Written,
  options: CompletionOptions,
): Completion {
  const hasStops = isWrittenSo ?? draft.isSnippet === true;
  const isSnippet = hasStops && options.snippets;
  return {
    label: draft.label,
    kind: draft.kind,
    detail: draft.detail ?? '',
    meaning: draft.meaning,
    docsOf: draft.docsOf,
    replace,
    newText: hasStops && !isSnippet ? expanded(newText) : newText,
    isSnippet,
    comma,
    sortText: String(index).padStart(4, '0'),
    opensNext: draft.opensNext === true,
    followsTyping: draft.followsTyping === true,
  };
}

/** The text of an item as it is inserted: quoted where it must be, its lines indented below the place. */
function textOf(draft: Draft, place: Place, newline: string): string {
  const raw = draft.newText ?? draft.label;
  if (draft.isWritten !== true && draft.isPart !== true)
    return place.quote === '' ? asText(raw, place.isFlow) : inQuotes(raw, place.quote);
  return raw.includes('\n') ? raw.replaceAll('\n', newline + ' '.repeat(place.indent)) : raw;
}

/** Texts by path; the siblings of the cursor are read from the text itself, which also works where the tree is broken. */
function lookupAt(file: SlaFile, place: Place): Lookup {
  const tree = pathLookup(file.tree);
  const owner = place.expects === 'key' ? place.path : place.path.slice(0, -1);
  return (path) =>
    (isSame(path.slice(0, -1), owner) ? place.siblings.get(String(path.at(-1))) : undefined) ?? tree(path);
}

function isSame(a: Path, b: Path): boolean {
  return a.length === b.length && a.every((step, index) => step === b[index]);
}

function draftsAt(ask: Ask, offset: number): readonly Draft[] {
  const { place, file, lookup } = ask;
  if (place.expects !== 'key' && place.before.startsWith('*') && place.quote === '')
    return anchorsBefore(file, offset).map((name) => ({
      label: `*${name}`,
      kind: 'id',
      detail: 'anchor',
      newText: `*${name}`,
      isWritten: true,
    }));
  if (place.expects === 'key') return keysOf(ask);
  const shape = schemaAt(place.path, lookup);
  if (shape === undefined) return [];
  if (place.expects === 'item') {
    const values = shape.scalar === undefined ? [] : withoutTaken(ask, scalarValues(ask, shape.scalar));
    return [...values, ...(shape.map === undefined ? [] : itemMaps(ask))];
  }
  if (shape.scalar !== undefined) return scalarValues(ask, shape.scalar);
  if (place.json !== undefined && place.isEmpty && place.quote === '')
    return [...bracketsFor(shape), ...inBrackets(ask, shape)];
  return inBrackets(ask, shape);
}

/** The brackets that a value of JSON begins with. */
function bracketsFor({ map, list }: Shape): readonly Draft[] {
  const draft = (label: string, newText: string): Draft => ({
    label,
    kind: 'clause',
    newText,
    isSnippet: true,
    isWritten: true,
    opensNext: true,
  });
  return [
    ...(map === undefined ? [] : [draft('{ }', '{ $1 }')]),
    ...(list === undefined ? [] : [draft('[ ]', '[$1]')]),
  ];
}

/** A list in brackets with one of the values that it may hold. */
function inBrackets(ask: Ask, shape: Shape): readonly Draft[] {
  const { place } = ask;
  const items = shape.list?.items.scalar;
  if (items === undefined || !place.isEmpty || place.quote !== '') return [];
  return scalarValues({ ...ask, place: { ...place, path: [...place.path, 0] } }, items)
    .filter(({ isSnippet, isPart }) => isSnippet !== true && isPart !== true)
    .map((draft) => ({ ...draft, newText: `[${asText(draft.newText ?? draft.label, true)}]`, isWritten: true }));
}

/** Ids that the list of the cursor does not hold yet. */
function withoutTaken({ file, place }: Ask, drafts: readonly Draft[]): readonly Draft[] {
  const { text } = file.snapshot;
  if (!place.isFlow && place.json === undefined) return drafts;
  const open = text.lastIndexOf('[', place.replace.start);
  const close = text.indexOf(']', place.replace.end);
  const others = `${text.slice(open + 1, place.replace.start)},${close < 0 ? '' : text.slice(place.replace.end, close)}`;
  const taken = new Set(others.split(',').map((word) => word.trim().replace(/^["'](.*)["']$/, '$1')));
  return drafts.filter(({ label, kind }) => kind !== 'id' || !taken.has(label));
}

/** Behind the dash of a list of maps: the keys of the item, and a whole row of a table. */
function itemMaps(ask: Ask): readonly Draft[] {
  const { place } = ask;
  const rows = place.path.at(-2) === 'tiers' && place.isEmpty ? [row(ask)] : [];
  if (place.isFlow || place.quote !== '') return rows;
  return [...rows, ...keysOf({ ...ask, place: { ...place, expects: 'key' } })];
}

function row({ file, place }: Ask): Draft {
  const remedy = file.model.remedies.find(({ id }) => id === place.path[1]);
  const word = remedy?.tiers[0]?.bounds[0]?.word ?? 'below';
  const template = (tiers[0] ?? '').replace('- ', '').replace('below', word);
  return {
    label: `{ ${word}, credit }`,
    kind: 'clause',
    detail: 'new tier',
    newText: template,
    isSnippet: true,
    isWritten: true,
  };
}
