// Compares an agreement with what a rename makes of it: the same names in the same places, and no other text changed.
// It must never trust the edits: an anchor, a quote or a word of the language can give a new name another meaning.

import type { SlaFile } from '../model/file';
import { places } from '../rules/run';
import { quoted } from '../rules/say';
import type { ValuePlace } from '../schema/walk';
import type { ScalarNode } from '../syntax/nodes';
import { namesOf, type Name } from './names';
import type { Refusal } from './rename';

/** Why a changed file means something else than before; undefined where it does not. */
export function keepsMeaning(
  before: SlaFile,
  after: SlaFile,
  renamed: ReadonlySet<Name>,
  newName: string,
): Refusal | undefined {
  const shown = quoted(newName, 30);
  if (before.tree.problems.length !== after.tree.problems.length)
    return { reason: `YAML would not read ${shown} as it stands in every place` };
  return changedText(before, after, renamed) ?? changedName(before, after, renamed, newName, shown);
}

function changedName(
  before: SlaFile,
  after: SlaFile,
  renamed: ReadonlySet<Name>,
  newName: string,
  shown: string,
): Refusal | undefined {
  const [old, now] = [namesOf(before), namesOf(after)];
  const isSame =
    old.length === now.length &&
    old.every((name, index) => {
      const other = now[index];
      const wanted = renamed.has(name) ? newName : name.name;
      return other?.name === wanted && other.kind === name.kind && other.role === name.role && other.form === name.form;
    });
  return isSame
    ? undefined
    : { reason: `${shown} would come to mean something else in one place, or another text would come to mean it` };
}

function changedText(before: SlaFile, after: SlaFile, renamed: ReadonlySet<Name>): Refusal | undefined {
  const [old, now] = [places(before), places(after)];
  if (old.length !== now.length) return { reason: 'With the new name the text would be read in another way' };
  const byNode = new Map<ScalarNode, Name[]>();
  for (const name of renamed) {
    const others = byNode.get(name.node);
    if (others === undefined) byNode.set(name.node, [name]);
    else others.push(name);
  }
  for (const [index, place] of old.entries()) {
    const other = now[index];
    if (place.kind !== 'value' || other?.kind !== 'value') {
      if (place.kind !== other?.kind) return { reason: 'With the new name the text would be read in another way' };
      continue;
    }
    if (place.node.text === other.node.text) continue;
    if (byNode.get(place.node)?.some((name) => isOf(name, place)) === true) continue;
    const anchor = place.node.anchor;
    return {
      reason:
        anchor === undefined
          ? 'Another text would change with it'
          : `The text stands behind the anchor ${quoted(`&${anchor}`, 30)}, which is used for something else as well`,
    };
  }
  return undefined;
}

/** Whether a name was found at a place: at its alias, at its own text, or at an alias of a map around it. */
function isOf({ span, written, node }: Name, place: ValuePlace): boolean {
  const isDirect = span.start !== written.start || span.end !== written.end;
  if (isDirect) return span.start === place.span.start;
  const isOwn = place.span.start === node.span.start;
  return isOwn || !isAliasOf(place);
}

function isAliasOf({ node, span }: ValuePlace): boolean {
  return node.anchor !== undefined && span.end - span.start === node.anchor.length + 1;
}
