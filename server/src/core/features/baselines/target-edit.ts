// Writes another target in the place of the one that stands there: same bound, same kind of unit.
// It must never change anything else of the clause, nor write what the language would read as something else.

import type { SlaFile } from '../../model/file';
import { boundsOfGroup, objectiveOf } from '../../model/queries';
import type { Bound, Objective } from '../../model/sla';
import type { TextEdit } from '../../rules/rule';
import { convert, parseQuantity, type Quantity } from '../../scalars/quantity';
import { toDecimal } from '../../scalars/rational';
import { parseShare } from '../../scalars/words';
import { boundSigns, businessUnits, showQuantity } from '../../show/words';
import type { Span } from '../../text/span';
import { inLanguageOf } from '../json-edits';

export type TargetChange =
  { readonly edits: readonly TextEdit[]; readonly target: string } | { readonly refusal: string };

/** Digits behind the point that a target may have. */
const mostDigits = 30;

/**
 * The edit that gives an objective, or one group of its `targets`, another target, such as `99.95 %`. Under `for` a percentage is the
 * share, and a value of the unit of the bound is the bound. Refused, with the reason, where the text is no such quantity, the objective
 * has a band or no bound, or the target is written through an alias.
 */
export function targetEdit(
  file: SlaFile,
  objectiveId: string,
  group: string | undefined,
  target: string,
): TargetChange {
  const objective = objectiveOf(file.model, objectiveId);
  if (objective === undefined) return { refusal: `there is no objective "${objectiveId}"` };
  const lacking = lackOfGroup(objective, group);
  if (lacking !== undefined) return { refusal: lacking };
  const place = placeOf(objective, objective.targets === undefined ? undefined : group, target);
  if ('refusal' in place) return place;
  const { text } = file.snapshot;
  if (/^[*&!]/.test(text.slice(place.span.start, place.span.end)))
    return { refusal: `the target of "${objectiveId}" is written elsewhere and named here` };
  const newText = place.quantity === 'all' ? 'all' : writtenQuantity(place.quantity);
  const fix = inLanguageOf(file, { title: '', edits: [{ span: place.span, newText }] });
  return fix === undefined
    ? { refusal: 'it cannot be written into this file of JSON' }
    : { edits: fix.edits, target: newText };
}

function lackOfGroup({ id, targets }: Objective, group: string | undefined): string | undefined {
  if (targets === undefined) return undefined;
  const names = targets.map((each) => each.group);
  if (group === undefined) return `"${id}" has targets by group; name one of ${names.slice(0, 12).join(', ')}`;
  return names.includes(group) ? undefined : `"${id}" has no target for the group "${group}"`;
}

type Place = { readonly span: Span; readonly quantity: Quantity | 'all' } | { readonly refusal: string };

function placeOf(objective: Objective, group: string | undefined, target: string): Place {
  const [bound, second] = boundsOfGroup(objective, group);
  const { share } = objective;
  if (share !== undefined) {
    const read = parseShare(target);
    if (read.ok) return { span: share.span, quantity: read.value };
  }
  if (second !== undefined) return { refusal: `"${objective.id}" has two bounds; a replay takes the place of one` };
  if (bound === undefined) return { refusal: `"${objective.id}" has no bound that a target could take the place of` };
  const read = parseQuantity(target);
  if (!read.ok) return { refusal: `"${target}" is no target: ${read.problem.reason}` };
  const quantity = countedAs(read.value, bound);
  return fits(quantity, bound)
    ? { span: bound.span, quantity }
    : { refusal: `"${target}" is not in the unit of ${boundSigns[bound.word]} ${showQuantity(bound.quantity)}` };
}

/** A bare number is a count of what the bound counts. */
function countedAs(quantity: Quantity, { quantity: own }: Bound): Quantity {
  return quantity.dimension === 'number' && own.dimension === 'count' ? { ...own, value: quantity.value } : quantity;
}

function fits(quantity: Quantity, { quantity: own }: Bound): boolean {
  if (quantity.dimension !== own.dimension || quantity.business !== own.business) return false;
  // Counts of other things convert as numbers do, and are something else all the same.
  if (own.dimension === 'count' && singular(quantity.unit) !== singular(own.unit)) return false;
  return quantity.unit === own.unit || convert(quantity, own.unit) !== undefined;
}

function singular(noun: string): string {
  return noun.replace(/s$/, '');
}

/** As people write it, which the language reads. */
function writtenQuantity(quantity: Quantity): string {
  const word = quantity.business ? businessUnits[quantity.unit] : undefined;
  return word === undefined
    ? showQuantity(quantity, mostDigits)
    : `${toDecimal(quantity.value, mostDigits)} business ${word}`;
}
