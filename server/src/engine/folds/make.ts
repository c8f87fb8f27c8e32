// Makes the fold that a metric type asks for.
// It must name every kind of fold: a new one does not compile until it stands here.

import type { FoldContext } from '../context';
import type { Feed } from '../feed';
import { ageFold } from './age';
import { aggregateFold } from './aggregates';
import { daysLeftFold, exposureFold, lagsFold, openAgesFold } from './ages';
import { callsFold } from './calls';
import { delaysFold } from './delays';
import { downtimeFold } from './downtime';
import { duesFold } from './dues';
import { cohortFold, itemsFold, repairsFold, spansFold } from './events';
import type { FoldRun } from './fold';
import { impactFold } from './impact';
import { countsFold, throughputFold, valuesFold } from './instants';
import { levelsFold } from './levels';
import { quotientsFold } from './quotients';
import { attemptsFold, distinctFold, repeatsFold } from './recurrence';
import { slicesFold } from './slices';
import { slotsFold } from './slots';
import { latestFold, plansFold, transfersFold } from './transfers';
import { utilisationFold } from './utilisation';

/** The fold of an item over a feed; `asOf` is asked once all rows were read. */
export function makeFold(context: FoldContext, feed: Feed, asOf: () => number): FoldRun {
  switch (context.item.fold.kind) {
    case 'counts':
      return countsFold(context, feed, asOf);
    case 'age':
      return ageFold(context, feed);
    case 'calls':
      return callsFold(context, feed);
    case 'slices':
      return slicesFold(context, feed);
    case 'utilisation':
      return utilisationFold(context, feed);
    case 'values':
      return valuesFold(context, feed);
    case 'delays':
      return delaysFold(context, feed);
    case 'spans':
      return spansFold(context, feed);
    case 'composite':
    case 'custom':
      throw new RangeError(`${context.item.fold.kind} has no rows of its own`);
    case 'aggregate':
      return aggregateFold(context, feed);
    case 'scores':
      return feed.input.id === 'events' ? countsFold(context, feed, asOf) : valuesFold(context, feed);
    case 'levels':
      return levelsFold(context, feed);
    case 'impact':
      return impactFold(context, feed);
    case 'latest':
      return latestFold(context, feed);
    case 'distinct':
      return distinctFold(context, feed);
    case 'repeats':
      return repeatsFold(context, feed);
    case 'attempts':
      return attemptsFold(context, feed);
    case 'slots':
      return slotsFold(context, feed);
    case 'transfers':
      return transfersFold(context, feed);
    case 'plans':
      return plansFold(context, feed);
    case 'lags':
      return lagsFold(context, feed);
    case 'days-left':
      return daysLeftFold(context, feed);
    case 'open-ages':
      return openAgesFold(context, feed);
    case 'exposure':
      return exposureFold(context, feed);
    case 'downtime':
      return downtimeFold(context, feed);
    case 'quotient':
      return quotientsFold(context, feed);
    case 'repairs':
      return repairsFold(context, feed);
    case 'items':
      return itemsFold(context, feed);
    case 'cohort':
      return cohortFold(context, feed);
    case 'dues':
      return duesFold(context, feed);
    case 'throughput':
      return throughputFold(context, feed);
  }
}
