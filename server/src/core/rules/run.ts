// Runs rules over a file: one finding per cause, severities as set, suppressions with a reason honoured.
// It must never let a rule that throws take the others with it, and never give more than 1,000 findings.

import { dataOf, type Project, type Severity } from '../project';
import type { SlaFile } from '../model/file';
import { walk, type Place } from '../schema/walk';
import { lineAt, lineTable } from '../text/lines';
import type { Finding, Lane, Rule, RuleInput } from './rule';
import { rules as allRules } from './index';
import { suppressionsOf } from './suppression';

/** Most findings of one file (security.md, T4). */
export const maximumFindings = 1_000;

/** Rules of syntax speak before all others: on a line that YAML cannot read, nothing else is certain. */
const foremost = new Set(['yaml-syntax', 'yaml-trap', 'conflict-marker']);

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

/** The findings of a file in document order. Rules that yield to another at the same place are dropped. */
export function runRules(project: Project, file: SlaFile, options: RunOptions = {}): readonly Finding[] {
  const input: RuleInput = { project, file, places: places(file), data: dataOf(project, file) };
  const chosen = (options.rules ?? allRules).filter((rule) => options.lane === undefined || rule.lane === options.lane);
  const found: Finding[] = [];
  for (const rule of chosen) {
    const severity = severityOf(rule, project);
    if (severity === 'off') continue;
    for (const each of yields(rule, input)) {
      found.push({
        ...each,
        rule: rule.id,
        lane: rule.lane,
        severity: project.settings.rules.has(rule.id) ? severity : (each.severity ?? severity),
        fixes: each.fixes ?? [],
        related: each.related ?? [],
      });
      if (found.length > 3 * maximumFindings) break;
    }
  }
  const kept = unsuppressed(file, oncePerCause(file, found, chosen));
  return kept
    .sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end || (a.rule < b.rule ? -1 : 1))
    .slice(0, maximumFindings);
}

function* yields(rule: Rule, input: RuleInput): Generator<import('./rule').Yield> {
  try {
    yield* rule.check(input);
  } catch {
    // A rule that fails on a text nobody foresaw costs its own findings, not the file's. Tests run rules bare.
  }
}

function severityOf(rule: Rule, project: Project): Severity | 'off' {
  return project.settings.rules.get(rule.id) ?? rule.severity;
}

function oncePerCause(file: SlaFile, findings: readonly Finding[], rules: readonly Rule[]): readonly Finding[] {
  const lines = lineTable(file.snapshot.text);
  const broken = new Set<number>();
  for (const finding of findings) {
    if (!foremost.has(finding.rule)) continue;
    for (let line = lineAt(lines, finding.span.start); line <= lineAt(lines, finding.span.end); line++)
      broken.add(line);
  }
  const yieldsTo = new Map(rules.map((rule) => [rule.id, rule.yieldsTo ?? []]));
  const at = new Map<number, string[]>();
  for (const finding of findings) at.set(finding.span.start, [...(at.get(finding.span.start) ?? []), finding.rule]);
  return findings.filter((finding) => {
    if (finding.lane === 'static' && !foremost.has(finding.rule) && broken.has(lineAt(lines, finding.span.start)))
      return false;
    const winners = yieldsTo.get(finding.rule) ?? [];
    return !winners.some((winner) => at.get(finding.span.start)?.includes(winner) === true);
  });
}

function unsuppressed(file: SlaFile, findings: readonly Finding[]): Finding[] {
  const suppressions = suppressionsOf(file.tree).filter((suppression) => suppression.reason !== '');
  if (suppressions.length === 0) return [...findings];
  const lines = lineTable(file.snapshot.text);
  return findings.filter((finding) => {
    const line = lineAt(lines, finding.span.start);
    return !suppressions.some(
      (suppression) =>
        suppression.rules.some((rule) => rule.id === finding.rule) &&
        (suppression.lines === undefined || (suppression.lines[0] <= line && line <= suppression.lines[1])),
    );
  });
}
