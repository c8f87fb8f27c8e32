// The machine's answer: one JSON object, the same for the same input (cli-json.md).
// It must never round a value: numbers are the nearest doubles of the exact results.

import { explanationOf, type Explanation } from '../../core/compliance/explanation';
import { newest, standing, type ObjectiveResult, type WindowResult } from '../../core/compliance/result';
import { objectiveUnit } from '../../core/compliance/verdict';
import type { Bound, Objective, SlaModel } from '../../core/model/sla';
import { convert } from '../../core/scalars/quantity';
import { toDecimal, toNumber, type Rational } from '../../core/scalars/rational';
import { findAt, showPath } from '../../core/syntax/find';
import { lineTable, positionAt, type LineTable } from '../../core/text/lines';
import type { Span } from '../../core/text/span';
import { showInstant } from '../../core/time/civil';
import type { Finding } from '../../core/rules/rule';
import { asLogged, type Json } from './as-json';
import type { CheckedFile, CheckReport } from './report';

/** The report as JSON text with a line feed at its end. */
export function jsonReport(report: CheckReport): string {
  const answer: Json = {
    version: 1,
    tool: { name: 'sla', version: report.version, timeZoneData: report.timeZoneData },
    files: report.files.map(fileJson),
    summary: summary(report),
  };
  return asLogged(answer);
}

function fileJson(checked: CheckedFile): Json {
  const { file, measured } = checked;
  const lines = lineTable(file.snapshot.text);
  const results = new Map(measured?.results.map((result) => [result.objective, result]));
  return {
    path: checked.path,
    id: file.model.id?.value ?? null,
    problems: checked.findings.map((finding) => problemJson(checked, finding, lines)),
    objectives: file.model.objectives.map((objective) =>
      objectiveJson(
        file.model,
        objective,
        results.get(objective.id),
        checked.unavailable,
        checked.measured?.explanations ?? [],
      ),
    ),
    sources: (measured?.sources ?? []).map((source) => ({
      id: source.source,
      files: source.files,
      rows: source.rows,
      badRows: source.badRows,
      ...(source.badSamples.length === 0
        ? {}
        : { badSamples: source.badSamples.map((row) => ({ file: row.file, line: row.line, why: row.why })) }),
      fingerprint: source.fingerprint ?? null,
    })),
  };
}

function rangeJson(span: Span, lines: LineTable): Json {
  const place = (offset: number): Json => {
    const { line, character } = positionAt(lines, offset);
    return { line: line + 1, column: character + 1 };
  };
  return { start: place(span.start), end: place(span.end) };
}

function problemJson({ file }: CheckedFile, finding: Finding, lines: LineTable): Json {
  return {
    rule: finding.rule,
    severity: finding.severity,
    message: finding.message,
    range: rangeJson(finding.span, lines),
    path: showPath(findAt(file.tree, finding.span.start).path),
    related: finding.related.map((related) => ({ message: related.message, range: rangeJson(related.span, lines) })),
    fixes: finding.fixes.map((fix) => fix.title),
    lane: finding.lane,
  };
}

function numberOf(value: Rational | undefined): number | null {
  return value === undefined ? null : toNumber(value);
}

/** Bounds as numbers by their words, in a unit where they convert to it; else in their own, which is named. */
export function boundsJson(bounds: readonly Bound[], unit: string): { [key: string]: Json } {
  const target: { [key: string]: Json } = {};
  for (const bound of bounds) {
    const converted = convert(bound.quantity, unit);
    target[bound.word] = toNumber(converted ?? bound.quantity.value);
    if (converted === undefined)
      target['unit'] = bound.quantity.business ? `business ${bound.quantity.unit}` : bound.quantity.unit;
  }
  return target;
}

function targetJson(model: SlaModel, objective: Objective): Json {
  const unit = objectiveUnit(model, objective);
  const share = objective.share?.value;
  const ownUnit = objective.bounds[0]?.quantity.unit ?? unit;
  const target: { [key: string]: Json } =
    share === undefined ? {} : { for: share === 'all' ? 100 : toNumber(share.value) };
  Object.assign(target, boundsJson(objective.bounds, share === undefined ? unit : ownUnit));
  if (share !== undefined && objective.bounds.length > 0) target['unit'] = ownUnit;
  if (objective.targets !== undefined) {
    target['targets'] = Object.fromEntries(
      objective.targets.map((each) => {
        const eachUnit = each.bounds[0]?.quantity.unit ?? unit;
        return [
          each.group,
          {
            ...boundsJson(each.bounds, eachUnit),
            unit: each.bounds[0]?.quantity.business === true ? `business ${eachUnit}` : eachUnit,
          },
        ];
      }),
    );
  }
  return target;
}

function objectiveJson(
  model: SlaModel,
  objective: Objective,
  result: ObjectiveResult | undefined,
  unavailable: string | undefined,
  explanations: readonly Explanation[],
): Json {
  const base = {
    id: objective.id,
    metric: objective.metric?.value ?? null,
    type: result?.type ?? model.metrics.find((metric) => metric.id === objective.metric?.value)?.type?.value ?? null,
    unit: result?.unit ?? objectiveUnit(model, objective),
  };
  const target = targetJson(model, objective);
  if (result === undefined)
    return { ...base, target, ...(unavailable === undefined ? {} : { verdict: 'unknown', reason: unavailable }) };
  return {
    ...base,
    ...(result.asOf === undefined ? {} : { asOf: showInstant(result.asOf) }),
    target,
    ...(result.unavailable === undefined ? {} : { verdict: 'unknown', reason: result.unavailable }),
    windows: result.windows.map((window) => ({ ...windowJson(window), ...whyJson(result, window, explanations) })),
  };
}

/** What weighed most on the value of a window, where that was asked: with the value as it would be without. */
function whyJson(
  result: ObjectiveResult,
  window: WindowResult,
  explanations: readonly Explanation[],
): { readonly [key: string]: Json } {
  const found = explanationOf(explanations, result, window);
  if (found === undefined) return {};
  if (found.reason !== undefined) return { whyNot: found.reason };
  return {
    why: found.contributors.map(({ from, to, isOpen, rows, place, value }) => ({
      from: showInstant(from),
      to: showInstant(to),
      ...(isOpen === true ? { open: true } : {}),
      rows,
      ...(place === undefined ? {} : { file: place.file, line: place.line }),
      without: numberOf(value),
    })),
  };
}

/** Field names that a window has; a metric of a condition with such a name is given under `conditions`. */
const windowFields = new Set(
  (
    'window from to group rolling inTerm verdict soFar value numerator denominator n rounded coverage missing idle exact worst best downtimeSeconds ' +
    'budgetSeconds budget alreadyLost margin pending provisional lowerBound longest rowsMean rowsN credit creditMoney claimUntil reason why whyNot'
  ).split(' '),
);

/** One window with the field names of the examples' README; fields that do not apply are left out, a value that does not exist is null. */
export function windowJson(window: WindowResult): { readonly [key: string]: Json } {
  const json: { [key: string]: Json } = {
    window: window.window,
    from: showInstant(window.from),
    to: showInstant(window.to),
  };
  if (window.group !== undefined) json['group'] = window.group;
  if (window.isRolling) json['rolling'] = true;
  json['inTerm'] = window.inTerm;
  json['verdict'] = window.verdict;
  if (window.verdict === 'running') json['soFar'] = window.soFar ?? null;
  json['value'] = numberOf(window.value);
  json['numerator'] = numberOf(window.numerator);
  json['denominator'] = numberOf(window.denominator);
  json['n'] = window.n;
  if (window.hasRounding) json['rounded'] = numberOf(window.rounded);
  if (window.coverage !== undefined) json['coverage'] = window.coverage === null ? null : toNumber(window.coverage);
  if (window.missing !== undefined) json['missing'] = window.missing;
  if (window.idle !== undefined) json['idle'] = window.idle;
  json['exact'] = window.isExact;
  if (window.worst !== undefined) json['worst'] = toNumber(window.worst);
  if (window.best !== undefined) json['best'] = toNumber(window.best);
  if (window.downtimeSeconds !== undefined) json['downtimeSeconds'] = toNumber(window.downtimeSeconds);
  if (window.budget !== undefined) {
    const { total, used, share } = window.budget;
    json[window.budget.unit === 'seconds' ? 'budgetSeconds' : 'budget'] = {
      total: toNumber(total),
      used: toNumber(used),
      share: numberOf(share),
    };
  } else json['margin'] = numberOf(window.margin);
  if (window.isAlreadyLost !== undefined) json['alreadyLost'] = window.isAlreadyLost;
  if (window.pending !== undefined) json['pending'] = window.pending;
  if (window.isProvisional !== undefined) json['provisional'] = window.isProvisional;
  if (window.rows !== undefined) {
    json['longest'] = numberOf(window.longest);
    json['rowsMean'] = numberOf(window.rows.mean);
    json['rowsN'] = window.rows.n;
  }
  if (window.lowerBound !== undefined) json['lowerBound'] = toNumber(window.lowerBound);
  if (window.credit !== undefined) json['credit'] = window.credit === null ? null : toNumber(window.credit);
  if (window.creditMoney !== undefined)
    json['creditMoney'] = `${toDecimal(window.creditMoney.amount, 2)} ${window.creditMoney.currency}`;
  if (window.claimUntil !== undefined) json['claimUntil'] = window.claimUntil;
  const conditions: { [key: string]: Json } = {};
  for (const [id, value] of window.conditions) (windowFields.has(id) ? conditions : json)[id] = numberOf(value);
  if (Object.keys(conditions).length > 0) json['conditions'] = conditions;
  if (window.reason !== undefined) json['reason'] = window.reason;
  return json;
}

function summary(report: CheckReport): Json {
  const findings = report.files.flatMap((checked) => checked.findings);
  const severities = (severity: string): number => findings.filter((finding) => finding.severity === severity).length;
  const results = report.files.flatMap((checked) => checked.measured?.results ?? []);
  const objectives = report.files.reduce((count, checked) => count + checked.file.model.objectives.length, 0);
  const verdicts = results.map((result) => (newest(result).length === 0 ? 'unknown' : standing(result)));
  const count = (verdict: string): number => verdicts.filter((each) => each === verdict).length;
  return {
    files: report.files.length,
    errors: severities('error'),
    warnings: severities('warning'),
    information: severities('information'),
    hints: severities('hint'),
    objectives,
    met: count('met'),
    breached: count('breached'),
    running: count('running'),
    unknown:
      count('unknown') +
      report.files.reduce(
        (sum, checked) =>
          sum +
          (checked.measured === undefined && checked.unavailable !== undefined
            ? checked.file.model.objectives.length
            : 0),
        0,
      ),
    notApplicable: count('not-applicable'),
    indicator: count('indicator'),
  };
}
