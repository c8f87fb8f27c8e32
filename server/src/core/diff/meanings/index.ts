// Which meaning a difference has, by the section that it stands in.
// It must never leave a section without one: what has none of its own is told by the last.

import type { Difference } from '../differences';
import { changesMeaning, disputesMeaning } from './amendments';
import { calendarChange } from './calendars';
import { defaultCalendarMeaning } from './default-calendar';
import { exclusionMeaning } from './exclusions';
import { known, type Meaning } from './meaning';
import { dataMeaning, metricMeaning } from './metrics';
import { objectiveMeaning } from './objectives';
import { feeMeaning, remedyMeaning } from './remedies';
import type { Scene } from './scene';
import { claimMeaning, dependencyMeaning, dutyMeaning, otherMeaning, reportingMeaning } from './terms';

type Judge = (difference: Difference, scene: Scene) => Meaning;

const sections: ReadonlyMap<string | number | undefined, Judge> = new Map<string, Judge>([
  ['objectives', objectiveMeaning],
  ['metrics', metricMeaning],
  ['data', dataMeaning],
  ['calendars', (difference, scene) => calendarChange(difference, scene) ?? defaultCalendarMeaning(difference, scene)],
  ['exclusions', exclusionMeaning],
  ['remedies', remedyMeaning],
  ['fees', feeMeaning],
  ['claims', claimMeaning],
  ['responsibilities', dutyMeaning],
  ['dependencies', dependencyMeaning],
  ['reporting', reportingMeaning],
  ['changes', changesMeaning],
  ['disputes', disputesMeaning],
]);

/** Sections that are compared clause by clause, unless one of them is no map of clauses at all. */
const ofClauses = new Set<string | number | undefined>([
  'objectives',
  'metrics',
  'data',
  'calendars',
  'exclusions',
  'remedies',
  'fees',
  'responsibilities',
  'dependencies',
]);

/** What a difference means for whom. */
export function meaningOf(difference: Difference, scene: Scene): Meaning {
  const [section] = difference.path;
  if (difference.path.length === 1 && ofClauses.has(section))
    return known('unclear', 'it cannot be read', scene.everybody);
  return (sections.get(section) ?? otherMeaning)(difference, scene);
}
