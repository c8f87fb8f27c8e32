// All windows of all objectives as CSV (RFC 4180), one row a window, for spreadsheets and programs.
// It must never let a cell be taken for a formula, nor write a number with its unit in one cell.

import type { ObjectiveResult, WindowResult } from '../compliance/result';
import { objectiveUnit } from '../compliance/verdict';
import type { SlaFile } from '../model/file';
import { metricOf } from '../model/queries';
import type { Bound, Objective } from '../model/sla';
import { dataOf, type Project } from '../project';
import { convert } from '../scalars/quantity';
import { toDecimal, type Rational } from '../scalars/rational';
import { forCsv } from '../show/escape';
import { verdictWord } from '../show/words';
import { showInstant } from '../time/civil';

/** Digits behind the point that a number has at most. */
const digits = 12;

const head = (
  'agreement objective metric type group window from to in_term verdict so_far value unit at_least at_most above below target_unit share_percent numerator denominator n ' +
  'coverage missing budget_total budget_used budget_unit downtime_seconds credit_percent credit_amount credit_currency claim_until ' +
  'pending provisional exact as_of reason'
).split(' ');

/** Every window of every objective; one without windows has a single row that says why. Lines end with CR and LF. */
export function csvOf(project: Project, file: SlaFile): string {
  const { measured, unavailable } = dataOf(project, file);
  const results = new Map(measured?.results.map((result) => [result.objective, result]));
  const rows = file.model.objectives.flatMap((objective) => {
    const result = results.get(objective.id);
    const shared = sharedCells(file, objective, result);
    if (result !== undefined && result.windows.length > 0)
      return result.windows.map((window) => ({ ...shared, ...windowCells(window) }));
    const reason = result?.unavailable ?? unavailable ?? 'its data was not read';
    return [{ ...shared, ...targetCells(objective.bounds), verdict: 'unknown', reason }];
  });
  const lines = rows.map((row: Readonly<Record<string, string>>) => head.map((name) => forCsv(row[name] ?? '')));
  return [head, ...lines].map((cells) => `${cells.join(',')}\r\n`).join('');
}

function sharedCells(
  { model }: SlaFile,
  objective: Objective,
  result: ObjectiveResult | undefined,
): Readonly<Record<string, string>> {
  const share = objective.share?.value;
  return {
    agreement: model.id?.value ?? '',
    objective: objective.id,
    metric: objective.metric?.value ?? '',
    type: result?.type ?? metricOf(model, objective.metric?.value)?.type?.value ?? '',
    unit: result?.unit ?? objectiveUnit(model, objective),
    share_percent: share === undefined ? '' : share === 'all' ? '100' : number(share.value),
    as_of: result?.asOf === undefined ? '' : showInstant(result.asOf),
  };
}

function windowCells(window: WindowResult): Readonly<Record<string, string>> {
  const { budget, creditMoney: money, coverage, soFar } = window;
  return {
    group: window.group ?? '',
    window: window.window,
    from: showInstant(window.from),
    to: showInstant(window.to),
    in_term: yesNo(window.inTerm),
    verdict: verdictWord(window.verdict),
    so_far: soFar === undefined ? '' : verdictWord(soFar),
    value: number(window.value),
    ...targetCells(window.bounds),
    numerator: number(window.numerator),
    denominator: number(window.denominator),
    n: String(window.n),
    coverage: number(coverage),
    missing: window.missing === undefined ? '' : String(window.missing),
    budget_total: number(budget?.total),
    budget_used: number(budget?.used),
    budget_unit: budget?.unit ?? '',
    downtime_seconds: number(window.downtimeSeconds),
    credit_percent: number(window.credit),
    credit_amount: money === undefined ? '' : toDecimal(money.amount, 2),
    credit_currency: money?.currency ?? '',
    claim_until: window.claimUntil ?? '',
    pending: window.pending === undefined ? '' : String(window.pending),
    provisional: yesNo(window.isProvisional === true),
    exact: yesNo(window.isExact),
    reason: window.reason ?? '',
  };
}

/** The bounds as plain numbers, all in the unit of the first one. */
function targetCells(bounds: readonly Bound[]): Readonly<Record<string, string>> {
  const [first] = bounds;
  if (first === undefined) return {};
  const { unit, business } = first.quantity;
  const names = { atLeast: 'at_least', atMost: 'at_most', above: 'above', below: 'below' } as const;
  const cells = bounds.map(({ word, quantity }) => [names[word], number(convert(quantity, unit))] as const);
  return { ...Object.fromEntries(cells), target_unit: business ? `business ${unit}` : unit };
}

function number(value: Rational | null | undefined): string {
  return value === undefined || value === null ? '' : toDecimal(value, digits);
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
