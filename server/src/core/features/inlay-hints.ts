// Hints beside the text: how a target stands now, the down time it allows, and the defaults that the language fills in.
// A number that is not a problem belongs here and never among the problems; each kind has a setting.

import { newest, standing } from '../compliance/result';
import { windowDefinition } from '../compliance/plan';
import type { SlaFile } from '../model/file';
import { isIndicator, metricOf, owedByOf, owedToOf } from '../model/queries';
import type { Bound, Objective } from '../model/sla';
import { dataOf, type Project } from '../project';
import { divide, hundred, integer, multiply, subtract } from '../scalars/rational';
import { showMeasured, showSeconds, showWindow, verdictWord } from '../show/words';
import type { Span } from '../text/span';
import { dayMs, parseDay } from '../time/civil';
import { windowAt } from '../time/windows';
import { zoneOf } from '../time/zones';
import { metricType } from '../vocabulary/metrics/index';

export interface InlayHint {
  readonly offset: number;
  readonly label: string;
}

/** The hints of a range of a file, as far as the settings want them. */
export function inlayHints(project: Project, file: SlaFile, range: Span): readonly InlayHint[] {
  const { settings } = project;
  const hints = file.model.objectives.flatMap((objective) => [
    ...(settings.showsDefaults ? defaultHint(file, objective) : []),
    ...(settings.showsCurrentValue ? currentHint(project, file, objective) : []),
    ...(settings.showsAllowedDowntime ? downtimeHint(project, file, objective) : []),
  ]);
  // Two hints at one place would run into each other, so they are one.
  const byOffset = new Map<number, string[]>();
  for (const { offset, label } of hints) {
    if (offset >= range.start && offset <= range.end) byOffset.set(offset, [...(byOffset.get(offset) ?? []), label]);
  }
  return [...byOffset].map(([offset, labels]) => ({ offset, label: labels.join(' · ') }));
}

function currentHint(project: Project, file: SlaFile, objective: Objective): readonly InlayHint[] {
  const bound = objective.bounds[0];
  const result = dataOf(project, file).measured?.results.find((each) => each.objective === objective.id);
  const windows = result === undefined ? [] : newest(result);
  const window = windows[0];
  if (bound === undefined || result === undefined || window === undefined) return [];
  const isOne = windows.length === 1 && window.value !== undefined;
  const value = isOne && window.value !== undefined ? ` ${showMeasured(window.value, result.unit, window.bounds)}` : '';
  return [{ offset: bound.span.end, label: `${verdictWord(standing(result))}${value}` }];
}

/** The down time that an availability target allows in the window that runs, by the calendar: a March day in Berlin can have 23 hours. */
function downtimeHint(project: Project, file: SlaFile, objective: Objective): readonly InlayHint[] {
  const { model } = file;
  const bound: Bound | undefined = objective.bounds.find(
    (each) => each.word === 'atLeast' && each.quantity.dimension === 'percent',
  );
  const type = metricType(metricOf(model, objective.metric?.value)?.type?.value);
  const zone = zoneOf(model.timeZone?.value ?? 'UTC');
  const spec = objective.window?.value;
  const isAvailability = type?.fold.kind === 'downtime' && type.fold.value === 'availability';
  if (
    bound === undefined ||
    !isAvailability ||
    zone === undefined ||
    spec === undefined ||
    objective.share !== undefined
  )
    return [];
  const definition = windowDefinition(model, spec);
  const asOf = dataOf(project, file).measured?.results.find((each) => each.objective === objective.id)?.asOf;
  const now = asOf ?? zone.instantOf(parseDay(project.facts.today) * dayMs);
  const window = definition === undefined ? undefined : windowAt(definition, zone, now - 1);
  if (window === undefined) return [];
  const seconds = divide(integer(window.to - window.from), integer(1_000));
  const allowed = divide(multiply(seconds, subtract(hundred, bound.quantity.value)), hundred);
  return allowed.num < 0n
    ? []
    : [
        {
          offset: bound.span.end,
          label: `${showSeconds(allowed)} down allowed in ${showWindow(window.name, window.to, zone)}`,
        },
      ];
}

function defaultHint(file: SlaFile, objective: Objective): readonly InlayHint[] {
  if (isIndicator(objective) || objective.map === undefined) return [];
  const by = objective.owedBy === undefined ? owedByOf(file.model, objective) : undefined;
  const to = objective.owedTo === undefined ? owedToOf(file.model, objective) : undefined;
  const parts = [by === undefined ? '' : `owed by ${by}`, to === undefined ? '' : `to ${to}`].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? [] : [{ offset: objective.idSpan.end + 1, label: parts.join(' ') }];
}
