// business-unit-without-calendar: business time has no calendar to tick in.
// It must never speak where exactly one calendar has closing hours: that one is the default.

import { defaultCalendar } from '../../model/queries';
import type { SlaFile } from '../../model/file';
import { parseLimit } from '../../scalars/words';
import { parseQuantity, type Quantity } from '../../scalars/quantity';
import { pathLookup } from '../../schema/lookup';
import { mapAt } from '../../schema/navigate';
import { pathAlong, type ValuePlace } from '../../schema/walk';
import { entryOf, resolved, type MapNode } from '../../syntax/nodes';
import { insertFix } from '../edits';
import { hasLoss, lacks, rootMap } from '../facts';
import { defineRule, type Fix } from '../rule';
import { cut, message } from '../say';

export const businessUnitWithoutCalendar = defineRule({
  id: 'business-unit-without-calendar',
  category: 'windows',
  lane: 'static',
  severity: 'error',
  summary: 'Business time has no calendar to tick in.',
  why: 'Nobody can say when four business hours are over while nobody has said when business is.',
  bad: `calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: DE } }
  plant: { hours: { mon-sat: "06:00-22:00" }, holidays: { country: DE } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Kept in 2025 }
#                                                  ^^^^^^^^^^^^^^^^ "4 business hours" needs a calendar
`,
  good: `calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: DE } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Kept in 2025 }
`,
  fixed: `calendars:
  office: { hours: { mon-fri: "09:00-17:00" }, holidays: { country: DE } }
  plant: { hours: { mon-sat: "06:00-22:00" }, holidays: { country: DE } }
metrics:
  response: { type: first-response-time }
objectives:
  response: { metric: response, for: 95 %, atMost: 4 business hours, window: month, remedies: [report], reason: Kept in 2025, calendar: office }
`,
  yieldsTo: ['invalid-scalar', 'wrong-shape', 'unit-mismatch'],
  *check(input) {
    const { file } = input;
    if (defaultCalendar(file.model) !== undefined || hasLoss(file.tree)) return;
    const root = rootMap(file);
    // Calendars under a misspelled key, or merged in, may hold the one that is meant.
    if (root === undefined || (file.model.calendars.length === 0 && !lacks(file, root, 'calendars'))) return;
    if (file.model.calendars.some(({ hours }) => hours === undefined)) return;
    for (const place of input.places) {
      if (place.kind !== 'value' || !isBusiness(place)) continue;
      const owners = ownersOf(file, place);
      if (owners.some(({ map }) => !lacks(file, map, 'calendar'))) continue;
      yield {
        span: place.span,
        message: message(`"${cut(place.node.text, 40)}" needs a calendar`),
        fixes: fixesOf(file, owners),
      };
    }
  },
});

/** Whether a value is a duration, or an amount per window, in business units. */
function isBusiness({ node, scalar }: ValuePlace): boolean {
  if (!node.text.includes('business')) return false;
  const quantity = quantityOf(node.text, scalar);
  return quantity?.business === true;
}

function quantityOf(text: string, scalar: ValuePlace['scalar']): Quantity | undefined {
  if (scalar === 'limit') {
    const limit = parseLimit(text);
    return limit.ok ? limit.value.amount : undefined;
  }
  if (scalar !== 'quantity' && scalar !== 'duration' && scalar !== 'every') return undefined;
  const quantity = parseQuantity(text);
  return quantity.ok ? quantity.value : undefined;
}

interface Owner {
  readonly map: MapNode;
  readonly takesCalendar: boolean;
}

/** The maps around a value, the innermost first, up to what is declared by an id: in each a calendar may be named. */
function ownersOf(file: SlaFile, place: ValuePlace): readonly Owner[] {
  const lookup = pathLookup(file.tree);
  const path = pathAlong(place.trail).slice(0, -1);
  const owners: Owner[] = [];
  let node = resolved(file.tree.root);
  for (const [index, step] of path.entries()) {
    if (node?.kind === 'map') node = resolved(entryOf(node, String(step))?.value);
    else if (node?.kind === 'seq') node = resolved(node.items[Number(step)]);
    const takesCalendar = mapAt(path.slice(0, index + 1), lookup)?.keys.has('calendar') === true;
    if (node?.kind === 'map') owners.push({ map: node, takesCalendar });
  }
  return owners.reverse();
}

/** A calendar of the agreement, where there are some to choose from. */
function fixesOf(file: SlaFile, owners: readonly Owner[]): readonly Fix[] {
  const owner = owners.find(({ takesCalendar }) => takesCalendar);
  return file.model.calendars
    .filter(({ hours }) => hours !== '24x7')
    .slice(0, 4)
    .flatMap(({ id }) => insertFix(file.snapshot.text, owner?.map, 'calendar', id));
}
