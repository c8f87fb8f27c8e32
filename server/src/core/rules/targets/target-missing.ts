// target-missing: an objective promises nothing, or says in two places what it promises.
// It must never speak where a bound is misspelled or cannot be read: those defects have rules of their own.

import { isIndicator } from '../../model/queries';
import type { Objective } from '../../model/sla';
import { isUpper } from '../../model/tiers';
import type { SlaFile } from '../../model/file';
import { objectiveStatuses } from '../../vocabulary/kinds';
import { insertFix } from '../edits';
import { lacks, ownMap, promisesSomething } from '../facts';
import { judgedObjectives } from '../judged';
import { defineRule, type Fix, type Yield } from '../rule';
import { amount, message, quoted } from '../say';

export const targetMissing = defineRule({
  id: 'target-missing',
  category: 'targets',
  lane: 'static',
  severity: 'error',
  summary: 'An objective promises nothing, or says in two places what it promises.',
  why: 'Without one bound there is nothing to keep or to miss; with two of a side nobody knows which one counts.',
  bad: `objectives:
  availability: { metric: uptime, window: month, remedies: [report], reason: Kept in 2025 }
# ^^^^^^^^^^^^ "availability" promises nothing: no bound, targets or holds
`,
  good: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report], reason: Kept in 2025 }
`,
  yieldsTo: ['duplicate-key', 'invalid-id', 'wrong-shape'],
  readsBeside: [],
  *checkClause({ file, objectives }) {
    for (const objective of objectives) {
      if (isIndicator(objective) || objective.map === undefined) continue;
      if (!promisesSomething(file, objective)) {
        // A status that is misspelled may have been meant to be an indicator.
        const isKnown = objectiveStatuses.some(({ id }) => id === objective.status?.value);
        if (!isKnown && !lacks(file, objective.map, 'status')) continue;
        yield {
          span: objective.idSpan,
          message: `${quoted(objective.id, 40)} promises nothing: no bound, targets or holds`,
          fixes: fixesOf(file, objective),
        };
      } else yield* twice(objective);
    }
  },
});

/** `targets` beside a bound, or two bounds of one side. */
function* twice(objective: Objective): Generator<Yield> {
  const { bounds, targets, idSpan } = objective;
  const [first] = bounds;
  if (targets !== undefined && first !== undefined) {
    const related = [{ span: idSpan, message: 'The objective has targets as well' }];
    yield { span: first.keySpan, message: message(`"${first.word}" and "targets" both say what is promised`), related };
  }
  for (const isSide of [isUpper, (bound: typeof first & object) => !isUpper(bound)]) {
    const [one, two] = bounds.filter(isSide);
    if (one === undefined || two === undefined) continue;
    const related = [{ span: one.span, message: 'The first one' }];
    const said = `"${one.word} ${amount(one.quantity)}" and "${two.word} ${amount(two.quantity)}" bound one side`;
    yield { span: two.keySpan, message: message(said), related };
  }
}

/** What every window of a baseline that is written already has kept. */
function fixesOf(file: SlaFile, objective: Objective): readonly Fix[] {
  const judged = judgedObjectives(file.model).find((each) => each.objective === objective);
  const baseline = objective.baseline ?? judged?.metric.baseline;
  const map = ownMap(objective);
  const { text } = file.snapshot;
  const worst = judged?.better === 'lower' ? baseline?.highest : baseline?.lowest;
  const fits = worst?.value.dimension === (objective.share === undefined ? judged?.type.dimension : undefined);
  const word = judged?.better === 'lower' ? 'atMost' : 'atLeast';
  return worst === undefined || !fits ? [] : insertFix(text, map, word, amount(worst.value), ['metric']);
}
