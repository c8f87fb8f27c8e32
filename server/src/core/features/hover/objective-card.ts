// How an objective stands, as a hover shows it: promise, verdict, chart, budget, credit, and where the numbers come from.
// It must never show a number without its window, nor text of a file unescaped.

import { newest, type ObjectiveResult, type WindowResult } from '../../compliance/result';
import { explanationOf, type Explanation } from '../../compliance/explanation';
import { baselineOf } from '../../compliance/baseline';
import type { SlaFile } from '../../model/file';
import { metricOf } from '../../model/queries';
import type { Objective } from '../../model/sla';
import { dataOf, type FileData, type Project } from '../../project';
import { toDecimal, toNumber, type Rational } from '../../scalars/rational';
import {
  counted,
  inWindow,
  showBounds,
  showLocal,
  showMeasured,
  showReached,
  showQuantity,
  showSeconds,
  showShare,
  showWindow,
  verdictWord,
} from '../../show/words';
import { contributorWords } from '../../show/contributors';
import { zoneOf, type Zone } from '../../time/zones';
import { allowedDowntime } from '../allowed-downtime';
import { editLine, editReplay, turnedWindows } from '../baselines/edited';
import { standingLine } from '../standing';
import { chartOf, legend } from './objective-chart';
import { attained } from '../../show/baseline-words';
import { coded, some, told } from './words';

/**
 * How an objective stands: the promise, the verdict, the chart, the budget, the credit, where the numbers come from.
 * With a group, only how that group stands.
 */
export function objectiveCard(project: Project, file: SlaFile, objective: Objective, group?: string): string {
  const data = dataOf(project, file);
  const metric = metricOf(file.model, objective.metric?.value);
  const name = `**${told(objective.id)}**${group === undefined ? '' : ` · ${told(group)}`}`;
  // An editor shows the first 250 pixels of a hover: what is told has to come soon.
  const title = `${name} · ${coded(objective.metric?.value ?? '?')} · ${told(promiseText(objective, group))}`;
  const result = data.measured?.results.find((each) => each.objective === objective.id);
  const zone = zoneOf(file.model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC');
  const allowed = allowedLine(project, file, objective, result);
  if (result === undefined || zone === undefined) {
    const state = data.isReading
      ? 'Computing…'
      : `No result: ${told(data.unavailable ?? 'its data has not been read')}.`;
    return [title, ...allowed, state].join('\n\n');
  }
  if (result.windows.length === 0) {
    const reason = `**Unknown**: ${told(result.unavailable ?? 'there is no window')}.`;
    return [title, `${reason}${hasFailedConnection(file, data, objective) ? askAgain : ''}`].join('\n\n');
  }
  const all = newest(result);
  const now = group === undefined ? all : all.filter((window) => window.group === group);
  if (now.length === 0)
    return [title, ...allowed, '**Unknown**: the newest window holds no data of this group.'].join('\n\n');
  const charted = [...now].sort((a, b) => rank(a) - rank(b))[0];
  const lines = now.slice(0, 8).map((window) => windowLine(result, window, zone));
  if (now.length > 8) lines.push(`- … ${now.length - 8} more groups`);
  const chart = charted === undefined ? undefined : chartOf(project, file, objective, result, charted);
  const history = charted === undefined ? undefined : historyLine(result, charted);
  const running = charted === undefined ? undefined : runningLine(result, charted, zone);
  const why = charted === undefined ? undefined : whyLines(result, charted, data.measured?.explanations ?? [], zone);
  const edited = editedLine(data, objective, zone);
  const source = data.measured?.sources.find((each) => each.source === metric?.data?.value);
  const origin =
    source === undefined || result.asOf === undefined
      ? ''
      : `As of ${showLocal(result.asOf, zone)} (${zone.id}) from ${some(source.files.map(coded), 3)}: ${counted(source.rows, 'row')}${source.badRows > 0 ? `, ${counted(source.badRows, 'bad row')}` : ''}.`;
  // The picture comes before a long list of groups, so that it is seen without scrolling.
  const isMany = all.length > 1 && group === undefined;
  const summary = standingLine(result, zone);
  return [
    title,
    ...(edited === undefined ? [] : [edited]),
    isMany ? `**${summary.split(' · ')[0] ?? ''}** · ${summary.split(' · ').slice(1).join(' · ')}` : lines.join('\n'),
    ...(chart === undefined || charted === undefined ? [] : [chart]),
    // Above the card stands what is found there; what weighed most has to be seen below the picture all the same.
    ...(why === undefined || isMany ? [] : [why]),
    ...(chart === undefined || charted === undefined ? [] : [legend(result, charted)]),
    ...(isMany ? [lines.join('\n')] : []),
    ...(why !== undefined && isMany ? [why] : []),
    ...(history === undefined ? [] : [history]),
    ...(running === undefined ? [] : [running]),
    ...allowed,
    ...(origin === '' ? [] : [origin]),
  ].join('\n\n');
}

/** What helps against a server that could not be reached, or took too long. */
const askAgain = ' Saving the agreement asks again.';

/** Whether a connection that the data of an objective comes from was asked, and failed. */
function hasFailedConnection({ model }: SlaFile, { measured }: FileData, { metric }: Objective): boolean {
  const source = metricOf(model, metric?.value)?.data?.value;
  const isRemote = model.data.some(({ id, file, connection }) => id === source && !file && connection !== undefined);
  const problems = measured?.sources.find((each) => each.source === source)?.problems ?? [];
  return isRemote && problems.some(({ kind }) => kind !== 'refused' && kind !== 'columns');
}

/** Most targets that a promise names. */
const mostTargets = 6;

function rank(window: WindowResult): number {
  return ['breached', 'unknown', 'running', 'met'].indexOf(window.verdict) >>> 0;
}

/** What is promised, in one line. */
export function promiseText(objective: Objective, group?: string): string {
  const share = objective.share?.value;
  const prefix = share === undefined ? '' : `for ${share === 'all' ? 'all' : showQuantity(share)}: `;
  const bounds =
    objective.targets === undefined
      ? showBounds(objective.bounds)
      : some(
          objective.targets
            .filter((target) => group === undefined || target.group === group)
            .map((target) => `${target.group} ${showBounds(target.bounds)}`),
          mostTargets,
        );
  const window = objective.window?.value;
  const word =
    window === undefined
      ? ''
      : window.kind === 'calendar'
        ? ` a ${window.unit}`
        : window.kind === 'rolling'
          ? ` over rolling ${showQuantity(window.length)}`
          : ' per event';
  const promised = bounds === '' ? promisedHolding(objective) : bounds;
  return `${prefix}${promised}${word}`;
}

function windowLine(result: ObjectiveResult, window: WindowResult, zone: Zone): string {
  const group = window.group === undefined ? '' : ` ${told(window.group)}`;
  const soFar =
    window.verdict === 'running' && window.soFar !== undefined ? ` (${verdictWord(window.soFar)} so far)` : '';
  const value =
    window.value === undefined
      ? window.lowerBound === undefined
        ? 'no value'
        : `more than ${showMeasured(window.lowerBound, result.unit)}`
      : showReached(window.value, result.unit, window);
  const parts = [
    `**${verdictWord(window.verdict)}**${soFar}, ${inWindow(showWindow(window.window, window.to, zone))}${group}: ${value}`,
  ];
  const { budget } = window;
  if (budget?.unit === 'seconds')
    parts.push(
      `budget ${showSeconds(budget.used)} of ${showSeconds(budget.total)} used${budget.share === undefined ? '' : ` (${showShare(budget.share)})`}`,
    );
  else if (budget?.share !== undefined) parts.push(`${showShare(budget.share)} of the budget used`);
  if (window.coverage !== undefined && window.coverage !== null && toNumber(window.coverage) < 0.9995)
    parts.push(`${showShare(window.coverage)} of the data is there`);
  if (window.pending !== undefined && window.pending > 0) parts.push(`${window.pending} pending`);
  if (window.isProvisional === true) parts.push('provisional');
  const credit = creditWords(window);
  if (credit !== undefined) parts.push(credit);
  if (window.reason !== undefined) parts.push(told(window.reason));
  return `- ${parts.join(' · ')}`;
}

/** The down time that the target allows in the window that runs. */
function allowedLine(
  project: Project,
  file: SlaFile,
  objective: Objective,
  result: ObjectiveResult | undefined,
): readonly string[] {
  const allowed = allowedDowntime(project, file, objective, result);
  return allowed === undefined
    ? []
    : [`Allows ${showSeconds(allowed.seconds)} of down time in ${inWindow(allowed.window)}.`];
}

/** Most windows that are named of those that an edit turns. */
const mostTurned = 6;

/** What an edit that is not saved yet would have meant for the past. */
function editedLine(data: FileData, objective: Objective, zone: Zone): string | undefined {
  const replay = editReplay(data, objective.id);
  if (replay === undefined) return undefined;
  const turned = turnedWindows(replay, zone, mostTurned).map(told);
  return `**As edited:** ${told(editLine(replay))}${turned.length === 0 ? '' : ` · ${turned.join(', ')}`}`;
}

/** How the window that runs stands so far, which no verdict counts yet. */
function runningLine(result: ObjectiveResult, charted: WindowResult, zone: Zone): string | undefined {
  const window = result.windows.findLast(({ group, verdict }) => group === charted.group && verdict === 'running');
  if (window === undefined || window === charted) return undefined;
  const value = window.value === undefined ? 'no value yet' : showReached(window.value, result.unit, window);
  const soFar =
    window.soFar === undefined
      ? ''
      : window.soFar === 'not-applicable'
        ? ', nothing to judge so far'
        : `, ${verdictWord(window.soFar)} ${window.value === undefined ? 'if it stays so' : 'so far'}`;
  const shown = inWindow(showWindow(window.window, window.to, zone));
  return `${shown.slice(0, 1).toUpperCase()}${shown.slice(1)} runs until ${showLocal(window.to, zone)}: ${value}${soFar}.`;
}

/** What weighed most on the value of a window, and what it would be without each. */
function whyLines(
  result: ObjectiveResult,
  window: WindowResult,
  explanations: readonly Explanation[],
  zone: Zone,
): string | undefined {
  const found = explanationOf(explanations, result, window);
  const words = found === undefined ? [] : contributorWords(found, result, window, zone);
  if (words.length === 0) return undefined;
  const group = window.group === undefined ? '' : ` for ${told(window.group)}`;
  const files = new Set(words.flatMap(({ file, line }) => (line === '' ? [] : [file])));
  // A path is long: one that all share is told once.
  const [shared] = files.size === 1 ? files : [];
  const lines = words.map(({ what, file, line, without }) => {
    const place = line === '' ? [] : shared === undefined ? [coded(file), line] : [line];
    return `- ${[what, ...place].join(', ')}: without it ${without}`;
  });
  const shown = inWindow(showWindow(window.window, window.to, zone));
  const where = shared === undefined ? '' : ` (lines of ${coded(shared)})`;
  return [`What weighed most${group} in ${shown}${where}:`, ...lines].join('\n');
}

/** What the complete windows say: the ground on which a target can stand. */
function historyLine(result: ObjectiveResult, charted: WindowResult): string | undefined {
  const statistics = baselineOf(result, charted.group);
  if (statistics === undefined || statistics.windows < 2) return undefined;
  const show = (value: Rational): string => showMeasured(value, result.unit);
  const { attainment } = statistics;
  const kept = attainment === undefined ? '' : `; ${attained(attainment)}`;
  return `${statistics.windows} complete windows: median ${show(statistics.median)}, lowest ${show(statistics.lowest)}, highest ${show(statistics.highest)}${kept}.`;
}

/** What is owed for a window: percent of the fee before caps, money after those of the window, the last day of a claim. */
export function creditWords({ credit, creditMoney: money, claimUntil }: WindowResult): string | undefined {
  const percent = credit === undefined || credit === null || credit.num <= 0n ? undefined : `${toDecimal(credit, 2)} %`;
  const amount =
    money === undefined
      ? undefined
      : `${toNumber(money.amount).toLocaleString('en', { maximumFractionDigits: 2 })} ${money.currency}`;
  const owed = [percent, amount].filter((part) => part !== undefined).join(' = ');
  if (owed === '') return undefined;
  return `credit ${owed}${claimUntil === undefined ? '' : `, claim until ${claimUntil}`}`;
}

/** What is promised where no bound is: that it holds, that it does not, or nothing. */
function promisedHolding({ holds }: Objective): string {
  if (holds === undefined) return 'reported';
  return holds.value === 'true' ? 'has to hold' : 'must not hold';
}
