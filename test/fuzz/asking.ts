// Asks a file everything that an editor can ask, and holds each answer against the text: inside it, in order, in time.
// It must never catch what a feature throws, and never judge a time before it was tried again: the machine is shared.

import assert from 'node:assert/strict';
import { complete, resolveCompletion } from '../../server/src/core/features/completion';
import { definition } from '../../server/src/core/features/definition';
import { fileRename } from '../../server/src/core/features/file-rename';
import { fixAll, quickFixes, suppression } from '../../server/src/core/features/fixes';
import { foldingRanges } from '../../server/src/core/features/folding';
import { format, formatOnType, formatRange } from '../../server/src/core/features/format';
import { hover } from '../../server/src/core/features/hover/hover';
import { inlayHints } from '../../server/src/core/features/inlay-hints';
import { lenses } from '../../server/src/core/features/lenses';
import { documentLinks } from '../../server/src/core/features/links';
import { nameAt, namesOf, type Name } from '../../server/src/core/features/names';
import { refactorings } from '../../server/src/core/features/refactorings';
import { highlights, references } from '../../server/src/core/features/references';
import { overview } from '../../server/src/core/features/overview';
import { prepareRename, rename } from '../../server/src/core/features/rename';
import { selectionRanges } from '../../server/src/core/features/selection';
import { semanticTokens } from '../../server/src/core/features/semantic-tokens';
import { outline, type OutlineSymbol } from '../../server/src/core/features/symbols';
import { workspaceSymbols } from '../../server/src/core/features/workspace-symbols';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { dataOf, type Project } from '../../server/src/core/project';
import { freshClauseYields } from '../../server/src/core/rules/clauses';
import { rules } from '../../server/src/core/rules/index';
import type { Finding, TextEdit } from '../../server/src/core/rules/rule';
import { inputOf, places, runRules } from '../../server/src/core/rules/run';
import type { Span } from '../../server/src/core/text/span';
import { processorTime, slowness } from './slowness';

/** What an answer says about texts: its spans, and its sets of edits, by the text that they belong to. */
interface Claim {
  readonly text: string;
  readonly spans?: readonly Span[];
  readonly edits?: readonly (readonly TextEdit[])[];
}

export interface Slowest {
  readonly milliseconds: number;
  readonly place: string;
}

/** Most processor time of one answer, on the machine on which a hundred milliseconds were promised. */
const maximumMilliseconds = 100;
/** Most characters of a hover without its picture (editor.md, section 1). */
const maximumHover = 32_768;

/** Holds what was asked so far; one for a whole run. */
export class Asking {
  readonly slowest = new Map<string, Slowest>();
  readonly counts = new Map<string, number>();
  /** Answers that took too long, in words; whoever asks judges them when all has been asked. */
  readonly late: string[] = [];
  private readonly random: (below: number) => number;
  private readonly share: number;

  /** `share` is the part of the texts on which the costly requests are made as well. */
  constructor(random: (below: number) => number, share: number) {
    this.random = random;
    this.share = share;
  }

  /** The project has to hold the file already. */
  all(project: Project, file: SlaFile, offsets: readonly number[], place: string): void {
    const { uri, text } = file.snapshot;
    const asked = (name: string, ask: (of: Project, at: SlaFile) => Iterable<Claim>): void =>
      this.one(name, place, project, file, ask);
    const spans = (name: string, ask: (of: Project, at: SlaFile) => readonly Span[]): void =>
      asked(name, (of, at) => [{ text, spans: ask(of, at) }]);
    const edits = (name: string, ask: (of: Project, at: SlaFile) => readonly (readonly TextEdit[])[]): void =>
      asked(name, (of, at) => [{ text, edits: ask(of, at) }]);

    // Hover and completion come first, as after a key that was pressed: nothing is known yet.
    for (const offset of offsets) {
      spans('completion', (of, at) => {
        const items = complete(of, at, offset, { snippets: offset % 2 === 0 });
        const sample = items[Math.floor(this.random(items.length))];
        if (sample !== undefined) resolveCompletion(of, at, sample);
        return items.map(({ replace }) => replace);
      });
      spans('hover', (of, at) => {
        const shown = hover(of, at, offset);
        if (shown === undefined) return [];
        assert.ok(shown.markdown.replace(/\(data:[^)]*\)/g, '').length <= maximumHover, `${place}: hover too long`);
        return [shown.span];
      });
    }
    // Whether the whole file was looked at or only one clause, there stands the same name.
    const near = offsets.map((offset) => shown(nameAt(file, offset)));
    spans('names', (_, at) => namesOf(at).flatMap(({ span, written }) => [span, written]));
    assert.deepEqual(
      near,
      offsets.map((offset) => shown(nameAt(file, offset))),
      place,
    );
    spans('places', (_, at) => places(at).map((each) => (each.kind === 'value' ? each.span : each.entry.key.span)));
    spans('outline', (_, at) => flat(outline(at)).flatMap(({ span, nameSpan }) => [span, nameSpan]));
    spans('folding', () => foldingRanges(text).map(({ span }) => span));
    spans('selection', (_, at) => selectionRanges(at, offsets).flat());
    spans('links', (of, at) => documentLinks(of, at).map(({ span }) => span));
    spans('tokens', (_, at) => inOrder(text, semanticTokens(at), place));
    const whole = { start: 0, end: text.length };
    spans('hints', (of, at) => inlayHints(of, at, whole).map(({ offset }) => ({ start: offset, end: offset })));
    spans('lenses', (of, at) => lenses(of, at).map(({ span }) => span));
    spans('overview', (of, at) =>
      overview([at], (each) => dataOf(of, each)).flatMap((each) => [
        each.span,
        ...each.objectives.map(({ span }) => span),
      ]),
    );
    let findings: readonly Finding[] = [];
    spans('rules', (of, at) => {
      findings = runRules(of, at);
      return findings.flatMap(({ span, related }) => [span, ...related.map((each) => each.span)]);
    });
    for (const offset of offsets) this.at(project, file, offset, place);
    edits('format on type', (_, at) => offsets.map((offset) => formatOnType(at, offset, '\n')));
    if (this.random(1) >= this.share) return;
    edits('format', (_, at) => [format(at)]);
    const [first = 0, second = first] = offsets;
    const range = { start: Math.min(first, second), end: Math.max(first, second) };
    edits('format range', (_, at) => [formatRange(at, range)]);
    edits('refactorings', (of, at) => refactorings(of, at, { start: first, end: first }).map((each) => each.edits));
    edits('fixes', (of, at) => fixesOf(of, at, findings, this.random));
    edits('fix all', (of, at) => [fixAll(of, at, findings)]);
    bare(project, file, place);
    const at = this.random(2) < 1 ? first : this.randomName(file);
    asked('rename', (of, each) => {
      const found = prepareRename(of, each, at);
      const renamed = rename(of, each, at, 'fresh-name');
      const inside = 'reason' in found ? [] : [{ text, spans: [found.span] }];
      if ('reason' in renamed) return inside;
      return [
        ...inside,
        ...renamed.map((file_) => ({ text: of.files.get(file_.uri)?.snapshot.text ?? text, edits: [file_.edits] })),
      ];
    });
    asked('workspace symbols', (of) => {
      workspaceSymbols(of, text.slice(first, first + 3));
      return [];
    });
    asked('file rename', (of) =>
      fileRename(of, [{ oldUri: uri, newUri: uri.replace(/[^/]*$/, 'x/moved.sla.yaml') }]).map((each) => ({
        text: of.files.get(each.uri)?.snapshot.text ?? text,
        edits: [each.edits],
      })),
    );
  }

  private at(project: Project, file: SlaFile, offset: number, place: string): void {
    const { uri } = file.snapshot;
    const asked = (name: string, ask: (of: Project, at: SlaFile) => Iterable<Claim>): void =>
      this.one(name, place, project, file, ask);
    asked('definition', (of, at) =>
      definition(of, at, offset).flatMap((each): Claim[] => {
        const origin = { text: at.snapshot.text, spans: [each.origin] };
        const there = of.files.get(each.uri);
        if (each.place.kind !== 'text' || there === undefined) return [origin];
        return [origin, { text: there.snapshot.text, spans: [each.place.span, each.place.nameSpan] }];
      }),
    );
    asked('references', (of, at) =>
      references(of, at, offset, true).map((each) => ({
        text: each.uri === uri ? at.snapshot.text : (of.files.get(each.uri)?.snapshot.text ?? ''),
        spans: [each.span],
      })),
    );
    asked('highlights', (_, at) => [{ text: at.snapshot.text, spans: highlights(at, offset).map(({ span }) => span) }]);
  }

  private randomName(file: SlaFile): number {
    const names = namesOf(file);
    return names[Math.floor(this.random(names.length))]?.span.start ?? 0;
  }

  /** Asks once and judges the answer; what was slow is asked once more of a file that nothing is known of. */
  private one(
    name: string,
    place: string,
    project: Project,
    file: SlaFile,
    ask: (of: Project, at: SlaFile) => Iterable<Claim>,
  ): void {
    const start = performance.now();
    const claims = ask(project, file);
    let milliseconds = performance.now() - start;
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
    for (const { text, spans = [], edits = [] } of claims) {
      for (const span of spans) assertInside(span, text, `${place}: ${name}`);
      for (const each of edits) assertApplicable(each, text, `${place}: ${name}`);
    }
    const slowest = this.slowest.get(name)?.milliseconds ?? 0;
    if (milliseconds <= slowest && milliseconds <= maximumMilliseconds) return;
    // A second try first; what is late then is tried thrice more, for a busy machine only ever makes it slower.
    for (let tries = 1; tries === 1 || (milliseconds > maximumMilliseconds && tries <= 4); tries++) {
      const again = open({ ...file.snapshot });
      const files = new Map([...project.files, [file.snapshot.uri, again]]);
      const restart = processorTime();
      ask({ ...project, files }, again);
      milliseconds = Math.min(milliseconds, processorTime() - restart);
    }
    if (milliseconds > maximumMilliseconds) milliseconds /= slowness();
    if (milliseconds > slowest) this.slowest.set(name, { milliseconds, place });
    if (milliseconds > maximumMilliseconds) this.late.push(`${place}: ${name} took ${Math.round(milliseconds)} ms`);
  }
}

/** Rules without the guard that keeps one that throws from taking the others with it. */
function bare(project: Project, file: SlaFile, place: string): void {
  const input = inputOf(project, file);
  for (const rule of rules)
    for (const found of [...rule.check(input), ...freshClauseYields(file, rule)])
      assertInside(found.span, file.snapshot.text, `${place}: ${rule.id}`);
}

function fixesOf(
  project: Project,
  file: SlaFile,
  findings: readonly Finding[],
  random: (below: number) => number,
): readonly (readonly TextEdit[])[] {
  const finding = findings[Math.floor(random(findings.length))];
  if (finding === undefined) return [];
  const silence = suppression(file, finding);
  return [...quickFixes(project, file, finding, findings), ...(silence === undefined ? [] : [silence])].map(
    (fix) => fix.edits,
  );
}

function shown(name: Name | undefined): unknown {
  return name === undefined ? undefined : [name.kind, name.name, name.role, name.scope, name.span.start, name.span.end];
}

function flat(symbols: readonly OutlineSymbol[]): readonly OutlineSymbol[] {
  return symbols.flatMap((symbol) => [symbol, ...flat(symbol.children)]);
}

/** The spans of tokens, which stand one after the other, each on one line. */
function inOrder(text: string, tokens: readonly { readonly span: Span }[], place: string): readonly Span[] {
  let end = 0;
  for (const { span } of tokens) {
    assert.ok(span.start >= end && span.end > span.start, `${place}: tokens overlap at ${span.start}`);
    assert.doesNotMatch(text.slice(span.start, span.end), /[\r\n]/, `${place}: a token on two lines`);
    ({ end } = span);
  }
  return tokens.map(({ span }) => span);
}

function assertInside({ start, end }: Span, text: string, place: string): void {
  const isInside = Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start <= end && end <= text.length;
  assert.ok(isInside, `${place}: ${start} to ${end} in a text of ${text.length}`);
}

function assertApplicable(edits: readonly TextEdit[], text: string, place: string): void {
  const sorted = [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
  let last = 0;
  for (const { span, newText } of sorted) {
    assertInside(span, text, place);
    assert.ok(span.start >= last, `${place}: edits overlap at ${span.start}`);
    assert.equal(typeof newText, 'string');
    last = span.end;
  }
}
