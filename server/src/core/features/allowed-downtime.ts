// The down time that an availability target allows, by the calendar: a March day in Berlin can have 23 hours.
// It must never guess a window: without one, or for another kind of promise, there is no answer.

import { windowDefinition } from '../compliance/plan';
import type { ObjectiveResult } from '../compliance/result';
import type { SlaFile } from '../model/file';
import { calendarOf, isClosedAtTimes, metricOf } from '../model/queries';
import type { Bound, Objective } from '../model/sla';
import type { Project } from '../project';
import { divide, hundred, integer, multiply, subtract, type Rational } from '../scalars/rational';
import { showWindow } from '../show/words';
import { dayMs, parseDay } from '../time/civil';
import { windowAt } from '../time/windows';
import { zoneOf } from '../time/zones';
import { metricType } from '../vocabulary/metrics/index';

export interface AllowedDowntime {
  readonly bound: Bound;
  /** Not below zero. */
  readonly seconds: Rational;
  /** The window in words: `November 2026`. */
  readonly window: string;
}

/** What the lowest share of an objective leaves in the window that runs, or ran last where data ends. */
export function allowedDowntime(
  project: Project,
  file: SlaFile,
  objective: Objective,
  result: ObjectiveResult | undefined,
): AllowedDowntime | undefined {
  const bound = objective.bounds.find((each) => each.word === 'atLeast' && each.quantity.dimension === 'percent');
  if (bound === undefined || objective.share !== undefined) return undefined;
  const left = downtimeLeft(project, file, objective, result, bound.quantity.value);
  return left === undefined ? undefined : { bound, ...left };
}

/** What a share in percent leaves of the window of an objective; undefined for one that is not about availability. */
export function downtimeLeft(
  project: Project,
  { model }: SlaFile,
  objective: Objective,
  result: ObjectiveResult | undefined,
  share: Rational,
): { readonly seconds: Rational; readonly window: string } | undefined {
  const type = metricType(metricOf(model, objective.metric?.value)?.type?.value);
  const zone = zoneOf(model.timeZone?.value ?? 'UTC');
  const spec = objective.window?.value;
  const isAvailability = type?.fold.kind === 'downtime' && type.fold.value === 'availability';
  const definition = spec === undefined || zone === undefined ? undefined : windowDefinition(model, spec);
  // In the hours of a calendar less is left, and how much depends on its holidays.
  if (isClosedAtTimes(calendarOf(model, objective.calendar?.value))) return undefined;
  if (!isAvailability || zone === undefined || definition === undefined) return undefined;
  const now = result?.asOf ?? zone.instantOf(parseDay(project.facts.today) * dayMs);
  const window = windowAt(definition, zone, now - 1);
  if (window === undefined) return undefined;
  const length = divide(integer(window.to - window.from), integer(1_000));
  const seconds = divide(multiply(length, subtract(hundred, share)), hundred);
  return seconds.num < 0n ? undefined : { seconds, window: showWindow(window.name, window.to, zone) };
}
