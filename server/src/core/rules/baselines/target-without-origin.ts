// target-without-origin: nothing says why an objective promises what it promises.
// It must never speak where a goal, a baseline or a reference says so, nor of a signed paper that is only written down.

import { isIndicator } from '../../model/queries';
import { resolved, type Node } from '../../syntax/nodes';
import { lacks, promisesSomething } from '../facts';
import { isSpread } from '../../vocabulary/metrics/metric';
import { carriers } from '../origins';
import { judge, mayBeShare, type Judged } from '../judged';
import { defineRule } from '../rule';
import { amount, message, quoted } from '../say';
import { baselineOf } from '../belonging';

export const targetWithoutOrigin = defineRule({
  id: 'target-without-origin',
  category: 'baselines',
  lane: 'static',
  severity: 'warning',
  summary: 'Nothing says why an objective promises what it promises.',
  why: 'A number without an origin cannot be defended when it is missed, nor raised when it is too low.',
  bad: `objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [report] }
# ^^^^^^^^^^^^ Nothing says why "availability" is 99.9 %
`,
  good: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: What the platform contract promises us
`,
  offIn: ['transcribe'],
  yieldsTo: ['target-missing', 'target-direction-inverted', 'duplicate-key', 'invalid-id', 'remedy-missing'],
  readsBeside: ['goals', 'references', 'reporting', 'changes', 'disputes', 'priorities', 'history'],
  *checkClause({ file, objectives }) {
    const { model } = file;
    for (const objective of objectives) {
      if (isIndicator(objective) || !promisesSomething(file, objective)) continue;
      if (!lacks(file, objective.map, 'reason', 'baseline', 'holds')) continue;
      const [judged] = judge(model, objective);
      // Whether a baseline of the metric belongs to the objective is known only where both can be read.
      if (judged === undefined || judged.inverted.length > 0) continue;
      const { baseline } = judged.metric;
      if (baselineOf(judged) !== undefined || (baseline !== undefined && !isLegible(judged))) continue;
      // A share that is lacking, or cannot be read, decides whether the baseline belongs to it.
      const isOpen = objective.share === undefined && isSpread(judged.type) && mayBeShare(objective.map, judged.metric);
      if (baseline !== undefined && isOpen) continue;
      if (carriers(model.goals).has(objective.id)) continue;
      if (textsIn(model.sections.get('references')).some((text) => names(text, objective.id))) continue;
      const [bound] = objective.bounds;
      const what = bound === undefined ? 'what it is' : amount(bound.quantity);
      yield {
        span: objective.idSpan,
        message: message(`Nothing says why ${quoted(objective.id, 40)} is ${what}`),
      };
    }
  },
});

/** Whether the baseline of a metric has a value of a kind that the metric, or a share of it, can have. */
function isLegible({ metric, type }: Judged): boolean {
  const dimension = metric.baseline?.value?.value.dimension;
  return dimension === 'percent' || dimension === type.dimension;
}

const texts = new WeakMap<Node, readonly string[]>();

/** All texts of a section, those of its keys not among them. */
function textsIn(node: Node | undefined): readonly string[] {
  const section = resolved(node);
  if (section === undefined) return [];
  const known = texts.get(section);
  if (known !== undefined) return known;
  const found: string[] = [];
  const waiting: Node[] = [section];
  for (let each = waiting.pop(); each !== undefined; each = waiting.pop()) {
    if (each.kind === 'scalar') found.push(each.text);
    else if (each.kind === 'seq') waiting.push(...each.items.flatMap((item) => item ?? []));
    else if (each.kind === 'map') for (const { value } of each.entries) if (value !== undefined) waiting.push(value);
  }
  texts.set(section, found);
  return found;
}

function names(text: string, id: string): boolean {
  return text.split(/[^\p{L}\p{N}-]+/u).includes(id);
}
