// Names in the arithmetic of a goal that no step above has.
// It must never speak where a step may have been lost or merged in.

import type { SlaFile } from '../model/file';
import { innerSpan } from '../model/reader';
import { namesIn, parseExpression } from '../scalars/expression';
import { nearest } from '../schema/suggest';
import { entryOf, resolved, type MapNode } from '../syntax/nodes';
import { hasLoss } from './facts';
import type { Yield } from './rule';
import { hint, quoted } from './say';

/** What is wrong with the names of all derivations; a step reads those above it only. */
export function* unknownSteps(file: SlaFile): Generator<Yield> {
  if (hasLoss(file.tree)) return;
  for (const { map } of file.model.goals) {
    const derivation = resolved(map === undefined ? undefined : entryOf(map, 'derivation')?.value);
    if (derivation?.kind === 'map' && entryOf(derivation, '<<') === undefined) yield* unknownIn(file, derivation);
  }
}

function* unknownIn({ snapshot }: SlaFile, derivation: MapNode): Generator<Yield> {
  const above: string[] = [];
  for (const { key, value } of derivation.entries) {
    const step = resolved(value);
    const of = resolved(step?.kind === 'map' ? entryOf(step, 'of')?.value : undefined);
    const parsed = of?.kind === 'scalar' ? parseExpression(of.text) : undefined;
    if (of?.kind === 'scalar' && parsed?.ok === true)
      for (const { name, span } of namesIn(parsed.expression)) {
        if (above.includes(name)) continue;
        const meant = nearest(name, above);
        const at = innerSpan(snapshot.text, of, of.text, span);
        const isExact = snapshot.text.slice(at.start, at.end) === name;
        yield {
          span: at,
          message: hint(`No step ${quoted(name, 30)} above`, meant),
          fixes:
            meant === undefined || !isExact
              ? []
              : [{ title: `Replace by "${meant}"`, edits: [{ span: at, newText: meant }] }],
        };
      }
    above.push(key.text);
  }
}
