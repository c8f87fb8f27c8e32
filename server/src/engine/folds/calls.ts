// Folds calls into those that count as good and all that count, by the variant that is stated (metrics.md D17).
// It must never guess the variant: six of them are published, and their results differ.

import type { PlanItem } from '../../core/compliance/plan-types';
import { convert, parseQuantity } from '../../core/scalars/quantity';
import { toNumber } from '../../core/scalars/rational';
import type { FoldContext } from '../context';
import type { Feed } from '../feed';
import type { NumberReader } from '../row-checks';
import { instantFold, type FoldRun } from './fold';
import { Counts, countsPart } from './instants';

/** Calls of a record: answered, answered in time, given up, given up in time, given up at once. */
interface Calls {
  readonly answered: number;
  readonly inTime: number;
  readonly abandoned: number;
  readonly abandonedInTime: number;
  readonly short: number;
}

interface Formula {
  readonly good: (calls: Calls) => number;
  readonly all: (calls: Calls) => number;
  /** The counter that the variant needs beside answered and abandoned. */
  readonly needs?: 'abandonedWithin' | 'short';
}

const offered = ({ answered, abandoned }: Calls): number => answered + abandoned;

const formulas: Readonly<Record<string, Formula>> = {
  'of-answered': { good: ({ inTime }) => inTime, all: ({ answered }) => answered },
  'of-offered': { good: ({ inTime }) => inTime, all: offered },
  'abandons-in-time-good': {
    good: ({ inTime, abandonedInTime }) => inTime + abandonedInTime,
    all: offered,
    needs: 'abandonedWithin',
  },
  'late-abandons-count': {
    good: ({ inTime }) => inTime,
    all: (calls) => offered(calls) - calls.abandonedInTime,
    needs: 'abandonedWithin',
  },
  'short-abandons-good': { good: ({ inTime, short }) => inTime + short, all: offered, needs: 'short' },
  'short-abandons-out': { good: ({ inTime }) => inTime, all: (calls) => offered(calls) - calls.short, needs: 'short' },
};

const abandoned: Formula = { good: ({ answered }) => answered, all: (calls) => offered(calls) - calls.short };

function formulaOf({ fold, parameters }: PlanItem): Formula | undefined {
  if (fold.kind !== 'calls') return undefined;
  const variant = parameters['variant'] ?? '';
  return fold.value === 'abandoned' ? abandoned : Object.hasOwn(formulas, variant) ? formulas[variant] : undefined;
}

/** What calls lack to be judged as stated, in words; undefined where they lack nothing. */
export function lackOfCalls(item: PlanItem, feed: Feed): string | undefined {
  const { fold, parameters, valueUnit } = item;
  if (fold.kind !== 'calls') return undefined;
  const formula = formulaOf(item);
  if (formula === undefined) return `"${parameters['variant'] ?? ''}" is no variant of a call service level`;
  if (feed.number('answered') !== undefined && feed.boolean('ok') === undefined) {
    const needed =
      fold.value === 'level' ? ['answeredWithin', ...(formula.needs === undefined ? [] : [formula.needs])] : [];
    const lacking = needed.find((role) => feed.number(role) === undefined);
    return lacking === undefined ? undefined : `its data lacks ${lacking}, which its variant needs`;
  }
  for (const name of ['within', 'short'])
    if (parameters[name] !== undefined && lengthOf(parameters[name], valueUnit) === undefined)
      return `"${name}" is no length of time`;
  return formula.needs === 'short' && parameters['short'] === undefined ? '"short" is not stated' : undefined;
}

/** A length of time in the unit of the waits. */
function lengthOf(text: string | undefined, unit: string | undefined): number | undefined {
  const quantity = text === undefined ? undefined : parseQuantity(text);
  const value = quantity?.ok === true ? convert(quantity.value, unit ?? 's') : undefined;
  return value === undefined ? undefined : toNumber(value);
}

export function callsFold(context: FoldContext, feed: Feed): FoldRun {
  const formula = formulaOf(context.item) ?? abandoned;
  const read = feed.boolean('ok') === undefined ? counterReader(feed) : callReader(context, feed);
  return instantFold(
    context,
    feed,
    () => new Counts(),
    (counts) => {
      const calls = read();
      const all = formula.all(calls);
      if (all === 0) return;
      const good = formula.good(calls);
      counts.n++;
      counts.good.add(good, 0);
      counts.bad.add(all - good, 0);
      counts.total.add(all, 0);
    },
    (counts) => countsPart(counts),
  );
}

function counterReader(feed: Feed): () => Calls {
  const reader = (role: string): (() => number) => {
    const number: NumberReader | undefined = feed.number(role);
    return () => (number?.read() === true ? number.value : 0);
  };
  const [answered, inTime, lost, lostInTime, short] = [
    reader('answered'),
    reader('answeredWithin'),
    reader('abandoned'),
    reader('abandonedWithin'),
    reader('short'),
  ];
  return () => ({
    answered: answered(),
    inTime: inTime(),
    abandoned: lost(),
    abandonedInTime: lostInTime(),
    short: short(),
  });
}

/** One call a row. A wait that is not recorded is no short one. */
function callReader({ item }: FoldContext, feed: Feed): () => Calls {
  const [ok, wait] = [feed.boolean('ok'), feed.number('value')];
  const within = lengthOf(item.parameters['within'], item.valueUnit) ?? 0;
  const short = lengthOf(item.parameters['short'], item.valueUnit) ?? 0;
  return () => {
    const isAnswered = ok?.() === 1;
    const waited = wait?.read() === true ? wait.value : Infinity;
    const [a, b] = isAnswered ? [1, 0] : [0, 1];
    const isInTime = waited <= within ? 1 : 0;
    return {
      answered: a,
      inTime: a * isInTime,
      abandoned: b,
      abandonedInTime: b * isInTime,
      short: item.parameters['short'] === undefined ? 0 : b * (waited <= short ? 1 : 0),
    };
  };
}
