// What changes would have cost over the past windows that the attached data shows, and which of them the data decides.
// It must never tell a cost of windows that one of the two versions cannot judge, nor of several changes as if it were that of one.

import { overSameTime, replayOf, type ReplayedWindow, type SameTime, type Tally } from '../../compliance/replay';
import type { ObjectiveResult } from '../../compliance/result';
import type { AgreementChange, AgreementDiff } from '../../diff/agreement-change';
import { differenceBehind, objectivesNow, summed } from '../../diff/agreement-diff';
import type { Direction } from '../../diff/change';
import { open, type SlaFile } from '../../model/file';
import { owedByOf, owedToOf } from '../../model/queries';
import { dataOf, type Measured, type Project } from '../../project';
import { written } from '../../rules/edits';
import { add, compare, isZero, subtract, toDecimal, zero, type Rational } from '../../scalars/rational';
import { counted } from '../../show/words';
import type { Snapshot } from '../../text/snapshot';
import { applied } from '../edits';
import { rejudged } from '../baselines/rejudged';

export interface ChangeCost {
  /** Credits that would have been due more (or less, with a minus sign) by the new text, with currency or in percent of the fee: `-300 EUR`; undefined where none are promised. */
  readonly credits: string | undefined;
  /** Windows that both versions judge. */
  readonly windows: number;
  /** How many of them would be missed more by the new text; negative for fewer. */
  readonly missed: number;
  /** Where the old text judges the same time by other windows: how many it has, and how many of them it missed. */
  readonly before: { readonly windows: number; readonly missed: number } | undefined;
  /** What the data says of a change whose direction the texts alone do not tell; undefined where it does not say either. */
  readonly decides: Direction | undefined;
}

/** Changes of which the cost is computed, in the order of the text: each asks for all windows once more. */
const mostChanges = 60;

interface Known {
  readonly before: SlaFile;
  readonly measured: Measured;
  readonly old: readonly ObjectiveResult[] | undefined;
  readonly costs: ReadonlyMap<AgreementChange, ChangeCost>;
}

const known = new WeakMap<SlaFile, Known>();

/**
 * The cost of each change that has one: by what was read for the new version, and where a change needs other data by `old`, which is
 * what the old version says of the same data. Empty without attached data, or where nothing was measured.
 */
export function costsOf(
  project: Project,
  before: SlaFile,
  now: SlaFile,
  diff: AgreementDiff,
  old?: readonly ObjectiveResult[],
): ReadonlyMap<AgreementChange, ChangeCost> {
  const { measured } = dataOf(project, now);
  if (measured === undefined) return new Map();
  const last = known.get(now);
  if (last?.before === before && last.measured === measured && last.old === old) return last.costs;
  const costs = new Map<AgreementChange, ChangeCost>();
  const directed = diff.changes.filter(({ directions }) => directions.size > 0);
  const renamed = old === undefined ? new Map<string, string>() : objectivesNow(before, now);
  for (const change of directed.slice(0, mostChanges)) {
    const results = undone(change, now, measured) ?? alone(change, directed, old, renamed);
    const cost = results === undefined ? undefined : costBetween(change, results, measured.results);
    if (cost !== undefined) costs.set(change, cost);
  }
  known.set(now, { before, measured, old, costs });
  return costs;
}

/** The results of the new version without one change; undefined where that needs other data, or is no single value. */
function undone(change: AgreementChange, now: SlaFile, measured: Measured): readonly ObjectiveResult[] | undefined {
  const file = withoutChange(change, now);
  return file && rejudged(file, measured, {}, new Set(change.objectives));
}

/**
 * The new version as it would be without one change; undefined where that is no single value. The file that was answered before for the
 * same version must not be used any more.
 */
export function withoutChange(change: AgreementChange, now: SlaFile): SlaFile | undefined {
  const { from, to } = differenceBehind(change) ?? {};
  if (change.kind !== 'changed' || from?.kind !== 'scalar' || to?.kind !== 'scalar' || to.style === 'block')
    return undefined;
  // A bound that is written with another word is not put back by its number.
  if (change.path.split('.').at(-1) !== change.oldPath?.split('.').at(-1)) return undefined;
  const { snapshot } = now;
  const text = applied(snapshot.text, [{ span: to.span, newText: written(from.text, to.style) }]);
  // A text that is read beside another one takes its parts over, which then lie elsewhere: never those of the text itself.
  const file = open({ ...snapshot, text }, lastUndone.get(snapshot) ?? open({ ...snapshot }));
  lastUndone.set(snapshot, file);
  return file;
}

/** By a text the last one of which a change was taken back: to read the next one beside it takes a small part of the time. */
const lastUndone = new WeakMap<Snapshot, SlaFile>();

/** The results of the old version, where nothing else has changed for the objectives that a change concerns. */
function alone(
  change: AgreementChange,
  directed: readonly AgreementChange[],
  old: readonly ObjectiveResult[] | undefined,
  renamed: ReadonlyMap<string, string>,
): readonly ObjectiveResult[] | undefined {
  if (old === undefined) return undefined;
  const isOther = (each: AgreementChange): boolean =>
    each !== change && (each.objectives.length === 0 || each.objectives.some((id) => change.objectives.includes(id)));
  if (directed.some(isOther)) return undefined;
  return old.flatMap((result) => {
    const objective = renamed.get(result.objective);
    return objective === undefined ? [] : [{ ...result, objective }];
  });
}

interface Sum {
  windows: number;
  missed: number;
  before: { readonly windows: number; readonly missed: number } | undefined;
  better: number;
  worse: number;
  isPaid: boolean;
  percent: Rational;
  readonly money: Map<string, Rational>;
}

/** What one change costs by the results without it and with it; undefined where no window compares. */
export function costBetween(
  { objectives, directions }: AgreementChange,
  before: readonly ObjectiveResult[],
  now: readonly ObjectiveResult[],
): ChangeCost | undefined {
  const [better, worse, percent] = [0, 0, zero];
  const sum: Sum = {
    windows: 0,
    missed: 0,
    before: undefined,
    better,
    worse,
    isPaid: false,
    percent,
    money: new Map(),
  };
  for (const id of objectives) {
    const [past, fresh] = [before, now].map((all) => all.find(({ objective }) => objective === id));
    if (past === undefined || fresh === undefined) continue;
    const { windows, hasOtherWindows, before: was, after } = replayOf(past, fresh);
    if (hasOtherWindows) {
      // Two ways of counting at once are no sum.
      if (objectives.length > 1) return undefined;
      addSameTime(sum, overSameTime(past, fresh));
      continue;
    }
    sum.windows += windows.length;
    sum.missed += after.missed - was.missed;
    sum.better += windows.filter((window) => lessFor(window) > 0).length;
    sum.worse += windows.filter((window) => lessFor(window) < 0).length;
    addCredits(sum, was, after);
  }
  if (sum.windows === 0) return undefined;
  const isUnclear = [...directions.values()].every((direction) => direction === 'unclear');
  const decides = !isUnclear || sum.better > 0 === sum.worse > 0 ? undefined : sum.better > 0 ? 'weaker' : 'stronger';
  return { credits: creditsText(sum), windows: sum.windows, missed: sum.missed, before: sum.before, decides };
}

function addSameTime(sum: Sum, time: SameTime | undefined): void {
  if (time === undefined) return;
  const { before, after } = time;
  const all = ({ met, missed }: Tally): number => met + missed;
  sum.windows = all(after);
  sum.missed = after.missed - before.missed;
  sum.before = { windows: all(before), missed: before.missed };
  addCredits(sum, before, after);
}

/** Above zero where a window ends better for the one who owes: met, or missed with a smaller credit. */
function lessFor({ was, would, owed, wouldOwe }: ReplayedWindow): number {
  if (was !== would) return would === 'met' ? 1 : -1;
  return owed === undefined || wouldOwe === undefined ? 0 : compare(owed.percent, wouldOwe.percent);
}

function addCredits(sum: Sum, before: Tally, after: Tally): void {
  if (before.percent === undefined && after.percent === undefined) return;
  sum.isPaid = true;
  const more = subtract(after.percent ?? zero, before.percent ?? zero);
  sum.percent = add(sum.percent, more);
  for (const currency of new Set([...before.money.keys(), ...after.money.keys()])) {
    const difference = subtract(after.money.get(currency) ?? zero, before.money.get(currency) ?? zero);
    sum.money.set(currency, add(difference, sum.money.get(currency) ?? zero));
  }
}

/** `-300 EUR`, `+12.50 EUR`, `0 EUR`; in percent of the fee where no fee is written. */
function creditsText({ isPaid, money, percent }: Sum): string | undefined {
  if (!isPaid) return undefined;
  const sign = (amount: Rational): string => (isZero(amount) || amount.num < 0n ? '' : '+');
  if (money.size === 0) return `${sign(percent)}${toDecimal(percent, 2)} % of the fee`;
  return [...money].map(([currency, amount]) => `${sign(amount)}${toDecimal(amount, 2)} ${currency}`).join(', ');
}

/** A comparison with what its changes would have cost. */
export interface Costed {
  readonly diff: AgreementDiff;
  readonly costs: ReadonlyMap<AgreementChange, ChangeCost>;
}

/** The comparison with directions that the data decides in the place of unclear ones; their reasons say that they come from there. */
export function decided(diff: AgreementDiff, costs: ReadonlyMap<AgreementChange, ChangeCost>, now: SlaFile): Costed {
  if (![...costs.values()].some(({ decides }) => decides !== undefined)) return { diff, costs };
  const found = new Map<AgreementChange, ChangeCost>();
  const changes = diff.changes.map((change) => {
    const cost = costs.get(change);
    const next = cost === undefined || hasTwoSides(change, now) ? change : decidedBy(change, cost);
    if (cost !== undefined) found.set(next, cost);
    return next;
  });
  return { diff: summed(changes, now), costs: found };
}

/** Whether a party owes one of the objectives and is owed another: windows that end better for one side say nothing of it as a whole. */
function hasTwoSides({ objectives }: AgreementChange, { model }: SlaFile): boolean {
  const promised = model.objectives.filter(({ id }) => objectives.includes(id));
  const owing = new Set(promised.map((objective) => owedByOf(model, objective)));
  return promised.some((objective) => {
    const owed = owedToOf(model, objective);
    return owed !== undefined && owing.has(owed);
  });
}

function decidedBy(change: AgreementChange, { decides, windows, missed, credits }: ChangeCost): AgreementChange {
  if (decides === undefined) return change;
  const ofParty = (party: string): Direction =>
    change.owed.includes(party) === (decides === 'weaker') ? 'weaker' : 'stronger';
  const directions = new Map(
    [...change.directions.keys()].map((party): [string, Direction] => [party, ofParty(party)]),
  );
  const turned = `${Math.abs(missed)}${missed < 0 ? '' : ' more'} of ${counted(windows, 'window')} ${missed < 0 ? 'no longer ' : ''}missed`;
  return {
    ...change,
    directions,
    reason: `${change.reason}; on the attached data ${missed === 0 ? `${credits ?? ''} of credits` : turned}`,
  };
}
