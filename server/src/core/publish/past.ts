// What the past says of a promise: the baseline that the agreement writes down, and what its data says now.
// It must never take a window that is not complete for one, nor call a baseline what has not been measured.

import { attainmentOf, medianOf, type Attainment } from '../compliance/baseline';
import type { ObjectiveResult } from '../compliance/result';
import { historiesOf, type History } from '../compliance/history';
import { metricOf } from '../model/queries';
import { reader } from '../model/reader';
import type { Objective } from '../model/sla';
import { compare, type Rational } from '../scalars/rational';
import type * as shape from '../schema/types.generated';
import { metricType } from '../vocabulary/metrics/index';
import { counted, showLocal, showMeasured } from '../show/words';
import { attained as attainedWords } from '../show/baseline-words';
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
  const written = writtenBaseline(telling, objective);
  const measured = measuredPast(telling, objective);
  return typeof measured === 'string'
    ? facts([...written, ['In the data', measured]])
    : [...facts(written), ...measured];
}

function writtenBaseline(telling: Telling, objective: Objective): readonly (readonly [string, string | undefined])[] {
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
  return [
    ['Baseline', value === undefined ? undefined : `${value}${statistic === undefined ? '' : ` (${statistic})`}`],
    [
      'Lowest and highest',
      [quantityAt(read, 'lowest'), quantityAt(read, 'highest')].filter((each) => each !== undefined).join(' to '),
    ],
    [
      'Looked at',
      capitalised(
        [windows === undefined ? (noun ?? '') : `${windows} ${noun ?? (windows === '1' ? 'window' : 'windows')}`, span]
          .filter((part) => part !== '')
          .join(', '),
      ),
    ],
    ['Left out of the baseline', excludes ?? (read.node('excludes') === undefined ? undefined : 'nothing')],
    ['Hours of the baseline', hours],
    ['Data of the baseline', plain(read, 'fingerprint')],
  ];
}

/** Most groups of one promise that a table tells; a document of thousands helps nobody who signs. */
const mostGroups = 40;

/** One sentence, or a table where there are groups. */
function measuredPast(telling: Telling, objective: Objective): string | readonly Block[] {
  const result = telling.results.get(objective.id);
  if (result === undefined) return [];
  const histories = historiesOf(result);
  const until =
    result.asOf === undefined || telling.zone === undefined
      ? ''
      : `until ${showLocal(result.asOf, telling.zone)} (${telling.zone.id})`;
  const [only] = histories;
  if (histories.length === 1 && only !== undefined && only.group === undefined) return sentence(result, only, until);
  const rows = histories.slice(0, mostGroups).map((history) => row(result, history));
  const more = histories.length - rows.length;
  return table({
    caption:
      `What the data says of “${clauseTitle(telling, 'objectives', objective.id)}” ${until}${more > 0 ? `; ${counted(more, 'more group')} left out` : ''}`.trimEnd(),
    head: [
      capitalised(perWords(objective)),
      'Complete',
      'Median',
      'Lowest',
      'Highest',
      'Met',
      'Kept in the long run (95 % confidence)',
    ],
    rows,
    numbers: [2, 3, 4, 5, 6],
  });
}

interface Numbers {
  readonly median: string;
  readonly lowest: string;
  readonly highest: string;
  readonly attained: Attainment | undefined;
  /** Windows that overlap are no sample of which a share in the long run could be told. */
  readonly isSample: boolean;
}

function numbersOf({ unit }: ObjectiveResult, history: History): Numbers {
  const sorted = history.windows.map(({ value }) => value).sort(compare);
  const show = (value: Rational | undefined): string => (value === undefined ? '' : showMeasured(value, unit));
  return {
    ...{ median: show(medianOf(sorted)), lowest: show(sorted[0]), highest: show(sorted.at(-1)) },
    ...{ attained: attainmentOf(history), isSample: history.windows[0]?.isRolling !== true },
  };
}

function sentence(result: ObjectiveResult, history: History, until: string): string {
  const { median, lowest, highest, attained, isSample } = numbersOf(result, history);
  const met =
    attained === undefined
      ? ''
      : isSample
        ? ` The target was ${attainedWords(attained)}.`
        : ` The target was met in ${attained.met} of ${attained.of}; as these windows overlap, they prove no share.`;
  return `${counted(history.windows.length, 'complete window')} ${until}: median ${median}, lowest ${lowest}, highest ${highest}.${met}`;
}

function row(result: ObjectiveResult, history: History): readonly string[] {
  const { median, lowest, highest, attained, isSample } = numbersOf(result, history);
  return [
    history.group ?? 'all',
    counted(history.windows.length, 'window'),
    ...[median, lowest, highest],
    attained === undefined ? '' : `${attained.met} of ${attained.of}`,
    attained === undefined || !isSample ? '' : `${attained.low.toFixed(1)} to ${attained.high.toFixed(1)} %`,
  ];
}
