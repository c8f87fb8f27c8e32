// Moves a baseline between a metric and the only objective that judges it.
// It must never move one that several objectives share.

import type { SlaFile } from '../../model/file';
import type { Named } from '../../model/sla';
import { insertEntry, removeEntry } from '../../rules/edits';
import { ownMap } from '../../rules/facts';
import { entryOf } from '../../syntax/nodes';
import { touches } from '../../text/span';
import type { Refactoring } from '../refactorings';
import { hasComment, isOneLine } from './around';

/** Moves the baseline at the cursor to the other side. */
export function moveBaseline(file: SlaFile, offset: number): readonly Refactoring[] {
  const { objectives, metrics } = file.model;
  for (const metric of metrics) {
    const judging = objectives.filter((objective) => objective.metric?.value === metric.id);
    const [objective, another] = judging;
    if (objective === undefined || another !== undefined) continue;
    if (isAt(metric, offset)) return moved(file, metric, objective, `Move the baseline to objective "${objective.id}"`);
    if (isAt(objective, offset)) return moved(file, objective, metric, `Move the baseline to metric "${metric.id}"`);
  }
  return [];
}

function isAt(named: Named, offset: number): boolean {
  const entry = named.map === undefined ? undefined : entryOf(named.map, 'baseline');
  return entry !== undefined && touches(entry.span, offset);
}

function moved(file: SlaFile, from: Named, to: Named, title: string): readonly Refactoring[] {
  const { text } = file.snapshot;
  const [source, target] = [ownMap(from), ownMap(to)];
  const entry = source === undefined ? undefined : entryOf(source, 'baseline');
  if (entry?.value?.kind !== 'map' || !entry.value.flow || target === undefined) return [];
  const isFree = entryOf(target, 'baseline') === undefined && !hasComment(file.tree, entry.span);
  if (!isFree || !isOneLine(text, entry.span)) return [];
  const removal = removeEntry(text, entry);
  const behind = text.slice(entry.key.span.end, entry.span.end);
  const insertion = insertEntry(text, target, 'baseline', behind.slice(behind.indexOf(':') + 1).trim());
  if (removal === undefined || insertion === undefined) return [];
  const isApart = insertion.span.end <= removal.span.start || removal.span.end <= insertion.span.start;
  return isApart ? [{ title, kind: 'move', edits: [removal, insertion] }] : [];
}
