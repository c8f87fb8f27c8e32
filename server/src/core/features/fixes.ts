// Fixes as code actions: those of findings, all safe ones at once, and the comment that silences a rule.
// It must never leave more problems than it takes away: what it does at once is checked before it is offered.

import { open, type SlaFile } from '../model/file';
import type { Project } from '../project';
import { rules } from '../rules/index';
import { runRules } from '../rules/run';
import { hasLoss } from '../rules/facts';
import type { Finding, Fix, Lane, TextEdit } from '../rules/rule';
import { placeholder } from '../schema/mend';
import { findAt } from '../syntax/find';
import { newlineOf, startOfLine } from '../text/lines';
import { applied } from './edits';
import { inLanguageOf, isJsonFile } from './json-edits';

/** Texts longer than this are not checked again for every fix that is offered. */
const maximumChecked = 200_000;

/**
 * The fixes of a finding that keep their word: the finding is gone afterwards, and nothing new is found but what a person is
 * asked to fill in. A fix that is right in most places and wrong here is not offered.
 */
export function quickFixes(
  project: Project,
  file: SlaFile,
  finding: Finding,
  findings: readonly Finding[],
): readonly Fix[] {
  const fixes = finding.fixes.flatMap((fix) => inLanguageOf(file, fix) ?? []);
  if (file.snapshot.text.length > maximumChecked || !isOfText(finding)) return fixes;
  const before = counts(findings.filter(isOfText));
  const key = keyOf(finding);
  return fixes.filter((fix) => {
    const left = counts(findingsAfter(project, file, fix.edits));
    if ((left.get(key) ?? 0) >= (before.get(key) ?? 0)) return false;
    let open = fix.edits.reduce((sum, { newText }) => sum + placesToFill(newText), 0);
    for (const [each, count] of left) {
      const more = count - (before.get(each) ?? 0);
      if (more > 0 && !each.includes(placeholder) && (open -= more) < 0) return false;
    }
    return true;
  });
}

/** How many values a text leaves to a person: placeholders, and lists and maps that are empty yet. */
function placesToFill(text: string): number {
  return text.split(placeholder).length - 1 + (text.match(/\[\]|\{\}/g)?.length ?? 0);
}

/**
 * Rules whose only fix writes what the text evidently says: a name or a value with a slip, a list, a sign that is missing. What the
 * fixes of others write changes a promise (a bound turned round, credits swapped, a line of a signed paper taken away), and nobody
 * may be surprised by that when a file is saved.
 */
const evident: ReadonlySet<string> = new Set([
  ...['unknown-key', 'unknown-value', 'unresolved-id', 'metric-type-unknown', 'wrong-shape', 'invalid-scalar'],
  ...['invalid-id', 'yaml-syntax', 'yaml-trap'],
]);

/**
 * The edits of all findings that have one fix and no other, in one set: none overlap, and the findings that are left are a
 * part of those that were there. What a person has to decide or to fill in, and what changes a promise, is left alone.
 */
export function fixAll(project: Project, file: SlaFile, findings: readonly Finding[]): readonly TextEdit[] {
  const chosen: Fix[] = [];
  let end = -1;
  const single = findings
    .filter(({ rule }) => evident.has(rule))
    .flatMap(({ fixes }) => (fixes.length === 1 ? fixes : []))
    .filter((fix) => isSafe(file.snapshot.text, fix))
    .flatMap((fix) => inLanguageOf(file, fix) ?? []);
  for (const fix of [...single].sort((a, b) => startOf(a) - startOf(b))) {
    // Two edits at one place would depend on their order.
    if (startOf(fix) <= end) continue;
    chosen.push(fix);
    end = Math.max(end, ...fix.edits.map(({ span }) => span.end));
  }
  return helping(project, file, findings, chosen).flatMap(({ edits }) => edits);
}

/**
 * Whether a fix leaves nothing to fill in, and decides nothing: no window that an amount is for, no rolling window in place of one of
 * the calendar, no order of day and month, no key that is kept as a note and promises nothing any more.
 */
function isSafe(text: string, { edits }: Fix): boolean {
  const decides = new RegExp(`${placeholder}| per |^["']?(?:rolling |x-|\\d{4}-\\d\\d-\\d\\d)`);
  // A length may have been meant to roll, or to be one of the calendar.
  const isWindowOfLength = ({ span, newText }: TextEdit): boolean =>
    /^["']?\d/.test(text.slice(span.start, span.end)) && /^["']?[a-z]/.test(newText);
  return edits.length > 0 && edits.every((edit) => !decides.test(edit.newText) && !isWindowOfLength(edit));
}

function startOf({ edits }: Fix): number {
  return Math.min(...edits.map(({ span }) => span.start));
}

/** Most times that a set of fixes is tried: on saving, an editor waits for the answer, and a text that cannot be cut is read as a whole each time. */
const mostTrials = ({ tree }: SlaFile): number => (hasLoss(tree) ? 1 : 2);

/** Those fixes that together bring nothing new: which ones stand next to what they bring is left out, until nothing new is left. */
function helping(project: Project, file: SlaFile, findings: readonly Finding[], fixes: readonly Fix[]): readonly Fix[] {
  let left = fixes;
  for (let trial = 0; trial < mostTrials(file) && left.length > 0; trial++) {
    const brought = broughtBy(project, file, findings, left);
    if (brought.length === 0) return left;
    const places = placesAfter(left);
    const blamed = new Set(brought.map((offset) => nearest(places, offset)));
    left = left.filter((_, index) => !blamed.has(index));
  }
  return [];
}

/** Where new findings stand in the text that fixes leave. */
function broughtBy(
  project: Project,
  file: SlaFile,
  findings: readonly Finding[],
  fixes: readonly Fix[],
): readonly number[] {
  const edits = fixes.flatMap((fix) => fix.edits);
  const after = findingsAfter(project, file, edits);
  const [before, left] = [counts(findings), counts(after)];
  const places = new Set(findings.map((finding) => `${finding.span.start} ${keyOf(finding)}`));
  return [...left].flatMap(([key, count]) => {
    if (count <= (before.get(key) ?? 0)) return [];
    const all = after.filter((finding) => keyOf(finding) === key).map(({ span }) => span.start);
    const fresh = all.filter((offset) => !places.has(`${offsetBefore(edits, offset)} ${key}`));
    return fresh.length > 0 ? fresh : all;
  });
}

/** Where an offset of the text after edits stood before them. */
function offsetBefore(edits: readonly TextEdit[], offset: number): number {
  let shift = 0;
  for (const { span, newText } of [...edits].sort((a, b) => a.span.start - b.span.start)) {
    if (span.start + shift + newText.length > offset) break;
    shift += newText.length - (span.end - span.start);
  }
  return offset - shift;
}

/** Where each of some fixes begins in the text that they leave. */
function placesAfter(fixes: readonly Fix[]): readonly number[] {
  const edits = fixes
    .flatMap((fix, index) => fix.edits.map((edit) => ({ ...edit, index })))
    .sort((a, b) => a.span.start - b.span.start);
  const places: number[] = [];
  let shift = 0;
  for (const { span, newText, index } of edits) {
    places[index] ??= span.start + shift;
    shift += newText.length - (span.end - span.start);
  }
  return places;
}

function nearest(places: readonly number[], offset: number): number {
  let best = 0;
  for (const [index, place] of places.entries())
    if (Math.abs(place - offset) < Math.abs((places[best] ?? 0) - offset)) best = index;
  return best;
}

/** The text of the last fix that was tried on a file: the next one differs little from it, and only what differs is read again. */
const lastTrial = new WeakMap<SlaFile, SlaFile>();

/** A file as edits would leave it; what was tried on it before must not be used any more. */
function tried(file: SlaFile, edits: readonly TextEdit[]): SlaFile {
  const { uri, version, text } = file.snapshot;
  const after = open({ uri, version, text: applied(text, edits) }, lastTrial.get(file));
  lastTrial.set(file, after);
  return after;
}

function findingsAfter(project: Project, file: SlaFile, edits: readonly TextEdit[]): readonly Finding[] {
  const { uri } = file.snapshot;
  const after = tried(file, edits);
  return runRules({ ...project, files: new Map([...project.files, [uri, after]]) }, after, { rules: rulesOfText });
}

/** Whether a finding follows from texts, so that it can be told at once whether a fix mends it; data would have to be read again. */
function isOfText({ lane }: { readonly lane: Lane }): boolean {
  return lane !== 'measured';
}

const rulesOfText = rules.filter(isOfText);

function keyOf({ rule, message }: Finding): string {
  return `${rule} ${message}`;
}

/** How many findings there are of each rule and message. */
function counts(findings: readonly Finding[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const finding of findings) found.set(keyOf(finding), (found.get(keyOf(finding)) ?? 0) + 1);
  return found;
}

/**
 * The fix that silences a finding by a comment above its line. The reason is left for the person to write: without one the
 * comment does nothing and is itself reported. Undefined where no comment can stand.
 */
export function suppression(file: SlaFile, finding: Finding): Fix | undefined {
  // JSON has no comments.
  if (finding.rule === 'suppression-without-reason' || isJsonFile(file)) return undefined;
  const { text } = file.snapshot;
  const start = startOfLine(text, finding.span.start);
  const from = start + (text.charCodeAt(start) === 0xfeff ? 1 : 0);
  const indent = /^ */.exec(text.slice(from, from + 1_000))?.[0] ?? '';
  const comment = `# sla-ignore ${finding.rule}:`;
  const edit = { span: { start: from, end: from }, newText: `${indent}${comment} ${newlineOf(text)}` };
  // What a text that cannot be read holds is only known when it is read with the comment.
  const isRead = hasLoss(file.tree)
    ? tried(file, [edit]).tree.comments.some(({ span }) => span.start === from + indent.length)
    : !isInsideText(file, from);
  return isRead ? { title: `Silence ${finding.rule} here, with a reason`, edits: [edit] } : undefined;
}

/** Whether a line that begins at an offset goes on with a text that began above it. */
function isInsideText({ tree }: SlaFile, offset: number): boolean {
  const { node } = findAt(tree, offset);
  return node?.kind === 'scalar' && node.span.start < offset && offset < node.span.end;
}
