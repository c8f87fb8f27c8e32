// The compliance statement of a period: each promise with value, target, verdict and how much of the data is there, then credits and evidence.
// It must never put a number beside a verdict that is unknown, nor call a promise kept of which nothing is known.

import { explanationOf } from '../compliance/explanation';
import { worst, type ObjectiveResult, type WindowResult } from '../compliance/result';
import { chartData } from '../features/hover/objective-chart';
import type { SlaFile } from '../model/file';
import { isIndicator } from '../model/queries';
import type { Objective } from '../model/sla';
import { dataOf, type FileData, type Project } from '../project';
import { hundred, multiply, round, toDecimal } from '../scalars/rational';
import { drawChart } from '../show/chart';
import { contributorWords } from '../show/contributors';
import type { Palette } from '../show/palettes';
import {
  counted,
  inWindow,
  showMeasured,
  showReached,
  showSeconds,
  showShare,
  showWindow,
  verdictWord,
} from '../show/words';
import type { Zone } from '../time/zones';
import { numberedTelling } from './agreement';
import { creditsDue } from './credits-due';
import { heading, list, paragraph, table, type Block, type Mark } from './document';
import { evidence, leftOut } from './evidence';
import { boundWords, capitalised, ended, joined, quantityWords } from './phrases';
import { windowsOf, type Period } from './period';
import { clauseName, type Telling } from './telling';

/** The colours of a chart on a page, which the page sets by the ground that it is read on. */
export const pagePalette: Palette = {
  text: 'var(--text)',
  faint: 'var(--faint)',
  met: 'var(--met)',
  missed: 'var(--missed)',
  unknown: 'var(--unknown)',
  running: 'var(--running)',
  target: 'var(--target)',
  baseline: 'var(--baseline)',
};

/** One promise with the windows that the statement is about. */
export interface Stated {
  readonly objective: Objective;
  readonly result: ObjectiveResult | undefined;
  readonly windows: readonly WindowResult[];
  /** Why there is no window; undefined where there is one. */
  readonly reason: string | undefined;
}

/** How each promise was kept in a period, or in its newest complete window. */
export function statementDocument(project: Project, file: SlaFile, period: Period | undefined): readonly Block[] {
  const telling = numberedTelling(project, file);
  const data = dataOf(project, file);
  const { zone } = telling;
  if (zone === undefined) return [];
  const stated = file.model.objectives.map((objective) => statedOf(objective, telling, data, period, zone));
  return [
    heading(1, 'Compliance statement'),
    ...paragraph([introduction(period, stated), countWords(stated)]),
    heading(2, 'All promises'),
    ...summary(telling, stated, zone),
    ...oneByOne(stated.flatMap((each) => details(telling, each, data, zone))),
    ...creditsDue(telling, stated, zone),
    ...leftOut(telling, stated, data, zone),
    ...evidence(telling, stated, data, zone),
  ];
}

function oneByOne(blocks: readonly Block[]): readonly Block[] {
  return blocks.length === 0 ? [] : [heading(2, 'The promises one by one'), ...blocks];
}

function statedOf(
  objective: Objective,
  { results }: Telling,
  data: FileData,
  period: Period | undefined,
  zone: Zone,
): Stated {
  const result = results.get(objective.id);
  if (result === undefined)
    return { objective, result, windows: [], reason: data.unavailable ?? 'its data was not read' };
  const windows = windowsOf(result, period, zone);
  const reason =
    windows.length > 0
      ? undefined
      : (result.unavailable ??
        (period === undefined ? 'there is no window in the term' : `no window of the term ends in ${period.name}`));
  return { objective, result, windows, reason };
}

function introduction(period: Period | undefined, stated: readonly Stated[]): string {
  if (period === undefined) return 'This statement says how each promise was kept in its newest complete window.';
  const none = stated.every(({ windows }) => windows.length === 0) ? ' No promise has a window that ends in it.' : '';
  return `This statement says how each promise was kept in ${period.name}. A window belongs to the period in which it ends.${none}`;
}

/** How many promises were kept; a promise with groups is kept where all of them are. */
function countWords(stated: readonly Stated[]): string {
  const judged = stated.filter(({ objective }) => !isIndicator(objective));
  const verdicts = judged.map(({ windows }) => worst(windows.map(({ verdict }) => verdict)) ?? 'unknown');
  const parts = (['met', 'breached', 'running', 'unknown', 'not-applicable'] as const).flatMap((verdict) => {
    const count = verdicts.filter((each) => each === verdict).length;
    return count === 0 ? [] : [`${count} ${verdictWord(verdict)}`];
  });
  return parts.length === 0 ? '' : `Of ${counted(judged.length, 'promise')}: ${joined(parts)}.`;
}

/** Most windows of one promise and group that are told one by one. */
const mostWindows = 24;

const signs: Readonly<Record<Mark, string>> = { met: '●', missed: '✕', unknown: '?', running: '○', none: '–' };

export function markOf({ verdict }: WindowResult): Mark {
  if (verdict === 'breached') return 'missed';
  return verdict === 'not-applicable' || verdict === 'indicator' ? 'none' : verdict;
}

function summary(telling: Telling, stated: readonly Stated[], zone: Zone): readonly Block[] {
  const rows = stated.flatMap((each) => {
    const name = clauseName(telling, 'objectives', each.objective.id);
    if (each.result === undefined || each.reason !== undefined)
      return [
        {
          mark: 'unknown' as const,
          cells: [
            name,
            '',
            '',
            '',
            targetWords(each.objective, undefined),
            `${signs.unknown} unknown`,
            '',
            capitalised(ended(each.reason ?? '')),
          ],
        },
      ];
    const { result } = each;
    return shownWindows(each.windows).map((window) => ({
      mark: markOf(window),
      cells: [name, window.group ?? '', ...windowCells(each.objective, result, window, zone)],
    }));
  });
  return table({
    caption: 'How each promise was kept',
    head: ['Promise', 'Group', 'Window', 'Value', 'Target', 'Verdict', 'Data', 'Remark'],
    rows: rows.map(({ cells }) => cells),
    numbers: [3, 6],
    marks: rows.map(({ mark }) => mark),
    marked: 5,
  });
}

/** All windows where there are few, else the newest of those that were not met, and the newest of all. */
function shownWindows(windows: readonly WindowResult[]): readonly WindowResult[] {
  const groups = [...new Set(windows.map(({ group }) => group))];
  return groups.flatMap((group) => {
    const own = windows.filter((window) => window.group === group);
    if (own.length <= mostWindows) return own;
    const odd = own.filter(({ verdict }) => verdict === 'breached' || verdict === 'unknown').slice(-mostWindows);
    const last = own.at(-1);
    return last === undefined || odd.includes(last) ? odd : [...odd, last];
  });
}

function windowCells(
  objective: Objective,
  result: ObjectiveResult,
  window: WindowResult,
  zone: Zone,
): readonly string[] {
  const { verdict, coverage, soFar } = window;
  const mark = markOf(window);
  const running = verdict === 'running' && soFar !== undefined ? ` (${verdictWord(soFar)} so far)` : '';
  return [
    showWindow(window.window, window.to, zone),
    verdict === 'unknown' ? '' : valueWords(result, window),
    verdict === 'indicator' ? '' : targetWords(objective, window),
    `${signs[mark]} ${verdict === 'indicator' ? 'reported only' : verdictWord(verdict)}${running}`,
    coverageWords(coverage),
    remarks(window),
  ];
}

/** How much of the data is there, rounded down: what is not complete never reads as if it were. */
function coverageWords(coverage: WindowResult['coverage']): string {
  if (coverage === undefined) return '';
  return coverage === null ? 'all left out' : `${toDecimal(round(multiply(coverage, hundred), 1, 'down'), 1)} %`;
}

function valueWords(result: ObjectiveResult, window: WindowResult): string {
  if (window.value !== undefined) return showReached(window.value, result.unit, window);
  return window.lowerBound === undefined ? 'no value' : `more than ${showMeasured(window.lowerBound, result.unit)}`;
}

/** What was promised for a window: `at most 1 hour in 95 % of the cases`. */
function targetWords(objective: Objective, window: WindowResult | undefined): string {
  const share = objective.share?.value;
  const bounds = boundWords(window?.bounds ?? objective.bounds);
  if (share === undefined) return bounds;
  const cases = share === 'all' ? 'in all cases' : `in at least ${quantityWords(share)} of the cases`;
  return bounds === '' ? cases : `${bounds} ${cases}`;
}

function remarks({ verdict, reason, pending, isProvisional, budget, isAlreadyLost }: WindowResult): string {
  return [
    reason === undefined ? '' : capitalised(ended(reason)),
    verdict === 'unknown' || verdict === 'not-applicable' ? '' : budgetWords(budget),
    isAlreadyLost === true && verdict === 'running' ? 'It can no longer be met.' : '',
    pending === undefined || pending === 0 ? '' : `${counted(pending, 'case')} not decided yet.`,
    isProvisional === true ? 'Provisional: something is still open.' : '',
  ]
    .filter((part) => part !== '')
    .join(' ');
}

/** How much of what may be missed is used up. */
function budgetWords(budget: WindowResult['budget']): string {
  if (budget?.unit === 'seconds')
    return `${showSeconds(budget.used)} of ${showSeconds(budget.total)} allowed down time used.`;
  return budget?.share === undefined ? '' : `${showShare(budget.share)} of the allowed misses used.`;
}

/** Most groups of a promise of which a chart is drawn. */
const mostCharts = 4;
const mostPoints = 24;

/** Chart, counts over many windows, and what weighed most, for one promise; nothing where nothing is known. */
function details(telling: Telling, stated: Stated, data: FileData, zone: Zone): readonly Block[] {
  const { objective, result, windows } = stated;
  if (result === undefined || windows.length === 0) return [];
  const groups = [...new Set(windows.map(({ group }) => group))];
  const charts = groups.slice(0, mostCharts).flatMap((group) => chart(telling.file, stated, group, zone));
  const blocks = [...charts, ...manyWindows(windows), ...weighed(stated, data, zone)];
  return blocks.length === 0
    ? []
    : [heading(3, clauseName(telling, 'objectives', objective.id), objective.idSpan), ...blocks];
}

function chart(
  file: SlaFile,
  { objective, result, windows }: Stated,
  group: string | undefined,
  zone: Zone,
): readonly Block[] {
  const last = windows.filter((window) => window.group === group).at(-1);
  if (result === undefined || last === undefined) return [];
  const charted = result.windows
    .filter((window) => window.group === group && window.inTerm && window.to <= last.to)
    .slice(-mostPoints)
    // A value of which nothing is known has no place beside those that are.
    .map((window) => (window.verdict === 'unknown' ? { ...window, value: undefined } : window));
  if (charted.filter(({ value }) => value !== undefined).length < 2) return [];
  const svg = drawChart(chartData(file, objective, result, charted), pagePalette);
  const caption = group === undefined ? 'The last windows' : `The last windows of ${group}`;
  const alt = charted
    .map((window) => `${showWindow(window.window, window.to, zone)} ${chartedWords(result, window)}`)
    .join('; ');
  return [{ kind: 'chart', caption, svg, alt }];
}

function chartedWords(result: ObjectiveResult, window: WindowResult): string {
  const value = window.value === undefined ? '' : showReached(window.value, result.unit, window);
  if (window.verdict === 'indicator') return value || 'no value';
  return `${value} ${verdictWord(window.verdict)}`.trimStart();
}

function manyWindows(windows: readonly WindowResult[]): readonly Block[] {
  const left = windows.length - shownWindows(windows).length;
  if (left <= 0) return [];
  const count = (verdict: WindowResult['verdict']): number => windows.filter((each) => each.verdict === verdict).length;
  const parts = (['met', 'breached', 'unknown', 'running', 'not-applicable', 'indicator'] as const).flatMap(
    (verdict) => (count(verdict) === 0 ? [] : [`${count(verdict).toLocaleString('en')} ${verdictWord(verdict)}`]),
  );
  return paragraph([
    `${counted(windows.length, 'window')} in all: ${joined(parts)}. ${counted(left, 'window')} that the table leaves out can be exported.`,
  ]);
}

/** What weighed most on the windows, where that is known. */
function weighed({ result, windows }: Stated, data: FileData, zone: Zone): readonly Block[] {
  if (result === undefined) return [];
  return windows.flatMap((window) => {
    const found = explanationOf(data.measured?.explanations ?? [], result, window);
    const words = found === undefined ? [] : contributorWords(found, result, window, zone);
    if (words.length === 0) return [];
    const group = window.group === undefined ? '' : ` for ${window.group}`;
    const items = words.map(
      ({ what, file, line, without }) => `${what}${line === '' ? '' : `, ${file}, ${line}`}: without it ${without}`,
    );
    return [
      ...paragraph([`What weighed most${group} in ${inWindow(showWindow(window.window, window.to, zone))}:`]),
      ...list(items),
    ];
  });
}
