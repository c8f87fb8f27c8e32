// What stands behind an amount: the band of a credit tier in down time and past windows, a baseline against the data.
// It must never say that a tier would have paid where that was not computed.

import { newest, type ObjectiveResult } from '../../compliance/result';
import { baselineOf } from '../../compliance/baseline';
import { isInside } from '../../compliance/credits';
import type { SlaFile } from '../../model/file';
import { metricOf } from '../../model/queries';
import type { Baseline, Objective, Remedy, Tier } from '../../model/sla';
import { dataOf, type Project } from '../../project';
import type { Path } from '../../schema/navigate';
import { divide, hundred, multiply, toNumber, type Rational } from '../../scalars/rational';
import type { Limit } from '../../scalars/words';
import {
  counted,
  inWindow,
  showBounds,
  showLocal,
  showMeasured,
  showQuantity,
  showSeconds,
  showWindow,
} from '../../show/words';
import { touches, type Located } from '../../text/span';
import { zoneOf } from '../../time/zones';
import { downtimeLeft } from '../allowed-downtime';
import { resultsById } from '../standing';
import { historiesOf } from '../../compliance/history';
import { attained, suggestedTarget } from '../../show/baseline-words';
import { coded, showLimit, told } from './words';

/** Most past windows that are named, and most groups. */
const mostWindows = 6;
const mostGroups = 4;

/** The band of the tier at a path, for the objectives that pay by it. */
export function tierCard(project: Project, file: SlaFile, path: Path, offset: number): string | undefined {
  const [section, id, key] = path;
  if (section !== 'remedies' || key !== 'tiers') return undefined;
  const remedy = file.model.remedies.find((each) => each.id === id);
  const tier = remedy?.tiers.find(({ span }) => touches(span, offset));
  if (remedy === undefined || tier === undefined) return undefined;
  const paid = paidBy(file, remedy, tier);
  const isOfMiss = remedy.basis?.value === 'relative-exceedance';
  const band = `${told(showBounds(tier.bounds))}${isOfMiss ? ' beyond the target' : ''}`;
  const head = `**${band}**${paid === undefined ? '' : ` pays ${paid}`}`;
  const paying = file.model.objectives.filter(({ remedies }) => remedies.some(({ value }) => value === remedy.id));
  const results = resultsById(dataOf(project, file));
  const lines = paying
    .slice(0, 4)
    .flatMap((objective) => tierLine(project, file, objective, remedy, tier, results.get(objective.id)) ?? []);
  const more = paying.length > 4 ? [`- … ${paying.length - 4} more objectives pay by it`] : [];
  return [head, [...lines, ...more].join('\n')].filter((part) => part !== '').join('\n\n');
}

/** What a tier pays: percent or days of the fee, with the money that percent of a written fee are; or money. */
function paidBy({ model }: SlaFile, { of }: Remedy, { credit, days }: Tier): string | undefined {
  const amount = credit?.value;
  const part =
    amount === undefined
      ? days === undefined
        ? undefined
        : counted(toNumber(days.value), 'day')
      : showQuantity(amount);
  if (part === undefined) return undefined;
  if (of === undefined || amount?.dimension === 'money') return part;
  const fee = model.fees.find(({ name }) => name === of.value);
  const share = amount?.dimension === 'percent' ? divide(amount.value, hundred) : undefined;
  const moneyOf = ({ value }: Located<Limit>, group: string): readonly string[] => {
    if (share === undefined || value.amount.dimension !== 'money') return [];
    const money = showQuantity({ ...value.amount, value: multiply(value.amount.value, share) }, 2);
    return [`${money} of ${showLimit(value)}${group}`];
  };
  const money = [
    ...(fee?.amount === undefined ? [] : moneyOf(fee.amount, '')),
    ...[...(fee?.groups ?? [])].flatMap(([group, limit]) => moneyOf(limit, ` for ${told(group)}`)),
  ];
  const all = money.length > mostGroups ? [...money.slice(0, mostGroups), '…'] : money;
  return `${part} of ${told(of.value)}${all.length === 0 ? '' : `: ${all.join(', ')}`}`;
}

/** What a tier means to one objective: minutes of the window that runs, and the windows that fell into the band. */
function tierLine(
  project: Project,
  file: SlaFile,
  objective: Objective,
  remedy: Remedy,
  tier: Tier,
  result: ObjectiveResult | undefined,
): string | undefined {
  const parts: string[] = [];
  for (const bound of objective.share === undefined ? tier.bounds : []) {
    const left =
      bound.quantity.dimension === 'percent'
        ? downtimeLeft(project, file, objective, result, bound.quantity.value)
        : undefined;
    if (left === undefined) continue;
    const isMore = bound.word === 'below' || bound.word === 'atMost';
    parts.push(
      `${isMore ? 'more' : 'less'} than ${showSeconds(left.seconds)} of down time in ${inWindow(left.window)}`,
    );
  }
  const isOfValue = remedy.basis === undefined || remedy.basis.value === 'value';
  const zone = zoneOf(file.model.timeZone?.value ?? 'UTC');
  if (result !== undefined && isOfValue && zone !== undefined) {
    // Of one-bound tiers the most generous that holds pays, so that a band ends where the next one begins.
    const missed = result.windows.filter(({ verdict, value }) => verdict === 'breached' && value !== undefined);
    const inside = missed.filter(({ value }) => value !== undefined && tierOf(remedy, value, result.unit) === tier);
    // Windows of groups stand group by group.
    const inOrder = [...inside].sort((a, b) => a.to - b.to);
    const names = inOrder.slice(-mostWindows).map((window) => showWindow(window.window, window.to, zone));
    parts.push(
      missed.length === 0
        ? 'no window was missed'
        : inside.length === 0
          ? missed.length === 1
            ? 'the one window that was missed did not fall into it'
            : `none of the ${missed.length} windows that were missed fell into it`
          : `${counted(inside.length, 'missed window')} fell into it: ${inside.length > names.length ? '… ' : ''}${names.join(', ')}`,
    );
  }
  return parts.length === 0 ? undefined : `- ${coded(objective.id)}: ${parts.join(' · ')}`;
}

/** The tier that pays for a value: of those that hold, the one that pays most. */
function tierOf(remedy: Remedy, value: Rational, unit: string): Tier | undefined {
  const holding = remedy.tiers.filter(({ bounds }) => isInside(value, unit, bounds) === true);
  const paid = (tier: Tier): number => {
    const amount = tier.credit?.value.value ?? tier.days?.value;
    return amount === undefined ? 0 : Number(amount.num) / Number(amount.den);
  };
  return holding.reduce<Tier | undefined>(
    (best, tier) => (best === undefined || paid(tier) > paid(best) ? tier : best),
    undefined,
  );
}

/** What a baseline says against what the data says now. */
export function baselineCard(project: Project, file: SlaFile, path: Path): string | undefined {
  const [section, id, key] = path;
  if (key !== 'baseline' || (section !== 'metrics' && section !== 'objectives')) return undefined;
  const { model } = file;
  const owner = (section === 'metrics' ? model.metrics : model.objectives).find((each) => each.id === id);
  const written: Baseline | undefined = owner?.baseline;
  const users =
    section === 'metrics'
      ? model.objectives.filter((each) => each.metric?.value === id)
      : model.objectives.filter((each) => each.id === id);
  const results = resultsById(dataOf(project, file));
  const lines = users.slice(0, 8).flatMap((objective) => {
    const result = results.get(objective.id);
    if (result === undefined) return [];
    const groups = newest(result).map(({ group }) => group);
    const shown = groups.slice(0, mostGroups).flatMap((group) => nowLine(file, objective, result, group) ?? []);
    return groups.length > mostGroups ? [...shown, `- … ${groups.length - mostGroups} more groups`] : shown;
  });
  if (written?.value === undefined || lines.length === 0) return undefined;
  const span = [written.from?.value, written.to?.value]
    .filter((each) => each !== undefined)
    .map(told)
    .join(' to ');
  const says = `The file says **${showQuantity(written.value.value)}**${span === '' ? '' : ` (${span})`}.`;
  return [says, lines.join('\n')].join('\n\n');
}

function nowLine(
  { model }: SlaFile,
  objective: Objective,
  result: ObjectiveResult,
  group: string | undefined,
): string | undefined {
  const statistics = baselineOf(result, group);
  const zone = zoneOf(model.timeZone?.value ?? 'UTC');
  if (statistics === undefined || zone === undefined || metricOf(model, objective.metric?.value) === undefined)
    return undefined;
  const show = (value: Rational): string => showMeasured(value, result.unit);
  const { trend, attainment } = statistics;
  const direction = trend.p < 0.05 ? (trend.slope > 0 ? '; rising' : '; falling') : '';
  const kept = attainment === undefined ? '' : `; ${attained(attainment)}`;
  const history = historiesOf(result).find((each) => each.group === group);
  const suggested = history === undefined ? undefined : suggestedTarget(objective, result, history)?.text;
  const proven = suggested === undefined ? '' : `; its windows prove ${told(suggested)}`;
  const until = result.asOf === undefined ? '' : ` until ${showLocal(result.asOf, zone)}`;
  return `- ${coded(objective.id)}${group === undefined ? '' : ` ${told(group)}`}: ${counted(statistics.windows, 'complete window')}${until}: median ${show(statistics.median)}, lowest ${show(statistics.lowest)}, highest ${show(statistics.highest)}${direction}${kept}${proven}`;
}
