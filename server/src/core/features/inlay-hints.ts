// Hints beside the text: how a target stands now, the down time it allows, the defaults that the language fills in, and what changed.
// A number that is not a problem belongs here and never among the problems; each kind has a setting.

import { newest, standing, type ObjectiveResult } from '../compliance/result';
import type { SlaFile } from '../model/file';
import { isIndicator, owedByOf, owedToOf } from '../model/queries';
import type { Objective } from '../model/sla';
import { dataOf, type Project } from '../project';
import { cut } from '../rules/say';
import { forLine } from '../show/escape';
import { showReached, showSeconds, verdictWord } from '../show/words';
import { startOfLine } from '../text/lines';
import type { Span } from '../text/span';
import { zoneOf } from '../time/zones';
import { allowedDowntime } from './allowed-downtime';
import { changeHints, type ChangeHint } from './review/change-hints';
import { resultsById } from './standing';

export interface InlayHint {
  readonly offset: number;
  /** At most 43 characters, for editors cut what is longer; or the one part that there is. */
  readonly label: string;
  /** The same in full. */
  readonly tooltip: string;
}

/** VS Code cuts a hint after so many characters (`editor.inlayHints.maximumLength`). */
const maximumLength = 43;

/** A part of a hint: in full, and in as few words as will do, the shortest last. */
interface Part {
  readonly offset: number;
  readonly full: string;
  readonly short: readonly string[];
}

/** The hints of a range of a file, as far as the settings want them. */
export function inlayHints(project: Project, file: SlaFile, range: Span): readonly InlayHint[] {
  const { settings } = project;
  const results = resultsById(dataOf(project, file));
  const parts = file.model.objectives.flatMap((objective) => {
    const result = results.get(objective.id);
    return [
      ...(settings.showsDefaults ? defaultHint(file, objective) : []),
      ...(settings.showsCurrentValue ? currentHint(file, objective, result) : []),
      ...(settings.showsAllowedDowntime ? downtimeHint(project, file, objective, result) : []),
    ];
  });
  // Two hints at one place would run into each other, so they are one.
  const byOffset = new Map<number, Part[]>();
  for (const part of parts) {
    if (part.offset < range.start || part.offset > range.end) continue;
    const here = byOffset.get(part.offset);
    if (here === undefined) byOffset.set(part.offset, [part]);
    else here.push(part);
  }
  const changes = new Map(changeHints(project, file, range).map((change) => [change.line, change]));
  const beside = new Map<ChangeHint, Part[]>();
  const hints = [...byOffset].flatMap(([offset, here]): readonly InlayHint[] => {
    // An editor cuts all hints of a line together: what changed comes first, and the others take what room is left.
    const change = changes.get(startOfLine(file.snapshot.text, offset));
    if (change === undefined)
      return [{ offset, label: labelOf(here), tooltip: here.map(({ full }) => full).join(' · ') }];
    beside.set(change, [...(beside.get(change) ?? []), ...here]);
    return [];
  });
  return [...hints, ...[...changes.values()].map((change) => changedLine(change, beside.get(change) ?? []))];
}

/** The hint of a line that changed, with as much of the others of the line as fits; all of them stand in the tooltip. */
function changedLine({ offset, wordings, tooltip }: ChangeHint, others: readonly Part[]): InlayHint {
  const own = wordings.find((text) => text.length <= maximumLength) ?? cut(wordings.at(-1) ?? '', maximumLength);
  let label = own;
  for (const { full } of others) if (`${label} · ${full}`.length <= maximumLength) label += ` · ${full}`;
  return { offset, label, tooltip: [tooltip, ...others.map(({ full }) => full)].join('\n') };
}

/** The longest wording that fits; the last part is shortened, then left out. */
function labelOf(parts: readonly Part[]): string {
  const before = parts.slice(0, -1).map(({ full }) => full);
  const last = parts.at(-1);
  const wordings = [last?.full ?? '', ...(last?.short ?? [])].map((text) => [...before, text].join(' · '));
  const shortest = before.length === 0 ? (wordings.at(-1) ?? '') : before.join(' · ');
  return wordings.find((text) => text.length <= maximumLength) ?? shortest;
}

function currentHint(file: SlaFile, objective: Objective, result: ObjectiveResult | undefined): readonly Part[] {
  const bound = objective.bounds[0];
  const windows = result === undefined ? [] : newest(result);
  const [window] = windows;
  const zone = zoneOf(file.model.timeZone?.value ?? 'UTC') ?? zoneOf('UTC');
  if (bound === undefined || result === undefined || window === undefined || zone === undefined) return [];
  // A number beside "unknown" would read as if it had been judged.
  const isOne = windows.length === 1 && window.verdict !== 'unknown';
  const value = isOne && window.value !== undefined ? ` ${showReached(window.value, result.unit, window)}` : '';
  const short = `${verdictWord(standing(result))}${value}`;
  return [{ offset: bound.span.end, full: short, short: [] }];
}

function downtimeHint(
  project: Project,
  file: SlaFile,
  objective: Objective,
  result: ObjectiveResult | undefined,
): readonly Part[] {
  const allowed = allowedDowntime(project, file, objective, result);
  if (allowed === undefined) return [];
  const { bound, seconds, window } = allowed;
  // Seconds are told in the tooltip; what is left of them is never more than is allowed.
  const minutes = seconds.num / seconds.den / 60n;
  const about = showSeconds(minutes >= 10n ? { num: minutes * 60n, den: 1n } : seconds);
  return [
    {
      offset: bound.span.end,
      full: `${showSeconds(seconds)} of down time allowed in ${window}`,
      short: [`${about} allowed in ${window.replace(/ \d{4}$/, '')}`, `${about} allowed`],
    },
  ];
}

function defaultHint(file: SlaFile, objective: Objective): readonly Part[] {
  if (isIndicator(objective) || objective.map === undefined) return [];
  const by = objective.owedBy === undefined ? owedByOf(file.model, objective) : undefined;
  const to = objective.owedTo === undefined ? owedToOf(file.model, objective) : undefined;
  const parts = [by === undefined ? '' : `owed by ${forLine(by)}`, to === undefined ? '' : `to ${forLine(to)}`].filter(
    (part) => part !== '',
  );
  return parts.length === 0 ? [] : [{ offset: objective.idSpan.end + 1, full: parts.join(' '), short: [] }];
}
