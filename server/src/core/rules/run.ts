// Runs rules over a file: one finding per cause, severities as set, suppressions with a reason honoured.
// It must never let a rule that throws take the others with it, and never give more than 1,000 findings.

import { dataOf, type Project, type Severity } from '../project';
import type { SlaFile } from '../model/file';
import { walk, type Place } from '../schema/walk';
import { lineAt, lineTable, type LineTable } from '../text/lines';
import type { Span } from '../text/span';
import type { Finding, Lane, Rule, RuleInput, Yield } from './rule';
import { rules as allRules } from './index';
import { clauseYields, freshClauseYields } from './clauses';
import { silencer, suppressionsOf } from './suppression';
import { suppressionUnused } from './syntax/suppression-unused';

/** Most findings of one file (security.md, T4). */
export const maximumFindings = 1_000;

const placesOf = new WeakMap<SlaFile, readonly Place[]>();

/** Every value and key of a file with a meaning, found once per file. */
export function places(file: SlaFile): readonly Place[] {
  const known = placesOf.get(file);
  if (known !== undefined) return known;
  const found = walk(file.tree);
  placesOf.set(file, found);
  return found;
}

export interface RunOptions {
  readonly lane?: Lane;
  readonly rules?: readonly Rule[];
}

const catalogue: ReadonlyMap<string, Rule> = new Map(allRules.map((rule) => [rule.id, rule]));

/** What rules look at in a file. */
export function inputOf(project: Project, file: SlaFile): RuleInput {
  return {
    project,
    file,
    // Only a few rules look at all places, and gathering them costs more than most rules.
    get places() {
      return places(file);
    },
    data: dataOf(project, file),
    catalogue,
    get findings() {
      return raw(project, withFindings(this, []), allRules.filter(isAboutText));
    },
  };
}

/** The one rule that looks at what others find has to come after them. */
function isAboutText({ id }: Rule): boolean {
  return id !== suppressionUnused.id;
}

/** The findings of a file in document order. Rules that yield to another at the same place are dropped. */
export function runRules(project: Project, file: SlaFile, options: RunOptions = {}): readonly Finding[] {
  const input = inputOf(project, file);
  const chosen = (options.rules ?? allRules).filter((rule) => options.lane === undefined || rule.lane === options.lane);
  const all = raw(project, input, chosen.filter(isAboutText));
  const found = onceEach(file, all, chosen);
  if (chosen.includes(suppressionUnused)) {
    // Where all rules ran, what they found need not be found again.
    const isWhole = chosen.length === allRules.length;
    found.push(...raw(project, isWhole ? withFindings(input, all) : input, [suppressionUnused]));
  }
  if (found.length === 0) return found;
  return unsuppressed(file, lineTable(file.snapshot.text), found)
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1))
    .slice(0, maximumFindings);
}

function withFindings(input: RuleInput, findings: readonly Finding[]): RuleInput {
  const { project, file, data } = input;
  return {
    ...{ project, file, data, catalogue, findings },
    get places() {
      return input.places;
    },
  };
}

/** Everything that rules find, with the severities that are set. */
function raw(project: Project, input: RuleInput, chosen: readonly Rule[]): Finding[] {
  const found: Finding[] = [];
  for (const rule of chosen) {
    const severity = severityOf(rule, project);
    if (severity === 'off') continue;
    for (const each of yieldsOf(rule, input))
      found.push(findingOf(rule, each, project.settings.rules.has(rule.id) ? severity : (each.severity ?? severity)));
  }
  return found;
}

function findingOf({ id, lane }: Rule, each: Yield, severity: Severity): Finding {
  return {
    span: each.span,
    message: each.message,
    ...(each.isUnnecessary === undefined ? {} : { isUnnecessary: each.isUnnecessary }),
    rule: id,
    lane,
    severity,
    // Made when they are asked for.
    get fixes() {
      return each.fixes ?? [];
    },
    related: each.related ?? [],
  };
}

const textYields = new WeakMap<SlaFile, Map<string, readonly Yield[]>>();

/**
 * What a rule yields for a file, at most 1,000. A rule that depends on the text alone is run once for a text: results that arrive
 * later, and verdicts that ask what could be read, take its answer. A rule that fails on a text nobody foresaw yields nothing;
 * it costs its own findings, not the file's. Tests run rules bare.
 */
export function yieldsOf(rule: Rule, input: RuleInput): readonly Yield[] {
  if (rule.lane !== 'static' || rule.asksToday === true) return checked(rule, input);
  const known = textYields.get(input.file) ?? new Map<string, readonly Yield[]>();
  textYields.set(input.file, known);
  const before = known.get(rule.id);
  if (before !== undefined) return before;
  const found = checked(rule, input);
  known.set(rule.id, found);
  return found;
}

function checked(rule: Rule, input: RuleInput): readonly Yield[] {
  const found: Yield[] = [];
  try {
    for (const each of bareYields(rule, input)) {
      found.push(each);
      if (found.length >= maximumFindings) break;
    }
  } catch {
    return found;
  }
  return found;
}

const clauseRules = allRules.filter((rule) => rule.checkClause !== undefined);

/** What a rule finds in a file, without any guard or memory of its own; clauses that were judged before are not judged again. */
export function* bareYields(rule: Rule, input: RuleInput): Generator<Yield> {
  yield* rule.check(input);
  if (rule.checkClause === undefined) return;
  if (clauseRules.includes(rule)) yield* clauseYields(input.file, clauseRules).get(rule) ?? [];
  else yield* freshClauseYields(input.file, rule);
}

function severityOf(rule: Rule, project: Project): Severity | 'off' {
  const { rules, preset } = project.settings;
  return rules.get(rule.id) ?? (rule.offIn?.includes(preset) === true ? 'off' : rule.severity);
}

/** Rules of syntax speak before all others: of what YAML cannot read, nothing else is certain. */
const foremost = new Set(['yaml-syntax', 'conflict-marker', 'yaml-trap']);

/** One finding per cause: where one rule yields to another at the same place, the other one's is left. */
function onceEach(file: SlaFile, findings: Finding[], rules: readonly Rule[]): Finding[] {
  if (findings.length === 0) return findings;
  const lines = lineTable(file.snapshot.text);
  const { brokenLines, trapped } = unread(file, lines, findings);
  const yieldsTo = new Map(rules.map((rule) => [rule.id, rule.yieldsTo ?? []]));
  const at = new Map<number, Set<string>>();
  for (const { span, rule } of findings) {
    const here = at.get(span.start);
    if (here === undefined) at.set(span.start, new Set([rule]));
    else here.add(rule);
  }
  return findings.filter(({ rule, lane, span }) => {
    if (lane === 'static' && !foremost.has(rule)) {
      if (brokenLines.has(lineAt(lines, span.start))) return false;
      if (trapped.some((trap) => trap.start <= span.end && span.start <= trap.end)) return false;
    }
    return yieldsTo.get(rule)?.some((winner) => at.get(span.start)?.has(winner) === true) !== true;
  });
}

/** The lines and parts that YAML cannot read, and the values that it reads otherwise: there the rules of syntax speak alone. */
function unread(
  file: SlaFile,
  lines: LineTable,
  findings: readonly Finding[],
): { readonly brokenLines: ReadonlySet<number>; readonly trapped: readonly Span[] } {
  const brokenLines = new Set<number>();
  const trapped: Span[] = file.tree.problems.flatMap(({ lost }) => lost ?? []);
  for (const { rule, span } of findings) {
    // What is read well and only is no JSON makes nothing around it uncertain.
    const isRead = rule === 'yaml-syntax' && file.tree.problems.length === 0;
    if (!foremost.has(rule) || isRead) continue;
    const isTab = file.snapshot.text[span.start] === '\t';
    if (rule === 'yaml-trap' && !isTab) trapped.push(span);
    else for (let line = lineAt(lines, span.start); line <= lineAt(lines, span.end); line++) brokenLines.add(line);
  }
  return { brokenLines, trapped };
}

function unsuppressed(file: SlaFile, lines: LineTable, findings: readonly Finding[]): Finding[] {
  const suppressions = suppressionsOf(file.tree).filter(({ reason }) => reason !== '');
  if (suppressions.length === 0) return [...findings];
  const isSilenced = silencer(suppressions, catalogue, lines);
  return findings.filter(({ rule, span }) => !isSilenced(rule, lineAt(lines, span.start)));
}
