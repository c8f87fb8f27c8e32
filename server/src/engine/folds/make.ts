// Makes the fold that a metric type asks for.
// It must name every kind of fold: a new one does not compile until it stands here.

import type { FoldContext } from '../context';
import type { Feed } from '../feed';
import { ageFold } from './age';
import { callsFold } from './calls';
import { delaysFold } from './delays';
import { downtimeFold } from './downtime';
import { duesFold } from './dues';
import { cohortFold, itemsFold, repairsFold, spansFold } from './events';
import type { FoldRun } from './fold';
import { countsFold, throughputFold, valuesFold } from './instants';
import { quotientsFold } from './quotients';
import { slicesFold } from './slices';
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
      throw new RangeError('a composite has no rows of its own');
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
