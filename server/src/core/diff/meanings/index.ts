// Which meaning a difference has, by the section that it stands in.
// It must never leave a section without one: what has none of its own is told by the last.

import type { Difference } from '../differences';
import { calendarChange } from './calendars';
import { defaultCalendarMeaning } from './default-calendar';
import { exclusionMeaning } from './exclusions';
import type { Meaning } from './meaning';
import { dataMeaning, metricMeaning } from './metrics';
import { objectiveMeaning } from './objectives';
import { feeMeaning, remedyMeaning } from './remedies';
import type { Scene } from './scene';
import {
  changesMeaning,
  claimMeaning,
  dependencyMeaning,
  disputesMeaning,
  dutyMeaning,
  otherMeaning,
  reportingMeaning,
} from './terms';

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

/** What a difference means for whom. */
export function meaningOf(difference: Difference, scene: Scene): Meaning {
  return (sections.get(difference.path[0]) ?? otherMeaning)(difference, scene);
}
