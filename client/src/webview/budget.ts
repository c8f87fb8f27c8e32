// How the error budget of the running window is used up, as a small picture with its sentence.
// It must never say anything that the sentence beside it does not say.

import type { PreviewBudget } from '../../../server/src/lsp/protocol';
import { element, shape } from './dom';
import { fill, type Words } from './words';
import { durationText, valueText } from './numbers';

const width = 320;
const height = 72;
const margin = 6;

/** Points that are drawn; more cannot be told apart in so small a picture. */
const mostPoints = 200;

export function createBudget(budget: PreviewBudget, label: string, words: Words): HTMLElement {
  const { from, to, total, at, used } = budget;
  const highest = Math.max(total, ...thinned(used), Number.MIN_VALUE);
  const x = (time: number): number => margin + ((time - from) / Math.max(1, to - from)) * (width - 2 * margin);
  const y = (amount: number): number => height - margin - (amount / highest) * (height - 2 * margin);
  const now = at.at(-1) ?? from;
  const points = [...at.keys()].filter(
    (index) => index % Math.ceil(at.length / mostPoints) === 0 || index === at.length - 1,
  );
  const path = points.map((index) => `L${x(at[index] ?? from).toFixed(1)} ${y(used[index] ?? 0).toFixed(1)}`).join('');
  const drawing = shape(
    'svg',
    { class: 'budget', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': fill(words.budget, label) },
    shape('path', { class: 'budget-total', d: `M${x(from)} ${y(total)}H${x(to)}` }),
    shape('path', { class: 'budget-ideal', d: `M${x(from)} ${y(0)}L${x(to)} ${y(total)}` }),
    shape('path', { class: 'budget-now', d: `M${x(now).toFixed(1)} ${margin}V${height - margin}` }),
    shape('path', { class: 'budget-used', d: `M${x(from)} ${y(0)}${path}` }),
    shape('circle', { class: 'budget-end', cx: x(now).toFixed(1), cy: y(used.at(-1) ?? 0).toFixed(1), r: 3.5 }),
  );
  return element(
    'figure',
    { class: 'budget-figure' },
    drawing,
    element(
      'figcaption',
      {},
      budget.sentence,
      element(
        'span',
        { class: 'budget-legend', 'aria-hidden': 'true' },
        lineSample('budget-used', words.budgetUsed),
        lineSample('budget-ideal', words.budgetIdeal),
        lineSample('budget-total', fill(words.budgetAll, budgetAmount(budget, total))),
      ),
    ),
  );
}

/** An amount of a budget with its unit. */
export function budgetAmount({ unit }: PreviewBudget, amount: number): string {
  return unit === 'seconds' ? durationText(amount) : valueText(amount, '');
}

function lineSample(style: string, text: string): HTMLElement {
  const drawing = shape(
    'svg',
    { class: 'sample', viewBox: '0 0 24 16' },
    shape('path', { class: style, d: 'M0 8H24' }),
  );
  return element('span', {}, drawing, text);
}

function thinned(amounts: readonly number[]): number[] {
  const step = Math.ceil(amounts.length / 10_000);
  return amounts.filter((_, index) => index % step === 0 || index === amounts.length - 1);
}
