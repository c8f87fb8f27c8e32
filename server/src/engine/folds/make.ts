// Makes the fold that a metric type asks for.
// It must name every kind of fold: a new one does not compile until it stands here.

import type { FoldContext } from '../context';
import type { Feed } from '../feed';
import { delaysFold } from './delays';
import { downtimeFold } from './downtime';
import { cohortFold, itemsFold, repairsFold, spansFold } from './events';
import type { FoldRun } from './fold';
import { countsFold, throughputFold, valuesFold } from './instants';

/** The fold of an item over a feed; `asOf` is asked once all rows were read. */
export function makeFold(context: FoldContext, feed: Feed, asOf: () => number): FoldRun {
  switch (context.item.fold.kind) {
    case 'counts':
      return countsFold(context, feed, asOf);
    case 'values':
      return valuesFold(context, feed);
    case 'delays':
      return delaysFold(context, feed);
    case 'spans':
      return spansFold(context, feed);
    case 'downtime':
      return downtimeFold(context, feed);
    case 'repairs':
      return repairsFold(context, feed);
    case 'items':
      return itemsFold(context, feed);
    case 'cohort':
      return cohortFold(context, feed);
    case 'throughput':
      return throughputFold(context, feed);
  }
}
