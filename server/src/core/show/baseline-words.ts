// What the past windows of an objective say, in sentences: the same in hover, preview, report and on the command line.
// It must never say more than the numbers do: few windows prove little, windows that overlap are no sample.

import { attainmentOf, baselineOf, type Attainment } from '../compliance/baseline';
import type { History } from '../compliance/history';
import { replayOf, type Tally } from '../compliance/replay';
import type { ObjectiveResult } from '../compliance/result';
import { outlierOf } from '../compliance/samples';
import { seasonOf } from '../compliance/season';
import { judgedTarget, mostKept, strictestTarget, writtenTarget, type Strictest } from '../compliance/suggestion';
import { yearlyCredits, type YearlyCredits } from '../compliance/yearly-credits';
import type { Objective } from '../model/sla';
import { fromNumber, toNumber, type Rational } from '../scalars/rational';
import type { Zone } from '../time/zones';
import { counted, inWindow, promised, showMeasured, showValue, showWindow } from './words';

/** How unlikely a trend has to be by chance to be told of (rules.md A3). */
const trendLevel = 0.05;

/** How often a target was met, and how far so few windows can be trusted to tell how often it will be. */
export function attained({ met, of, low, high }: Attainment): string {
  return `met in ${met} of ${of}, which puts the share in the long run between ${shareText(low)} and ${shareText(high)} % (at 95 % confidence)`;
}

/** A share in percent, with so many digits that what is not all does not read as all. */
function shareText(share: number): string {
  const digits = share > 99 && share < 100 ? Math.min(6, Math.ceil(-Math.log10(100 - share)) + 1) : 1;
  return share.toFixed(Math.max(1, digits));
}

/** A target that the windows of a group suggest, with the reason in words; no target where none can be proven. */
export interface SuggestedTarget {
  readonly found: Strictest | undefined;
  /** As it is written; undefined where nothing is proven. */
  readonly text: string | undefined;
  readonly why: string;
}

/** The strictest target that the windows of a group show to be kept in 90 of 100. Undefined where no single number is judged. */
export function suggestedTarget(
  objective: Objective,
  result: ObjectiveResult,
  history: History,
): SuggestedTarget | undefined {
  const target = judgedTarget(objective, history.group);
  if (target === undefined) return undefined;
  const found = strictestTarget(history, result.unit, target);
  if (found === undefined) return { found, text: undefined, why: 'No window was judged.' };
  const { proven, worst, of, digits } = found;
  const show = (value: Rational): string => writtenTarget(value, target.quantity, digits);
  const tell = (value: Rational): string =>
    target.quantity.dimension === 'count' ? promised({ ...target.quantity, value }) : show(value);
  const overlap = history.windows[0]?.isRolling === true ? ' These windows overlap, so that they prove less.' : '';
  if (proven === undefined)
    return {
      found,
      text: undefined,
      why: `No target is provable yet: ${counted(of, 'window')} cannot show that one is kept in ${mostKept} of 100. All of them kept ${tell(worst)}.`,
    };
  return {
    found,
    text: show(proven),
    why: `${tell(proven)} is the strictest target that ${counted(of, 'window')} show to be kept in ${mostKept} of 100.${overlap}`,
  };
}

/**
 * Sentences about the record of a group: its middle and its ends, how often the target was kept, trend, outlier, season, and credits of a
 * year. Units may be words of a file, so that whoever shows a sentence escapes it. Empty without a complete window.
 */
export function baselineSentences(
  objective: Objective,
  result: ObjectiveResult,
  history: History,
  zone: Zone,
): readonly string[] {
  const statistics = baselineOf(result, history.group);
  if (statistics === undefined) return [];
  const { unit } = result;
  const show = (value: Rational): string => showMeasured(value, unit);
  const { median, lowest, highest, trend, windows } = statistics;
  const attainment = attainmentOf(history);
  const values = history.windows.map(({ value }) => toNumber(value));
  const isOverlapping = history.windows[0]?.isRolling === true;
  const sentences = [
    `${counted(windows, 'complete window')}: median ${show(median)}, lowest ${show(lowest)}, highest ${show(highest)}.`,
  ];
  if (attainment !== undefined && !isOverlapping) sentences.push(`The target was ${attained(attainment)}.`);
  if (attainment !== undefined && isOverlapping)
    sentences.push(
      `The target was met in ${attainment.met} of ${attainment.of}; these windows overlap, so that they prove less than their number.`,
    );
  if (isOverlapping) return sentences;
  sentences.push(
    trend.p < trendLevel && trend.slope !== 0
      ? `Values ${trend.slope > 0 ? 'rise' : 'fall'} by ${amountText(Math.abs(trend.slope), unit)} a window (p ${shortP(trend.p)}).`
      : `No trend is certain (p ${shortP(trend.p)}).`,
  );
  const outlier = outlierOf(values);
  const window = outlier === undefined ? undefined : history.windows[outlier.index];
  // Where most windows are equal, any other one moves the mean.
  if (outlier !== undefined && window !== undefined && outlier.spread > 0)
    sentences.push(
      `Without ${inWindow(showWindow(window.window, window.to, zone))} the mean moves from ${amountText(outlier.mean, unit)} to ${amountText(outlier.without, unit)}.`,
    );
  const season = seasonOf(history, values, zone);
  if (season !== undefined)
    sentences.push(
      `${season.name} stands out: its median is ${amountText(season.own, unit)}, that of the others ${amountText(season.others, unit)} (p ${shortP(season.p)}).`,
    );
  const suggested = suggestedTarget(objective, result, history);
  if (suggested !== undefined) sentences.push(suggested.why);
  const credits = yearlyCredits(
    replayOf(result, result).windows.filter((each) => each.window.group === history.group),
    'was',
  );
  if (credits !== undefined) sentences.push(yearlySentence(credits));
  return sentences;
}

/** What a year is expected to cost. */
export function yearlySentence({ unit, mean, low, high, none }: YearlyCredits): string {
  if (high === 0) return 'Years drawn from this record owe no credits.';
  const show = (value: number): string => (unit === '%' ? `${tidy(value, 1)} % of a fee` : `${tidy(value, 0)} ${unit}`);
  return `Years drawn from this record owe ${show(mean)} in credits on average; 90 of 100 lie between ${show(low)} and ${show(high)}, and ${none} of 100 owe nothing.`;
}

/** How many windows were missed and what that cost: `4 of 24 missed, 2,300 EUR of credits`. */
export function tallySentence({ met, missed, percent, money }: Tally): string {
  const amounts = [...money].map(([currency, amount]) => `${tidy(toNumber(amount), 2)} ${currency}`);
  const inPercent = percent === undefined || percent.num === 0n ? [] : [`${tidy(toNumber(percent), 2)} %`];
  const credits = amounts.length > 0 ? amounts : inPercent;
  const cost =
    percent === undefined ? '' : credits.length === 0 ? ', no credits' : `, ${credits.join(' and ')} of credits`;
  return `${missed} of ${met + missed} missed${cost}`;
}

function amountText(value: number, unit: string): string {
  return showValue(fromNumber(value), unit);
}

function tidy(value: number, digits: number): string {
  return value.toLocaleString('en', { maximumFractionDigits: digits });
}

/** A p value to two digits that matter. */
function shortP(p: number): string {
  return p >= 0.095 ? p.toFixed(2) : p >= 0.0005 ? p.toFixed(3) : 'below 0.001';
}
