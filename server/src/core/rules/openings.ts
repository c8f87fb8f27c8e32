// The opening hours of calendars as they are written: each range of each day with the text that says it.
// It must never read a range that the language does not read; the rule about such values speaks.

import type { Calendar } from '../model/sla';
import { innerSpan } from '../model/reader';
import { parseDays, parseOpenings, type Opening } from '../scalars/words';
import { entryOf, resolved, type MapNode, type ScalarNode } from '../syntax/nodes';
import type { Span } from '../text/span';

export interface WrittenRange extends Opening {
  /** The range as written, such as `08:00-18:00`, and where it stands. */
  readonly text: string;
  readonly span: Span;
  readonly days: readonly number[];
  readonly key: ScalarNode;
}

/** The map of the hours of a calendar. */
export function hoursMap(calendar: Calendar): MapNode | undefined {
  const hours = calendar.map === undefined ? undefined : resolved(entryOf(calendar.map, 'hours')?.value);
  return hours?.kind === 'map' ? hours : undefined;
}

/** The ranges of a calendar in the order in which they are written. */
export function writtenRanges(source: string, calendar: Calendar): readonly WrittenRange[] {
  const found: WrittenRange[] = [];
  for (const { key, value } of hoursMap(calendar)?.entries ?? []) {
    const days = parseDays(key.text);
    const node = resolved(value);
    const scalars = node?.kind === 'seq' ? node.items.map(resolved) : [node];
    if (!days.ok) continue;
    for (const scalar of scalars) {
      if (scalar?.kind !== 'scalar' || !parseOpenings(scalar.text).ok) continue;
      for (const part of scalar.text.matchAll(/[^,]+/g)) {
        const text = part[0].trim();
        const opening = parseOpenings(text);
        const start = part.index + part[0].indexOf(text);
        if (!opening.ok || opening.value[0] === undefined) continue;
        const span = innerSpan(source, scalar, scalar.text, { start, end: start + text.length });
        found.push({ ...opening.value[0], text, span, days: [...new Set(days.value)], key });
      }
    }
  }
  return found;
}
