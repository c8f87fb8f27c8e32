// target-not-testable: words stand where a number is needed.
// It must never speak beside a number, which is what is judged then.

import type { SlaFile } from '../../model/file';
import { innerSpan } from '../../model/reader';
import type { Named, Objective, Responsibility } from '../../model/sla';
import { entryOf, resolved } from '../../syntax/nodes';
import { lacks } from '../facts';
import { defineRule, type Yield } from '../rule';
import { message, quoted } from '../say';
import { vaguePhrase } from '../vague';

export const targetNotTestable = defineRule({
  id: 'target-not-testable',
  category: 'targets',
  lane: 'static',
  severity: 'warning',
  summary: 'Words stand where a number is needed.',
  why: 'What one side calls prompt is late for the other, and no record can decide it.',
  bad: `responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  restore: { responsible: provider, note: Faults are mended as soon as possible }
#                                                           ^^^^^^^^^^^^^^^^^^^ "as soon as possible" cannot be measured
`,
  good: `responsibilities:
  measure: { responsible: provider }
  pay-fees: { responsible: customer }
  restore: { responsible: provider, within: 4 h, note: Faults are mended as soon as possible }
`,
  offIn: ['transcribe'],
  yieldsTo: ['duplicate-key', 'target-missing'],
  readsBeside: [],
  *check({ file }) {
    for (const duty of file.model.responsibilities)
      if (isWithoutNumber(file, duty)) yield* vagueTexts(file, duty, ['note', 'otherwise']);
    for (const goal of file.model.goals) {
      const isMeasured = goal.objectives.length > 0 || !lacks(file, goal.map, 'objectives', 'derivation');
      if (!isMeasured) yield* vagueTexts(file, goal, ['statement']);
    }
  },
  *checkClause({ file, objectives }) {
    for (const objective of objectives)
      if (objective.bounds.length === 0 && !hasTargets(file, objective)) yield* vagueTexts(file, objective, ['scope']);
  },
});

function isWithoutNumber(file: SlaFile, { map }: Responsibility): boolean {
  return lacks(file, map, 'within', 'ahead', 'every');
}

function hasTargets(file: SlaFile, { map }: Objective): boolean {
  return !lacks(file, map, 'targets', 'atLeast', 'atMost', 'above', 'below');
}

function* vagueTexts(file: SlaFile, { map }: Named, keys: readonly string[]): Generator<Yield> {
  for (const key of keys) {
    const value = map === undefined ? undefined : entryOf(map, key)?.value;
    const node = resolved(value);
    if (node?.kind !== 'scalar' || value === undefined) continue;
    const found = vaguePhrase(node.text);
    if (found === undefined) continue;
    const part = { start: found.start, end: found.start + found.phrase.length };
    const span = value.kind === 'alias' ? value.span : innerSpan(file.snapshot.text, node, node.text, part);
    yield { span, message: message(`${quoted(found.phrase)} cannot be measured`) };
  }
}
