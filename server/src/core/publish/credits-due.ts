// The credits that are due for the windows of a statement: percent, money, until when they have to be claimed, and the sum by currency.
// It must never add what does not add up: among groups only the highest counts unless the agreement says otherwise.

import { serviceCredits } from '../compliance/credits';
import type { WindowResult } from '../compliance/result';
import type { Objective, Remedy } from '../model/sla';
import { entryOf } from '../syntax/nodes';
import { add, compare, toDecimal, zero, type Rational } from '../scalars/rational';
import { showWindow } from '../show/words';
import type { Zone } from '../time/zones';
import { facts, heading, paragraph, table, type Block } from './document';
import { dateWords, grouped, joined, limitWords } from './phrases';
import type { Stated } from './statement';
import { clauseName, type Telling } from './telling';

interface Due {
  readonly objective: Objective;
  readonly window: WindowResult;
  /** Whether it is part of the sum: of several groups the highest alone. */
  readonly counts: boolean;
}

/** What is owed for the windows of a statement; a sentence where nothing is. */
export function creditsDue(telling: Telling, stated: readonly Stated[], zone: Zone): readonly Block[] {
  const promising = stated.filter(({ objective }) => serviceCredits(telling.model, objective).length > 0);
  if (promising.length === 0) return [];
  const due = promising.flatMap((each) => dueOf(telling, each));
  const unknown = unknownWords(promising);
  if (due.length === 0)
    return [
      heading(2, 'Credits due'),
      ...paragraph([`No credit is ${unknown === undefined ? '' : 'known to be '}due for these windows.`, unknown]),
    ];
  const isPart = due.some(({ counts }) => !counts);
  return [
    heading(2, 'Credits due'),
    ...table({
      caption: 'Credits for windows that were missed',
      head: ['Promise', 'Group', 'Window', 'Part of the fee', 'In money', 'Claim until', 'Remark'],
      rows: due.map(({ objective, window, counts }) => [
        clauseName(telling, 'objectives', objective.id),
        window.group ?? '',
        showWindow(window.window, window.to, zone),
        window.credit === undefined || window.credit === null ? '' : `${toDecimal(window.credit, 6)} %`,
        window.creditMoney === undefined
          ? 'no fee is written for it'
          : money(window.creditMoney.amount, window.creditMoney.currency),
        claimWords(telling, objective, window),
        counts ? '' : 'Not added: of several groups the highest credit counts.',
      ]),
      numbers: [3, 4],
    }),
    ...facts(
      sums(due).map(([currency, amount]) => [isPart ? 'Sum of those that count' : 'Sum', money(amount, currency)]),
    ),
    ...paragraph([notApplied(telling, due), unknown]),
  ];
}

function money(amount: Rational, currency: string): string {
  const [whole = '', fraction = ''] = toDecimal(amount, 2).split('.');
  return `${grouped(whole)}.${fraction.padEnd(2, '0')} ${currency}`;
}

function dueOf({ model }: Telling, { objective, windows }: Stated): readonly Due[] {
  const adds = serviceCredits(model, objective).some(({ stacking }) => stacking?.value === 'add');
  const owed = windows.filter(({ credit, creditMoney }) => {
    return (credit !== undefined && credit !== null && credit.num > 0n) || (creditMoney?.amount.num ?? 0n) > 0n;
  });
  return owed.map((window) => {
    const rivals = owed.filter((other) => other.from === window.from && other.to === window.to);
    return { objective, window, counts: adds || highest(rivals) === window };
  });
}

/** The window that pays most: in money where that is known, else in percent; the first of several alike. */
function highest(windows: readonly WindowResult[]): WindowResult | undefined {
  const isInMoney = windows.every(({ creditMoney }) => creditMoney !== undefined);
  const amount = ({ credit, creditMoney }: WindowResult): Rational =>
    (isInMoney ? creditMoney?.amount : credit) ?? zero;
  return windows.reduce<WindowResult | undefined>(
    (best, window) => (best === undefined || compare(amount(window), amount(best)) > 0 ? window : best),
    undefined,
  );
}

function sums(due: readonly Due[]): readonly (readonly [string, Rational])[] {
  const byCurrency = new Map<string, Rational>();
  for (const { window, counts } of due)
    if (counts && window.creditMoney !== undefined) {
      const { amount, currency } = window.creditMoney;
      byCurrency.set(currency, add(byCurrency.get(currency) ?? zero, amount));
    }
  return [...byCurrency].sort(([a], [b]) => (a < b ? -1 : 1));
}

function claimWords({ model }: Telling, objective: Objective, { claimUntil }: WindowResult): string {
  const automatic = model.claims?.automatic;
  if (automatic === true || (Array.isArray(automatic) && automatic.some(({ value }) => value === objective.id)))
    return 'due without a claim';
  return claimUntil === undefined ? '' : dateWords(claimUntil);
}

/** What the agreement says of credits beside their own window, which no sum of single windows can know. */
function notApplied(telling: Telling, due: readonly Due[]): string {
  const { model } = telling;
  const paying = new Set(due.flatMap(({ objective }) => serviceCredits(model, objective)));
  const windowsOfPaying = new Set(
    due.map(({ objective: { window } }) => (window?.value.kind === 'calendar' ? window.value.unit : undefined)),
  );
  const limits = [...paying].flatMap(({ caps }) =>
    caps.flatMap(({ value }) => {
      const isOwn = value.per === undefined || (value.per.kind === 'calendar' && windowsOfPaying.has(value.per.unit));
      return isOwn ? [] : [limitWords(value)];
    }),
  );
  const clauses = model.remedies.filter(
    (remedy) =>
      (paying.has(remedy) && hasOwnTerms(remedy)) ||
      (remedy.kind?.value === 'cap' && [...paying].some(({ of }) => of?.value === remedy.of?.value)),
  );
  const sentences = [
    limits.length === 0
      ? ''
      : `These limits hold over a longer time and are not taken off: ${joined([...new Set(limits)])}.`,
    clauses.length === 0
      ? ''
      : `What else ${joined(clauses.map(({ id }) => clauseName(telling, 'remedies', id)))} may take off is not taken off here.`,
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function hasOwnTerms({ map }: Remedy): boolean {
  return map !== undefined && ['when', 'least', 'cure', 'over'].some((key) => entryOf(map, key) !== undefined);
}

function unknownWords(promising: readonly Stated[]): string | undefined {
  const unknown = promising.filter(
    ({ windows }) => windows.length === 0 || windows.some(({ verdict }) => verdict === 'unknown'),
  );
  return unknown.length === 0 ? undefined : 'Where a verdict is unknown, it is unknown whether a credit is due.';
}
