// What a hover says: how an objective stands with a chart, what a type, key, duty or id means.
// Every text of a file is escaped; the Markdown holds no command link and no address.

import { newest, type ObjectiveResult, type WindowResult } from '../compliance/result';
import { baselineOf } from '../compliance/baseline';
import { boundIn } from '../compliance/verdict';
import type { SlaFile } from '../model/file';
import { metricOf } from '../model/queries';
import type { Objective } from '../model/sla';
import { dataOf, type Project } from '../project';
import { docsAt, valueDocsAt } from '../schema/docs';
import { toNumber, type Rational } from '../scalars/rational';
import { findAt } from '../syntax/find';
import { pathLookup } from '../schema/lookup';
import { promiseText, standingLine } from './standing';
import type { Span } from '../text/span';
import { zoneOf, type Zone } from '../time/zones';
import { metricType } from '../vocabulary/metrics/index';
import { standardDuties } from '../vocabulary/duties';
import { chartUri, drawChart, type Chart } from '../show/chart';
import { forCode, forMarkdown } from '../show/escape';
import { palettes } from '../show/palettes';
import { counted, showLocal, showMeasured, showSeconds, showShare, showWindow, verdictWord } from '../show/words';

export interface Hover {
  readonly markdown: string;
  readonly span: Span;
}

/** The hover at an offset, or undefined where nothing there has a meaning. */
export function hover(project: Project, file: SlaFile, offset: number): Hover | undefined {
  const found = findAt(file.tree, offset);
  if (found.node === undefined) return undefined;
  const { path, node } = found;
  const [section, id, key] = path;
  const span = node.span;
  const text = node.kind === 'scalar' ? node.text : node.kind === 'alias' ? node.name : '';
  const objective = objectiveAt(file, path, text);
  if (objective !== undefined) return { markdown: objectiveHover(project, file, objective), span };
  if (section === 'metrics' && path.length === 2 && typeof id === 'string') {
    const users = file.model.objectives.filter((each) => each.metric?.value === id);
    const type = metricType(metricOf(file.model, id)?.type?.value);
    const parts = [
      ...(type === undefined ? [] : [typeText(type.id)]),
      ...users.map((each) => objectiveHover(project, file, each)),
    ];
    return parts.length === 0 ? undefined : { markdown: parts.join('\n\n---\n\n'), span };
  }
  if (section === 'metrics' && key === 'type' && !found.isKey)
    return metricType(text) === undefined ? undefined : { markdown: typeText(text), span };
  if (section === 'responsibilities' && path.length === 2) {
    const duty = standardDuties.find((each) => each.id === id);
    if (duty !== undefined) return { markdown: `**${duty.id}** (duty)\n\n${duty.docs}`, span };
  }
  const lookup = pathLookup(file.tree);
  const docs = found.isKey ? docsAt(path, lookup) : (valueDocsAt(path, lookup, text) ?? docsAt(path, lookup));
  return docs === undefined
    ? undefined
    : { markdown: `${forCode(found.isKey ? String(path.at(-1) ?? '') : text)}\n\n${docs}`, span };
}

/** The objective whose id, target or reference stands at a path. */
function objectiveAt(file: SlaFile, path: readonly (string | number)[], text: string): Objective | undefined {
  const [section, id, key] = path;
  const byId = (wanted: unknown): Objective | undefined => file.model.objectives.find((each) => each.id === wanted);
  if (section === 'objectives') {
    if (path.length === 2) return byId(id);
    const isTarget = ['atLeast', 'atMost', 'above', 'below', 'for', 'targets'].includes(String(key));
    return isTarget ? byId(id) : undefined;
  }
  return section === 'goals' && key === 'objectives' ? byId(text) : undefined;
}

function typeText(id: string): string {
  const type = metricType(id);
  if (type === undefined) return '';
  const direction = type.better === 'declared' ? 'direction is declared by `better`' : `${type.better} is better`;
  const parameters = type.parameters.map(
    (parameter) =>
      `- \`${parameter.name}\`: ${parameter.docs}${parameter.mandatory === undefined ? '' : ' *(needed)*'}`,
  );
  return [
    `**${type.title}** \`${type.id}\` · ${direction}`,
    type.docs,
    `*Formula:* ${type.formula}`,
    `*Needs:* ${[...new Set(type.inputs.map((input) => input.docs))].join('; or ')}`,
    `*At the edges:* ${type.edges}`,
    ...(parameters.length === 0 ? [] : [parameters.join('\n')]),
    `*Typical:* ${forMarkdown(type.typical)} · *Source:* ${type.source}`,
  ].join('\n\n');
}

function objectiveHover(project: Project, file: SlaFile, objective: Objective): string {
  const data = dataOf(project, file);
  const title = `**${forMarkdown(objective.id)}**`;
  const metric = metricOf(file.model, objective.metric?.value);
  const about = `${forCode(objective.metric?.value ?? '?')} · ${forMarkdown(promiseText(objective))}`;
  const result = data.measured?.results.find((each) => each.objective === objective.id);
  const zone = zoneOf(file.model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC');
  if (result === undefined || zone === undefined) {
    const state = data.isReading
      ? 'Computing…'
      : `No result: ${forMarkdown(data.unavailable ?? 'its data has not been read')}.`;
    return [title, about, state].join('\n\n');
  }
  if (result.windows.length === 0)
    return [title, about, `**Unknown**: ${forMarkdown(result.unavailable ?? 'there is no window')}.`].join('\n\n');
  const now = newest(result);
  const charted = [...now].sort((a, b) => rank(a) - rank(b))[0];
  const lines = now.slice(0, 8).map((window) => windowLine(result, window, zone));
  if (now.length > 8) lines.push(`- … ${now.length - 8} more groups`);
  const chart = charted === undefined ? undefined : chartOf(project, file, objective, result, charted);
  const history = charted === undefined ? undefined : historyLine(result, charted);
  const running = charted === undefined ? undefined : runningLine(result, charted, zone);
  const source = data.measured?.sources.find((each) => each.source === metric?.data?.value);
  const origin =
    source === undefined || result.asOf === undefined
      ? ''
      : `As of ${showLocal(result.asOf, zone)} (${zone.id}) from ${source.files.map(forCode).slice(0, 3).join(', ')}: ${counted(source.rows, 'row')}${source.badRows > 0 ? `, ${counted(source.badRows, 'bad row')}` : ''}.`;
  // The picture comes before a long list of groups, so that it is seen without scrolling.
  const isMany = now.length > 1;
  const summary = standingLine(result, zone);
  return [
    title,
    about,
    isMany ? `**${summary.split(' · ')[0] ?? ''}** · ${summary.split(' · ').slice(1).join(' · ')}` : lines.join('\n'),
    ...(chart === undefined || charted === undefined ? [] : [chart, legend(result, charted)]),
    ...(isMany ? [lines.join('\n')] : []),
    ...(history === undefined ? [] : [history]),
    ...(running === undefined ? [] : [running]),
    ...(origin === '' ? [] : [origin]),
  ].join('\n\n');
}

function rank(window: WindowResult): number {
  return ['breached', 'unknown', 'running', 'met'].indexOf(window.verdict) >>> 0;
}

function windowLine(result: ObjectiveResult, window: WindowResult, zone: Zone): string {
  const group = window.group === undefined ? '' : ` ${forMarkdown(window.group)}`;
  const soFar =
    window.verdict === 'running' && window.soFar !== undefined ? ` (${verdictWord(window.soFar)} so far)` : '';
  const value =
    window.value === undefined
      ? window.lowerBound === undefined
        ? 'no value'
        : `more than ${showMeasured(window.lowerBound, result.unit)}`
      : showMeasured(window.value, result.unit, window.bounds);
  const exact = window.isExact ? '' : ' ± 0.4 %';
  const parts = [
    `**${verdictWord(window.verdict)}**${soFar}, ${showWindow(window.window, window.to, zone)}${group}: ${value}${exact}`,
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
  if (window.reason !== undefined) parts.push(forMarkdown(window.reason));
  return `- ${parts.join(' · ')}`;
}

function chartOf(
  project: Project,
  file: SlaFile,
  objective: Objective,
  result: ObjectiveResult,
  charted: WindowResult,
): string | undefined {
  const windows = chartedWindows(result, charted);
  if (windows.every((window) => window.value === undefined)) return undefined;
  const share = objective.share?.value;
  const bound = charted.bounds[0];
  const target =
    share !== undefined
      ? share === 'all'
        ? 100
        : toNumber(share.value)
      : bound === undefined
        ? undefined
        : numberIn(bound, result.unit);
  const metric = metricOf(file.model, objective.metric?.value);
  const baseline = (objective.baseline ?? metric?.baseline)?.value?.value;
  const hasBaseline = baseline !== undefined && baseline.unit === result.unit;
  const format = (value: number): string => `${Number(value.toPrecision(6))} ${result.unit}`;
  const chart: Chart = {
    points: windows.map((window) => ({
      label: window.window.length <= 7 ? window.window.slice(2) : window.window.slice(-10),
      value: window.value === undefined ? undefined : toNumber(window.value),
      mark:
        window.verdict === 'breached'
          ? 'missed'
          : window.verdict === 'met'
            ? 'met'
            : window.verdict === 'running'
              ? 'running'
              : 'unknown',
    })),
    target: target === undefined ? undefined : { value: target, label: `target ${format(target)}` },
    baseline: hasBaseline
      ? { value: toNumber(baseline.value), label: `baseline ${format(toNumber(baseline.value))}` }
      : undefined,
    format,
  };
  const uri = chartUri(drawChart(chart, palettes[project.facts.theme]));
  const alt = windows
    .map(
      (window) =>
        `${window.window} ${window.value === undefined ? 'no value' : showMeasured(window.value, result.unit)} ${verdictWord(window.verdict)}`,
    )
    .join('; ');
  const caption = charted.group === undefined ? '' : `*${forMarkdown(charted.group)}*\n\n`;
  return uri === undefined ? undefined : `${caption}![${forMarkdown(alt.slice(0, 600))}](${uri})`;
}

/** The windows of a chart: the newest ones of one group. */
function chartedWindows(result: ObjectiveResult, { group }: WindowResult): readonly WindowResult[] {
  return result.windows.filter((window) => window.group === group).slice(-24);
}

/** What the signs of the chart mean, as far as they stand in it. */
function legend(result: ObjectiveResult, charted: WindowResult): string {
  const windows = chartedWindows(result, charted);
  const known = windows.filter(({ value }) => value !== undefined);
  const rings = new Set(
    known.flatMap(({ verdict, inTerm }) => {
      if (verdict === 'met' || verdict === 'breached') return [];
      return [inTerm ? (verdict === 'indicator' ? 'not judged' : verdictWord(verdict)) : 'outside the term'];
    }),
  );
  const parts = [
    ...(known.some(({ verdict }) => verdict === 'met') ? ['● met'] : []),
    ...(known.some(({ verdict }) => verdict === 'breached') ? ['✕ missed'] : []),
    ...(rings.size > 0 ? [`○ ${[...rings].join(', ')}`] : []),
    ...(known.length < windows.length ? ['– no value'] : []),
  ];
  return parts.join(' · ');
}

/** How the window that runs stands so far, which no verdict counts yet. */
function runningLine(result: ObjectiveResult, charted: WindowResult, zone: Zone): string | undefined {
  const window = result.windows.findLast(({ group, verdict }) => group === charted.group && verdict === 'running');
  if (window === undefined || window === charted) return undefined;
  const value = window.value === undefined ? 'no value yet' : showMeasured(window.value, result.unit, window.bounds);
  const soFar = window.soFar === undefined ? '' : `, ${verdictWord(window.soFar)} so far`;
  return `${showWindow(window.window, window.to, zone)} runs until ${showLocal(window.to, zone)}: ${value}${soFar}.`;
}

/** What the complete windows say: the ground on which a target can stand. */
function historyLine(result: ObjectiveResult, charted: WindowResult): string | undefined {
  const statistics = baselineOf(result, charted.group);
  if (statistics === undefined || statistics.windows < 2) return undefined;
  const show = (value: Rational): string => showMeasured(value, result.unit);
  const { attainment } = statistics;
  const kept =
    attainment === undefined
      ? ''
      : `; met ${attainment.met} of ${attainment.of} (${attainment.low.toFixed(1)} to ${attainment.high.toFixed(1)} % at 95 % confidence)`;
  return `${statistics.windows} complete windows: median ${show(statistics.median)}, lowest ${show(statistics.lowest)}, highest ${show(statistics.highest)}${kept}.`;
}

function numberIn(bound: Parameters<typeof boundIn>[0], unit: string): number | undefined {
  const value = boundIn(bound, unit);
  return value === undefined ? undefined : toNumber(value);
}

/** What is owed for a window: percent of the fee before caps, money after those of the window, the last day of a claim. */
function creditWords({ credit, creditMoney: money, claimUntil }: WindowResult): string | undefined {
  const percent = credit === undefined || credit === null || credit.num <= 0n ? undefined : `${toNumber(credit)} %`;
  const amount = money === undefined ? undefined : `${toNumber(money.amount).toLocaleString('en')} ${money.currency}`;
  const owed = [percent, amount].filter((part) => part !== undefined).join(' = ');
  if (owed === '') return undefined;
  return `credit ${owed}${claimUntil === undefined ? '' : `, claim until ${claimUntil}`}`;
}
