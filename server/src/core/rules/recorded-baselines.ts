// What the data says today of the span that a baseline names, beside what is written of it.
// It must never recompute a baseline of other windows, of other exclusions or of another statistic than the written ones.

import { medianOf } from '../compliance/baseline';
import { historiesOf, type History } from '../compliance/history';
import type { SourcePart } from '../compliance/partials';
import type { SlaFile } from '../model/file';
import { metricOf } from '../model/queries';
import type { Baseline, Metric, Objective } from '../model/sla';
import { add, compare, divide, fromDecimal, integer, subtract, toDecimal, type Rational } from '../scalars/rational';
import { convert, type Quantity } from '../scalars/quantity';
import { parseDate } from '../scalars/words';
import type { Located } from '../text/span';
import { dayMs, parseDay } from '../time/civil';
import type { Zone } from '../time/zones';
import { baselineOf, hasOtherWindow } from './belonging';
import { itemsThat } from './blocks-that';
import { isOfTrials, measuredObjectives, zoneIn, type MeasuredObjective } from './measured-objectives';
import type { RuleInput, TextEdit } from './rule';

/** A number of a baseline that is not what the data says. */
export interface Difference {
  /** As it is written. */
  readonly written: string;
  /** In the same form, from the data. */
  readonly now: string;
  readonly edit: TextEdit;
}

/** A baseline that says of what data it was made, with that data as it is now. */
export interface RecordedBaseline {
  readonly baseline: Baseline;
  readonly fingerprint: Located<string>;
  readonly source: SourcePart & { readonly fingerprint: string };
  /** Where the numbers differ from those of the data; undefined where they cannot be made anew. */
  readonly differences: readonly Difference[] | undefined;
}

const wholeFingerprint = /^sha256-[0-9a-f]{64}$/;

/** The baselines with a whole fingerprint whose data was read, each once. */
export function recordedBaselines(input: Pick<RuleInput, 'file' | 'data'>): readonly RecordedBaseline[] {
  const { model } = input.file;
  const sources = new Map(input.data.measured?.sources.map((source) => [source.source, source]));
  if (sources.size === 0) return [];
  const withPrint: readonly (readonly [Baseline | undefined, Metric | undefined])[] = [
    ...printedMetrics(model.metrics).map((metric) => [metric.baseline, metric] as const),
    ...printedObjectives(model.objectives).map((each) => [each.baseline, metricOf(model, each.metric?.value)] as const),
  ];
  if (withPrint.length === 0) return [];
  const users = usersOf(input);
  return withPrint.flatMap(([baseline, metric]) => {
    const source = sources.get(metric?.data?.value ?? '');
    const fingerprint = baseline?.fingerprint;
    if (baseline === undefined || fingerprint === undefined || source?.fingerprint === undefined) return [];
    if (!wholeFingerprint.test(fingerprint.value) || source.problems.length > 0) return [];
    const answers = (users.get(baseline) ?? []).flatMap((user) => {
      const differences = differencesOf(input.file, baseline, user);
      return differences === undefined ? [] : [differences];
    });
    // Of several objectives that judge the metric, that one may have made it which comes nearest.
    const [differences] = answers.sort((a, b) => a.length - b.length);
    return [{ baseline, fingerprint, source: { ...source, fingerprint: source.fingerprint }, differences }];
  });
}

const hasPrint = ({ baseline }: Metric | Objective): boolean => baseline?.fingerprint !== undefined;
const printedMetrics = itemsThat<Metric>(hasPrint);
const printedObjectives = itemsThat<Objective>(hasPrint);

function usersOf(input: Pick<RuleInput, 'file' | 'data'>): ReadonlyMap<Baseline, readonly MeasuredObjective[]> {
  const users = new Map<Baseline, MeasuredObjective[]>();
  for (const measured of measuredObjectives(input)) {
    const baseline = baselineOf(measured.judged);
    if (baseline === undefined) continue;
    const own = users.get(baseline);
    if (own === undefined) users.set(baseline, [measured]);
    else own.push(measured);
  }
  return users;
}

/** Where a baseline differs from the windows of an objective; undefined where it was certainly or perhaps made in another way. */
function differencesOf(
  file: SlaFile,
  baseline: Baseline,
  { judged, result }: MeasuredObjective,
): readonly Difference[] | undefined {
  const { text } = file.snapshot;
  const { from, to, statistic, value, lowest, highest, windows } = baseline;
  const zone = zoneIn(file.model);
  const [history, other] = historiesOf(result);
  if (zone === undefined || history === undefined || other !== undefined || history.group !== undefined)
    return undefined;
  if (!isOfTrials(result) || hasOtherWindow(judged, baseline) || !hasSameExclusions(baseline, judged)) return undefined;
  const values = valuesBetween(history, from?.value, to?.value, zone);
  const sorted = [...values].sort(compare);
  const typical = statisticOf(sorted, statistic?.value);
  const [least, most] = [sorted[0], sorted.at(-1)];
  if (typical === undefined || least === undefined || most === undefined || value === undefined) return undefined;
  const differences: (Difference | undefined)[] = [
    differenceOf(text, value, typical, result.unit),
    lowest === undefined ? undefined : differenceOf(text, lowest, least, result.unit),
    highest === undefined ? undefined : differenceOf(text, highest, most, result.unit),
  ];
  if (windows !== undefined && compare(windows.value, integer(values.length)) !== 0) {
    const [written, now] = [`${text.slice(windows.span.start, windows.span.end)} windows`, `${values.length}`];
    differences.push({ written, now, edit: { span: windows.span, newText: now } });
  }
  return differences.flatMap((each) => each ?? []);
}

function hasSameExclusions({ excludes }: Baseline, { objective }: MeasuredObjective['judged']): boolean {
  if (excludes === undefined) return true;
  const [written, own] = [excludes, objective.excludes].map((list) =>
    list
      .map(({ value }) => value)
      .sort()
      .join(),
  );
  return written === own;
}

/** The values of the windows that lie between two days, both of which belong to the span. */
function valuesBetween(
  { windows }: History,
  from: string | undefined,
  to: string | undefined,
  zone: Zone,
): readonly Rational[] {
  if (from === undefined || to === undefined || !parseDate(from).ok || !parseDate(to).ok) return [];
  const [first, behind] = [zone.instantOf(parseDay(from) * dayMs), zone.instantOf((parseDay(to) + 1) * dayMs)];
  return windows.flatMap((window) => (window.from >= first && window.to <= behind ? [window.value] : []));
}

/** A statistic of sorted values; the median is what a baseline is made of where it says nothing else. */
function statisticOf(sorted: readonly Rational[], statistic = 'median'): Rational | undefined {
  if (sorted.length === 0) return undefined;
  switch (statistic) {
    case 'median':
    case 'p50':
      return medianOf(sorted);
    case 'mean':
      return divide(sorted.reduce(add), integer(sorted.length));
    case 'min':
      return sorted[0];
    case 'max':
      return sorted.at(-1);
    default:
      return undefined;
  }
}

const plainNumber = /-?\d[\d_]*(?:\.\d+)?(?![\d.e])/i;

/** Undefined where a number is that of the data, to as many digits as it is written with and however it was rounded. */
function differenceOf(text: string, written: Located<Quantity>, now: Rational, unit: string): Difference | undefined {
  const source = text.slice(written.span.start, written.span.end);
  const number = plainNumber.exec(source)?.[0];
  const converted = convert({ ...written.value, value: now, unit }, written.value.unit);
  // What stands behind an alias is written elsewhere.
  if (number === undefined || converted === undefined || source.startsWith('*')) return undefined;
  const digits = (number.split('.')[1] ?? '').length;
  const distance = subtract(converted, written.value.value);
  const size = distance.num < 0n ? { num: -distance.num, den: distance.den } : distance;
  const step = fromDecimal(`1e-${digits}`);
  if (step === undefined || compare(size, step) < 0) return undefined;
  const replaced = source.replace(number, toDecimal(converted, digits));
  return { written: source, now: replaced, edit: { span: written.span, newText: replaced } };
}
