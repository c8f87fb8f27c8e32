// What the past says of a promise: the baseline that the agreement writes down, and what its data says now.
// It must never take a window that is not complete for one, nor call a baseline what has not been measured.

import { attainmentOf, medianOf } from '../compliance/baseline';
import { historiesOf } from '../compliance/history';
import { metricOf } from '../model/queries';
import { reader } from '../model/reader';
import type { Objective } from '../model/sla';
import { compare } from '../scalars/rational';
import type * as shape from '../schema/types.generated';
import { metricType } from '../vocabulary/metrics/index';
import { counted, showLocal, showMeasured } from '../show/words';
import { facts, table, type Block } from './document';
import { capitalised, spanWords } from './phrases';
import {
  clauseNames,
  clauseTitle,
  hoursOf,
  numberAt,
  perWords,
  plain,
  quantityAt,
  windowAtKey,
  type Telling,
} from './telling';

/** The written baseline of an objective, else that of its metric, and what the complete windows of the data say. */
export function pastOf(telling: Telling, objective: Objective): readonly Block[] {
  return [...writtenBaseline(telling, objective), ...measuredPast(telling, objective)];
}

function writtenBaseline(telling: Telling, objective: Objective): readonly Block[] {
  const metric = metricOf(telling.model, objective.metric?.value);
  const own = reader<shape.Objective>(objective.map).inner<shape.Baseline>('baseline');
  // A baseline of the metric belongs to those objectives alone whose value has its dimension.
  const judged = objective.share === undefined ? metricType(metric?.type?.value)?.dimension : 'percent';
  const dimension = metric?.baseline?.value?.value.dimension ?? judged;
  const ofMetric = reader<shape.Metric>(dimension === judged ? metric?.map : undefined).inner<shape.Baseline>(
    'baseline',
  );
  const read = own.map === undefined ? ofMetric : own;
  if (read.map === undefined) return [];
  const value = quantityAt(read, 'value');
  const statistic = plain(read, 'statistic');
  const windows = numberAt(read, 'windows');
  const noun = windowAtKey(read, 'window', windows !== undefined && windows !== '1');
  const span = spanWords(plain(read, 'from'), plain(read, 'to'));
  const excludes =
    read.node('excludes') === undefined ? undefined : clauseNames(telling, 'exclusions', read.list('excludes'));
  const hours = hoursOf(telling, read.text('calendar'), value);
  return facts(
    [
      ['Baseline', value === undefined ? undefined : `${value}${statistic === undefined ? '' : ` (${statistic})`}`],
      [
        'Lowest and highest',
        [quantityAt(read, 'lowest'), quantityAt(read, 'highest')].filter((each) => each !== undefined).join(' to '),
      ],
      [
        'Looked at',
        capitalised(
          [
            windows === undefined ? (noun ?? '') : `${windows} ${noun ?? (windows === '1' ? 'window' : 'windows')}`,
            span,
          ]
            .filter((part) => part !== '')
            .join(', '),
        ),
      ],
      ['Left out of the baseline', excludes ?? (read.node('excludes') === undefined ? undefined : 'nothing')],
      ['Hours of the baseline', hours],
      ['Data of the baseline', plain(read, 'fingerprint')],
    ],
    read.map.span,
  );
}

/** Most groups of one promise that a table tells; a document of thousands helps nobody who signs. */
const mostGroups = 40;

function measuredPast(telling: Telling, objective: Objective): readonly Block[] {
  const result = telling.results.get(objective.id);
  if (result === undefined) return [];
  const histories = historiesOf(result).filter(({ windows }) => windows.length > 0);
  const show = (value: Parameters<typeof showMeasured>[0] | undefined): string =>
    value === undefined ? '' : showMeasured(value, result.unit);
  const rows = histories.slice(0, mostGroups).map((history) => {
    const sorted = history.windows.map(({ value }) => value).sort(compare);
    const attained = attainmentOf(history);
    return [
      history.group ?? 'all',
      counted(history.windows.length, 'window'),
      show(medianOf(sorted)),
      show(sorted[0]),
      show(sorted.at(-1)),
      attained === undefined ? '' : `${attained.met} of ${attained.of}`,
      attained === undefined ? '' : `${attained.low.toFixed(1)} to ${attained.high.toFixed(1)} %`,
    ];
  });
  const more = histories.length - rows.length;
  const until =
    result.asOf === undefined || telling.zone === undefined
      ? ''
      : `, until ${showLocal(result.asOf, telling.zone)} (${telling.zone.id})`;
  return table({
    caption: `What the data says of “${clauseTitle(telling, 'objectives', objective.id)}”: complete windows${until}${more > 0 ? `; ${counted(more, 'more group')} left out` : ''}`,
    head: [
      histories.some(({ group }) => group !== undefined) ? capitalised(perWords(objective)) : 'Windows of',
      'Complete',
      'Median',
      'Lowest',
      'Highest',
      'Met',
      'In the long run',
    ],
    rows,
    numbers: [2, 3, 4, 5, 6],
  });
}
