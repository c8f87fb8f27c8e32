// Withholds results that rest on text which could not be read as it was meant: a misspelled bound or exclusion may hide a miss.
// It must never let a verdict stand on a guess; what changes no number (who owes, why, what follows) withholds nothing.

import { conditionMetrics } from '../compliance/plan';
import { sourceIdsOf } from '../compliance/plan-members';
import type { ObjectiveResult } from '../compliance/result';
import type { SlaFile } from '../model/file';
import { exclusionOf, metricOf, objectiveOf, sourceOf } from '../model/queries';
import type { Metric, Objective } from '../model/sla';
import { findAt } from '../syntax/find';
import { contentBefore } from '../syntax/lost';
import type { ScalarNode } from '../syntax/nodes';
import { lineTable, positionAt, startOfLine } from '../text/lines';
import type { Span } from '../text/span';
import { defaultSettings, type Project } from '../project';
import { rootMap } from './facts';
import type { Rule } from './rule';
import { judgementMisplaced } from './metrics/judgement-misplaced';
import { judgementMissing } from './metrics/judgement-missing';
import { inputOf, runRules, yieldsOf } from './run';
import { misspelledAt } from './shape';
import { conflictMarker } from './syntax/conflict-marker';
import { duplicateKey } from './syntax/duplicate-key';
import { invalidExpression } from './syntax/invalid-expression';
import { invalidScalar } from './syntax/invalid-scalar';
import { mergeKey } from './syntax/merge-key';
import { unknownKey } from './syntax/unknown-key';
import { unknownValue } from './syntax/unknown-value';
import { unresolvedId } from './syntax/unresolved-id';
import { wrongShape } from './syntax/wrong-shape';
import { yamlSyntax } from './syntax/yaml-syntax';
import { yamlTrap } from './syntax/yaml-trap';
import { targetDirectionInverted } from './targets/target-direction-inverted';
import { valueOutOfRange } from './metrics/value-out-of-range';
import { termOrder } from './lifecycle/term-order';
import { timeZoneUnknown } from './windows/time-zone-unknown';

/** Rules that say: this was not read as it was meant. Suppressing or switching them off does not make the text readable. */
const readingRules: readonly Rule[] = [
  yamlSyntax,
  yamlTrap,
  conflictMarker,
  duplicateKey,
  mergeKey,
  wrongShape,
  unknownValue,
  invalidScalar,
  unresolvedId,
  invalidExpression,
  timeZoneUnknown,
  targetDirectionInverted,
  valueOutOfRange,
  judgementMissing,
  judgementMisplaced,
  termOrder,
];

/** Keys of objectives, metrics, data and exclusions that change no number. */
const silentKeys: ReadonlySet<string | number> = new Set([
  ...['owedBy', 'owedTo', 'measuredBy', 'verifiedBy', 'measuredAt', 'controlledBy', 'service', 'remedies', 'reason'],
  ...['scope', 'given', 'tighten', 'baseline', 'formula', 'evidence', 'decidedBy', 'what', 'note', 'alsoAs'],
]);

interface Doubt {
  /** Where the mistake stands. */
  readonly at: number;
  readonly rule: string;
  /** What no number may rest on: the place of the mistake, or all of the text that is lost to it. */
  readonly from: number;
  readonly to: number;
  /** Whether it may change a number of any objective. */
  readonly isShared: boolean;
}

/** Sections of which a part that is lost may hold something that changes a number of any objective. */
const sharedSections: ReadonlySet<string> = new Set(['metrics', 'data', 'exclusions', 'calendars', 'term', 'timeZone']);

const doubtsOf = new WeakMap<SlaFile, readonly Doubt[]>();

/** The places of a file that were not read as they were meant and may change a number. */
function doubts(file: SlaFile): readonly Doubt[] {
  const known = doubtsOf.get(file);
  if (known !== undefined) return known;
  // None of these rules looks at settings, at today or at data.
  const project: Project = {
    files: new Map([[file.snapshot.uri, file]]),
    settings: defaultSettings,
    facts: { today: '', theme: 'dark' },
    data: new Map(),
  };
  const input = inputOf(project, file);
  const found: Doubt[] = [];
  const doubt = ({ start }: Span, rule: Rule): void => {
    if (!isSilent(file, start)) found.push({ at: start, rule: rule.id, from: start, to: start, isShared: false });
  };
  // Without a problem of the tree yaml-syntax speaks of what is read well and only is no JSON.
  const isWellRead = file.tree.problems.length === 0;
  for (const rule of isWellRead ? readingRules.filter((each) => each !== yamlSyntax) : readingRules)
    for (const { span, related } of yieldsOf(rule, input)) {
      doubt(span, rule);
      if (rule === duplicateKey) for (const other of related ?? []) doubt(other.span, rule);
    }
  // A key that is kept on purpose, with a reason, is no mistake.
  for (const { span } of runRules(project, file, { rules: [unknownKey] })) doubt(span, unknownKey);
  for (const { lost, span, kind } of file.tree.problems) {
    if (lost === undefined) continue;
    const rule = kind === 'trap' ? yamlTrap.id : yamlSyntax.id;
    const section = sectionAt(file.tree.text, lost.start);
    const from = contentBefore(file.tree.text, lost.start);
    found.push({ at: span.start, rule, from, to: lost.end, isShared: sharedSections.has(section) });
  }
  found.sort((a, b) => a.at - b.at);
  doubtsOf.set(file, found);
  return found;
}

/** The key of the agreement below which an offset stands. */
function sectionAt(text: string, offset: number): string {
  let start = startOfLine(text, offset);
  while (start > 0 && !/[A-Za-z]/.test(text[start] ?? '')) start = startOfLine(text, start - 1);
  return /^[A-Za-z]+/.exec(text.slice(start, start + 40))?.[0] ?? '';
}

function isSilent(file: SlaFile, offset: number): boolean {
  const [, , ...steps] = findAt(file.tree, offset).path;
  if (steps.some((step) => silentKeys.has(step))) return true;
  const meant = misspelledAt(file).get(offset) ?? [];
  return meant[0] !== undefined && silentKeys.has(meant[0]);
}

/** The results, those without windows and with the reason whose objective, metric, data or exclusions hold a mistake of reading. */
export function withheld(file: SlaFile, results: readonly ObjectiveResult[]): readonly ObjectiveResult[] {
  const found = doubts(file);
  if (found.length === 0) return results;
  const lines = lineTable(file.snapshot.text);
  const shared = found.find(({ isShared }) => isShared);
  return results.map((result) => {
    const objective = objectiveOf(file.model, result.objective);
    const spans = objective === undefined ? [] : basisOf(file, objective);
    const doubt = shared ?? found.find(({ from, to }) => spans.some(({ start, end }) => from <= end && start <= to));
    if (doubt === undefined) return result;
    const line = positionAt(lines, doubt.at).line + 1;
    return { ...result, windows: [], unavailable: `line ${line} has an error (${doubt.rule})` };
  });
}

/** The objective with all others that its metric, or that of one of them, names as members; and the metrics of all of them. */
function membersOf(file: SlaFile, objective: Objective): readonly [ReadonlySet<Objective>, ReadonlySet<Metric>] {
  const { model } = file;
  const objectives = new Set<Objective>();
  const metrics = new Set<Metric>();
  const addMetric = (id: string | undefined): void => {
    const metric = metricOf(model, id);
    if (metric === undefined || metrics.has(metric)) return;
    metrics.add(metric);
    for (const { value } of metric.members) addNamed(value);
  };
  const addObjective = (each: Objective): void => {
    if (objectives.has(each)) return;
    objectives.add(each);
    for (const id of [each.metric?.value, ...conditionMetrics(each)]) addMetric(id);
  };
  const addNamed = (name: string): void => {
    const named = objectiveOf(model, name);
    if (named !== undefined) addObjective(named);
    addMetric(name);
  };
  addObjective(objective);
  return [objectives, metrics];
}

/** Where everything is written that the numbers of an objective rest on. */
function basisOf(file: SlaFile, objective: Objective): readonly Span[] {
  const { model } = file;
  const [objectives, metrics] = membersOf(file, objective);
  const excludes = new Set([...objectives].flatMap((each) => each.excludes.map(({ value }) => value)));
  const exclusions = [...excludes].flatMap((id) => exclusionOf(model, id) ?? []);
  const ids = new Set([...[...metrics].flatMap(sourceIdsOf), ...exclusions.flatMap(({ data }) => data?.value ?? [])]);
  const sources = [...ids].flatMap((id) => sourceOf(model, id) ?? []);
  const own = [...objectives, ...metrics, ...exclusions, ...sources].flatMap((each) => each.span ?? []);
  const usesCalendar = own.some(({ start, end }) => /calendar|business/.test(file.snapshot.text.slice(start, end)));
  const root = rootMap(file);
  const isShared = (key: ScalarNode): boolean => {
    const meant = misspelledAt(file).get(key.span.start)?.[0];
    return [key.text, meant].some((name) => name === 'timeZone' || name === 'term');
  };
  const shared = (root?.entries ?? []).flatMap(({ key, span }) => (isShared(key) ? [span] : []));
  return [...own, ...shared, ...(usesCalendar ? model.calendars.map(({ span }) => span) : [])];
}
