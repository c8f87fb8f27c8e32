// `sla replay`: the past windows judged by another target, beside what they were.
// It must never touch the file: what is tried is only read.

import { replayOf, type Replay, type ReplayedWindow } from '../core/compliance/replay';
import type { ObjectiveResult } from '../core/compliance/result';
import type { Owed } from '../core/compliance/worth';
import { yearlyCredits } from '../core/compliance/yearly-credits';
import { rejudged } from '../core/features/baselines/rejudged';
import { targetEdit } from '../core/features/baselines/target-edit';
import { applied } from '../core/features/edits';
import { open, type SlaFile } from '../core/model/file';
import { boundsOfGroup, isIndicator, objectiveOf } from '../core/model/queries';
import type { Objective } from '../core/model/sla';
import { zoneIn } from '../core/rules/measured-objectives';
import { toDecimal, toNumber } from '../core/scalars/rational';
import { forTerminal } from '../core/show/escape';
import { counted, showReached, showSeconds, showWindow, verdictWord } from '../core/show/words';
import { tallySentence, yearlySentence } from '../core/show/baseline-words';
import { showInstant } from '../core/time/civil';
import type { EngineHost } from '../engine/host';
import { measuredOf } from './baseline';
import { CannotRun } from './cannot-run';
import { asOfInstant, measure, measuredAgreement, type MeasuredAgreement, type MeasuringOptions } from './measuring';
import { asLogged, type Json } from './report/as-json';
import { boundsJson } from './report/json';

export interface ReplayOptions extends MeasuringOptions {
  readonly path: string;
  readonly objective: string;
  /** The group whose own target is replaced; undefined where one target is for all. */
  readonly group: string | undefined;
  /** As written: `99.95 %`. */
  readonly target: string;
  readonly format: 'text' | 'json';
}

/** The past windows by the target as it stands and by another one, as a report. Throws `CannotRun` with a message for people. */
export async function replay(options: ReplayOptions, host: EngineHost): Promise<string> {
  const agreement = await measuredAgreement(options.path, options, host);
  const { file, shown } = agreement;
  const cannot = (why: string): CannotRun => new CannotRun(`${shown}: ${why}`);
  const change = targetEdit(file, options.objective, options.group, options.target);
  if ('refusal' in change) throw cannot(change.refusal);
  const objective = objectiveOf(file.model, options.objective);
  if (objective === undefined || isIndicator(objective)) throw cannot(`"${options.objective}" is not judged`);
  const changed = open({ ...file.snapshot, text: applied(file.snapshot.text, change.edits) }, file);
  const before = resultIn(measuredOf(agreement).results, options, cannot);
  const after = resultIn(await resultsOfChanged(agreement, changed, options, host), options, cannot);
  const found = replayOf(before, after, (group) => options.group === undefined || group === options.group);
  const { before: was, after: would } = found;
  if (was.met + was.missed + would.met + would.missed === 0)
    throw cannot(options.group === undefined ? 'no window is complete' : `no window of "${options.group}" is complete`);
  return options.format === 'json'
    ? asLogged(answer(agreement, changed, found, before, options))
    : text(agreement, found, before, change.target, options);
}

function resultIn(
  results: readonly ObjectiveResult[],
  { objective }: ReplayOptions,
  cannot: (why: string) => CannotRun,
): ObjectiveResult {
  const result = results.find((each) => each.objective === objective);
  if (result?.unavailable !== undefined) throw cannot(`"${objective}": ${result.unavailable}`);
  if (result === undefined) throw cannot(`"${objective}" has no result`);
  return result;
}

/** The results of the changed text: from what was read, or from the data again where it asks for more than that. */
async function resultsOfChanged(
  agreement: MeasuredAgreement,
  changed: SlaFile,
  options: ReplayOptions,
  host: EngineHost,
): Promise<readonly ObjectiveResult[]> {
  const asOf = options.asOf === undefined ? {} : { asOf: asOfInstant(options.asOf, changed.model.timeZone?.value) };
  const known = rejudged(changed, measuredOf(agreement), asOf);
  if (known !== undefined) return known;
  const data = await measure(agreement.path, changed, options, host);
  return measuredOf({ ...agreement, data }).results;
}

function answer(
  { file, shown }: MeasuredAgreement,
  changed: SlaFile,
  { windows, undecided, before, after }: Replay,
  { unit }: ObjectiveResult,
  options: ReplayOptions,
): Json {
  const target = (each: SlaFile): Json => {
    const objective = objectiveOf(each.model, options.objective);
    return objective === undefined ? null : targetJson(objective, options.group, unit);
  };
  return {
    ...{ version: 1, path: shown, id: file.model.id?.value ?? null, objective: options.objective },
    ...{ target: target(changed), before: target(file), unit },
    windows: windows.map(windowJson),
    summary: {
      ...{ windows: windows.length, met: after.met, missed: after.missed },
      before: { met: before.met, missed: before.missed },
      ...(undecided === 0 ? {} : { undecided }),
    },
  };
}

/** What is judged by: the share under `for` beside its bound, else the bounds of the group. */
function targetJson(objective: Objective, group: string | undefined, unit: string): Json {
  const { share } = objective;
  const bounds = boundsOfGroup(objective, group);
  if (share === undefined) return boundsJson(bounds, unit);
  const own = bounds[0]?.quantity.unit ?? unit;
  return { for: share.value === 'all' ? 100 : toNumber(share.value.value), ...boundsJson(bounds, own), unit: own };
}

function windowJson({ window, was, would, owed, wouldOwe }: ReplayedWindow): Json {
  return {
    ...{ window: window.window, from: showInstant(window.from), to: showInstant(window.to) },
    ...(window.group === undefined ? {} : { group: window.group }),
    ...{ inTerm: window.inTerm, value: window.value === undefined ? null : toNumber(window.value), was, would },
    ...(window.downtimeSeconds === undefined ? {} : { downtimeSeconds: toNumber(window.downtimeSeconds) }),
    ...(owed === undefined ? {} : { credit: toNumber(owed.percent), ...moneyJson('money', owed) }),
    ...(wouldOwe === undefined
      ? {}
      : { wouldCredit: toNumber(wouldOwe.percent), ...moneyJson('wouldMoney', wouldOwe) }),
  };
}

function moneyJson(key: string, { money }: Owed): { readonly [key: string]: Json } {
  return money === undefined ? {} : { [key]: `${toDecimal(money.amount, 2)} ${money.currency}` };
}

/** Most windows that are listed one by one. */
const mostListed = 40;

function text(
  { shown, file }: MeasuredAgreement,
  found: Replay,
  { unit }: ObjectiveResult,
  target: string,
  { objective, group }: ReplayOptions,
): string {
  const zone = zoneIn(file.model);
  const of = group === undefined ? '' : ` of ${group}`;
  const lines = [shown, '', `${objective}${of} at ${target}`];
  lines.push(`  now:   ${tallySentence(found.before)}`, `  would: ${tallySentence(found.after)}`);
  if (found.undecided > 0)
    lines.push(`  ${counted(found.undecided, 'window')} left out: missing data could decide them either way`);
  const changed = found.windows.filter(({ was, would }) => was !== would);
  if (changed.length > 0) lines.push('', '  Windows with another verdict:');
  for (const { window, was, would } of changed.slice(0, mostListed)) {
    const name = zone === undefined ? window.window : showWindow(window.window, window.to, zone);
    const value = window.value === undefined ? 'no value' : showReached(window.value, unit, window);
    const own = window.group === undefined || group !== undefined ? '' : ` ${window.group}`;
    const down = window.downtimeSeconds === undefined ? '' : ` with ${showSeconds(window.downtimeSeconds)} down`;
    lines.push(`  ${name}${own}: ${value}${down}, ${verdictWord(was)} → ${verdictWord(would)}`);
  }
  if (changed.length > mostListed) lines.push(`  … ${counted(changed.length - mostListed, 'more window')}`);
  const yearly = yearlyCredits(found.windows, 'would');
  if (yearly !== undefined) lines.push('', `  ${yearlySentence(yearly)}`);
  return `${lines.map(forTerminal).join('\n')}\n`;
}
