// The picture of an objective's last windows with its target and baseline, and what the signs in it mean.
// It must never tell by colour alone: the text beside the picture carries the numbers.

import { holdsUnit, type ObjectiveResult, type WindowResult } from '../../compliance/result';
import { boundIn } from '../../compliance/verdict';
import type { SlaFile } from '../../model/file';
import { dayMs, showDay } from '../../time/civil';
import { zoneOf, type Zone } from '../../time/zones';
import { metricOf } from '../../model/queries';
import type { Objective } from '../../model/sla';
import type { Project } from '../../project';
import { fromNumber, toNumber } from '../../scalars/rational';
import { chartUri, drawChart, type Chart } from '../../show/chart';
import { forMarkdown } from '../../show/escape';
import { palettes } from '../../show/palettes';
import { showMeasured, showValue, verdictWord } from '../../show/words';

/** The chart as Markdown; undefined where no window has a value. */
export function chartOf(
  project: Project,
  file: SlaFile,
  objective: Objective,
  result: ObjectiveResult,
  charted: WindowResult,
): string | undefined {
  const windows = chartedWindows(result, charted);
  if (windows.every((window) => window.value === undefined)) return undefined;
  const chart = chartData(file, objective, result, windows);
  const uri = chartUri(drawChart(chart, palettes[project.facts.theme]));
  const caption = charted.group === undefined ? '' : `*${forMarkdown(charted.group)}*\n\n`;
  return uri === undefined
    ? undefined
    : `${caption}![${forMarkdown(chartWords(result, windows).slice(0, 600))}](${uri})`;
}

/** What a chart of windows of one group shows; the last of them says by which bound it was judged. */
export function chartData(
  file: SlaFile,
  objective: Objective,
  result: ObjectiveResult,
  windows: readonly WindowResult[],
): Chart {
  const zone = zoneOf(file.model.timeZone?.value ?? 'UTC');
  const share = objective.share?.value;
  const bound = windows.at(-1)?.bounds[0];
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
  const format = (value: number): string =>
    result.unit === holdsUnit
      ? showValue(fromNumber(value), holdsUnit)
      : `${Number(value.toPrecision(6))} ${result.unit}`;
  return {
    points: windows.map((window) => ({
      label: labelOf(window, zone),
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
}

/** A window of a day, or that rolls, by the day on which it ends; a longer one by its name. */
function labelOf({ window, from, to, isRolling }: WindowResult, zone: Zone | undefined): string {
  if (window.length <= 7) return window.slice(2);
  if (!isRolling && to - from > 2 * dayMs) return window.slice(-10);
  return zone === undefined ? window.slice(5, 10) : showDay(Math.floor(zone.localOf(to - 1) / dayMs)).slice(5);
}

/** The same in words, for those who cannot see it. */
function chartWords(result: ObjectiveResult, windows: readonly WindowResult[]): string {
  return windows
    .map(
      (window) =>
        `${window.window} ${window.value === undefined ? 'no value' : showMeasured(window.value, result.unit)} ${verdictWord(window.verdict)}`,
    )
    .join('; ');
}

/** The windows of a chart: the newest ones of one group. */
function chartedWindows(result: ObjectiveResult, { group }: WindowResult): readonly WindowResult[] {
  return result.windows.filter((window) => window.group === group).slice(-24);
}

/** What the signs of the chart mean, as far as they stand in it. */
export function legend(result: ObjectiveResult, charted: WindowResult): string {
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

function numberIn(bound: Parameters<typeof boundIn>[0], unit: string): number | undefined {
  const value = boundIn(bound, unit);
  return value === undefined ? undefined : toNumber(value);
}
