// underpinning-window-differs: a supplier counts over longer or other windows than the promise that rests on it.
// It must never speak of zones, in which the same month begins a few hours apart.

import { windowLength } from '../../compliance/allowance';
import { isSameClass, windowWord } from '../belonging';
import { compare } from '../../scalars/rational';
import type { WindowSpec } from '../../scalars/words';
import { boundsIn } from '../facts';
import { defineRule } from '../rule';
import { message, quoted } from '../say';
import { byObjective, promiseOf, underpinningsOf } from '../underpinning';

export const underpinningWindowDiffers = defineRule({
  id: 'underpinning-window-differs',
  category: 'dependencies',
  lane: 'project',
  severity: 'warning',
  summary: 'A supplier counts over longer or other windows than the promise that rests on it.',
  why: 'A supplier that keeps its year may fail in any month of it, and the month is what is promised here.',
  bad: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  network: { party: cloud, atLeast: 99.99 %, window: year, for: [availability] }
#                                                    ^^^^ "network" counts per year, you per month
`,
  good: `parties:
  provider: { name: Nordhafen, role: provider, contacts: { noc: noc@provider.example } }
  customer: { name: Bergland, role: customer, contacts: { noc: noc@customer.example } }
  cloud: { name: Cloud, role: third-party, engagedBy: provider }
dependencies:
  network: { party: cloud, atLeast: 99.99 %, window: month, for: [availability] }
`,
  yieldsTo: ['invalid-scalar', 'reference-unresolved'],
  *check({ project, file }) {
    const told = new Set<unknown>();
    for (const [objective, below] of byObjective(file, underpinningsOf(project, file)))
      for (const each of below) {
        const { dependency, topology } = each;
        const own = objective.window?.value;
        const promise = promiseOf(file, each);
        if (own === undefined || promise?.window === undefined || told.has(dependency)) continue;
        if (topology === undefined || topology === 'degraded-only') continue;
        const bounds = boundsIn(objective);
        const isComparable =
          bounds.length > 0 && bounds.every(({ quantity }) => quantity.dimension === promise.bound.quantity.dimension);
        if (!isComparable || !isOther(promise.window, own)) continue;
        told.add(dependency);
        yield {
          span: dependency.window?.span ?? dependency.objective?.span ?? dependency.idSpan,
          message: message(
            `${quoted(dependency.id, 28)} counts ${windowWord(promise.window)}, you ${windowWord(own)}`.replaceAll(
              ' of rolling',
              ' over rolling',
            ),
          ),
          ...(objective.window === undefined
            ? {}
            : { related: [{ span: objective.window.span, message: `The window of ${quoted(objective.id)}` }] }),
        };
      }
  },
});

/** Whether a window is of another class, or certainly longer; a shorter one that is of the same class promises more. */
function isOther(theirs: WindowSpec, own: WindowSpec): boolean {
  if (theirs.kind === 'event' || own.kind === 'event') return false;
  if (theirs.kind !== own.kind) return true;
  if (isSameClass(theirs, own) !== false) return false;
  const [one, other] = [windowLength(theirs), windowLength(own)];
  return one !== undefined && other !== undefined && compare(one.least, other.most) > 0;
}
