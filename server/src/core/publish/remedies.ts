// What follows when a promise is missed, by kind, with the credits as a table of values, percent, money and minutes of down time.
// It must never pay by a tier, a cap or a fee that is not written, and a down time is told only where it is one.

import { allowanceIn, windowLength } from '../compliance/allowance';
import { isClosedAtTimes, calendarOf, metricOf } from '../model/queries';
import { reader, scalarOf, textOf } from '../model/reader';
import type { Objective, Remedy, Tier } from '../model/sla';
import type * as shape from '../schema/types.generated';
import { divide, hundred, multiply } from '../scalars/rational';
import { parseLimit, type WindowSpec } from '../scalars/words';
import { resolved, type Node } from '../syntax/nodes';
import { showSeconds } from '../show/words';
import { claimEvents, creditMeasures, stackings } from '../vocabulary/kinds';
import { metricType } from '../vocabulary/metrics/index';
import { remedyKinds } from '../vocabulary/remedies';
import { facts, heading, list, paragraph, table, type Block } from './document';
import { triggerOf } from './objectives';
import { ended, humanised, joined, limitWords, quantityWords, stepsWords } from './phrases';
import {
  asWritten,
  boundsIn,
  clauseName,
  clauseTitle,
  durationAt,
  hoursOf,
  limitAt,
  numberAt,
  partyName,
  plain,
  quantityAt,
  windowAtKey,
  definition,
  wordMeaning,
  type Telling,
} from './telling';

export function remedies(telling: Telling): readonly Block[] {
  return telling.model.remedies.flatMap((remedy) => remedyBlocks(telling, remedy));
}

function remedyBlocks(telling: Telling, remedy: Remedy): readonly Block[] {
  const read = reader<shape.Remedy>(remedy.map);
  const isTold = remedy.holder !== undefined || read.list('path').length > 0;
  const docs = isTold ? '' : definition(remedyKinds, remedy.kind?.value);
  const trigger = triggerOf(telling, remedy);
  const users = usersOf(telling, remedy);
  const path = read.list('path').map(({ value }) => value);
  return [
    heading(3, clauseTitle(telling, 'remedies', remedy.id), remedy.idSpan),
    ...paragraph(
      [
        docs ?? (remedy.kind === undefined ? undefined : `Kind: ${asWritten(remedy.kind.value)}.`),
        trigger === undefined ? undefined : `It applies ${trigger}.`,
        users.length === 0
          ? undefined
          : `It belongs to ${joined(users.map(({ id }) => clauseName(telling, 'objectives', id)))}.`,
        path.length === 0 ? undefined : `The matter goes to: ${stepsWords(path)}.`,
        owed(telling, remedy),
        remedy.holder === undefined ? undefined : ending(telling, remedy, read),
      ],
      remedy.span,
    ),
    ...tierTable(telling, remedy),
    ...list(deductions(read)),
    ...facts(terms(telling, remedy, read)),
  ];
}

function usersOf({ model }: Telling, { id }: Remedy): readonly Objective[] {
  return model.objectives.filter(({ remedies }) => remedies.some(({ value }) => value === id));
}

/** What is owed, by whom and within which time. */
function owed(telling: Telling, { map, what, by }: Remedy): string | undefined {
  const within = durationAt(reader<shape.Remedy>(map), 'within');
  if (what === undefined && by === undefined) return undefined;
  const thing = what === undefined ? '' : ` ${ended(what.value).replace(/\.$/, '')}`;
  if (by === undefined)
    return `What is due${within === undefined ? '' : ` within ${within}`}:${thing === '' ? ' not written' : thing}.`;
  const time = within === undefined ? '' : ` within ${within}`;
  return thing === ''
    ? `${partyName(telling, by.value)} owes it${time}.`
    : `${partyName(telling, by.value)} owes this${time}:${thing}.`;
}

function ending(telling: Telling, { holder }: Remedy, read: ReturnType<typeof reader<shape.Remedy>>): string {
  const notice = durationAt(read, 'notice');
  return `${partyName(telling, holder?.value ?? '')} may end the agreement${notice === undefined ? '' : ` with a notice of ${notice}`}.`;
}

/** The terms of a remedy that no sentence and no table tells. */
function terms(
  telling: Telling,
  remedy: Remedy,
  read: ReturnType<typeof reader<shape.Remedy>>,
): readonly (readonly [string, string | undefined])[] {
  const docs = (
    words: readonly { readonly id: string; readonly docs: string }[],
    key: 'stacking' | 'measure',
  ): string | undefined => {
    const text = plain(read, key);
    return text === undefined ? undefined : wordMeaning(words, text);
  };
  const sole = plain(read, 'sole');
  const least = quantityAt(read, 'least');
  const after = numberAt(read, 'afterWindows');
  const isCredit = remedy.kind?.value === 'service-credit';
  const each = durationAt(read, 'each');
  const round = plain(read, 'round');
  const within = durationAt(read, 'within');
  return [
    ['Part of', remedy.tiers.length > 0 ? undefined : plain(read, 'of')],
    ['Amount', quantityAt(read, 'amount')],
    ['At most', caps(read.node('cap'))],
    ['Limit', limitAt(read, 'limit')],
    ['What the table reads', plain(read, 'basis') === undefined ? undefined : basisWords(plain(read, 'basis') ?? '')],
    ['What is read', docs(creditMeasures, 'measure')],
    ['Where several lines fit', isCredit && remedy.tiers.length > 1 ? severalLines(plain(read, 'apply')) : undefined],
    ['Where several groups missed', docs(stackings, 'stacking') ?? usualStacking(telling, remedy)],
    [
      'Counted by',
      each === undefined
        ? undefined
        : `${each}${round === 'up' ? '; a started one counts as a whole one' : round === 'down' ? '; only full ones count' : ''}`,
    ],
    ['Rounding', each === undefined && round !== undefined ? asWritten(round) : undefined],
    ['Times the fee', numberAt(read, 'multiple')],
    ['Too small', least === undefined ? undefined : `Credits below ${least} are not paid.`],
    ['Looks at', windowAtKey(read, 'over')],
    ['Time to mend', cure(durationAt(read, 'cure'))],
    [
      'Other remedies',
      sole === undefined
        ? undefined
        : sole === 'true'
          ? 'This is the only remedy for the miss.'
          : sole === 'false'
            ? 'It leaves other remedies as they are.'
            : asWritten(sole),
    ],
    ['Earned back', earnedBack(quantityAt(read, 'share'), after)],
    ['After', plain(read, 'share') === undefined && after !== undefined ? `${after} good windows in a row` : undefined],
    ['Begins again', reset(quantityAt(read, 'resetAfter'))],
    ['Within', remedy.what === undefined && remedy.by === undefined ? within : undefined],
    ['Notice', remedy.holder === undefined ? durationAt(read, 'notice') : undefined],
    ['Hours', hoursOf(telling, remedy.calendar, within, durationAt(read, 'notice'), durationAt(read, 'cure'))],
    ['Remark', plain(read, 'note')],
  ];
}

const bases: Readonly<Record<string, string>> = {
  value: 'the measured value of the window',
  'relative-exceedance': 'by how many percent the value missed the target',
  'per-event': 'a credit is due for every event that missed',
  'per-time': 'a credit is due for every unit of time',
};

function basisWords(basis: string): string {
  return Object.hasOwn(bases, basis) ? (bases[basis] ?? '') : asWritten(basis);
}

/** What the language says of groups where the agreement does not: of interest only where a promise with groups pays. */
function usualStacking(telling: Telling, remedy: Remedy): string | undefined {
  const hasGroups = usersOf(telling, remedy).some(({ per }) => per.length > 0);
  return remedy.kind?.value === 'service-credit' && hasGroups ? wordMeaning(stackings, 'highest') : undefined;
}

function severalLines(apply: string | undefined): string {
  if (apply === 'unstated') return 'The agreement does not say which one counts.';
  return apply === undefined ? 'The one that pays most counts.' : asWritten(apply);
}

const cure = (time: string | undefined): string | undefined =>
  time === undefined ? undefined : `A miss that is mended within ${time} earns no credit.`;

const reset = (after: string | undefined): string | undefined =>
  after === undefined ? undefined : `Points begin at zero again after ${after}.`;

function earnedBack(share: string | undefined, after: string | undefined): string | undefined {
  if (share === undefined) return undefined;
  return `${share} of the credits${after === undefined ? '' : `, after ${after} good windows in a row`}`;
}

/** The most that can be due; a part that cannot be read as it is written. */
function caps(node: Node | undefined): string | undefined {
  const target = resolved(node);
  const items = target?.kind === 'seq' ? target.items : node === undefined ? [] : [node];
  const told = items.flatMap((item) => {
    const limit = scalarOf(item, parseLimit);
    const text = textOf(item)?.value;
    return limit === undefined ? (text === undefined ? [] : [asWritten(text)]) : [limitWords(limit.value)];
  });
  return told.length === 0 ? undefined : joined(told);
}

function deductions(read: ReturnType<typeof reader<shape.Remedy>>): readonly string[] {
  const bands = resolved(read.node('deduct'));
  return (bands?.kind === 'seq' ? bands.items : []).map((item) => {
    const tier = reader<shape.Tier>(item);
    const points = numberAt(tier, 'points');
    return `Points are taken away again for values of ${boundsIn(tier) || 'any size'}${points === undefined ? '' : `: ${points}`}.`;
  });
}

function tierTable(telling: Telling, remedy: Remedy): readonly Block[] {
  const isRelative = remedy.basis?.value === 'relative-exceedance';
  const span = downtimeWindow(telling, remedy);
  const what = remedy.kind?.value === 'bonus' ? 'Bonus' : remedy.kind?.value === 'points' ? 'Points' : 'Credit';
  return table(
    {
      caption: `${clauseTitle(telling, 'remedies', remedy.id)}: what is due for which value`,
      head: [
        isRelative ? 'By how much the target is missed' : 'Measured value',
        what,
        'In money',
        span === undefined ? 'Down time' : `Down time in a ${span.name}`,
      ],
      rows: remedy.tiers.map((tier) => [
        boundsIn(reader<shape.Tier>(tier.map)) || 'any value',
        paid(remedy, tier),
        money(telling, remedy, tier).join('; '),
        span === undefined ? '' : downtime(tier, span.spec),
      ]),
    },
    remedy.tiersSpan,
  );
}

/** What a tier pays: `10 % of Monthly Fee`, `3 days of Monthly Fee`, `500 EUR`, `2 points`. */
function paid({ of }: Remedy, { map, credit }: Tier): string {
  const read = reader<shape.Tier>(map);
  const ofFee = of === undefined ? '' : ` of ${of.value}`;
  const [amount, days, points] = [quantityAt(read, 'credit'), numberAt(read, 'days'), numberAt(read, 'points')];
  const parts = [
    ...(amount === undefined ? [] : [credit?.value.dimension === 'percent' ? `${amount}${ofFee}` : amount]),
    ...(days === undefined ? [] : [`${days} ${days === '1' ? 'day' : 'days'}${ofFee}`]),
    ...(points === undefined ? [] : [`${points} ${points === '1' ? 'point' : 'points'}`]),
  ];
  return parts.length === 0 ? 'not written' : joined(parts);
}

/** What a percentage of the fee is in money, by group where the fee differs. */
function money({ model }: Telling, { of }: Remedy, { credit }: Tier): readonly string[] {
  if (credit?.value.dimension !== 'percent') return [];
  const part = divide(credit.value.value, hundred);
  const fee = model.fees.find(({ name }) => name === of?.value);
  const amounts = [
    ...(fee?.amount === undefined ? [] : [{ group: undefined, limit: fee.amount.value }]),
    ...[...(fee?.groups ?? [])].map(([group, limit]) => ({ group, limit: limit.value })),
  ];
  return amounts.flatMap(({ group, limit: { amount } }) => {
    if (amount.dimension !== 'money') return [];
    const due = quantityWords({ ...amount, value: multiply(amount.value, part) });
    return [group === undefined ? due : `${group}: ${due}`];
  });
}

interface DowntimeWindow {
  readonly name: string;
  readonly spec: WindowSpec;
}

const usualLengths: Readonly<Record<string, string>> = {
  day: 'day of 24 hours',
  week: 'week',
  month: 'month of 30 days',
  'billing-month': 'month of 30 days',
  quarter: 'quarter of 90 days',
  'half-year': 'half-year of 182 days',
  year: 'year of 365 days',
};

/** The window in which a share is a down time: that of the availability for which the remedy is, where all have the same one. */
function downtimeWindow(telling: Telling, remedy: Remedy): DowntimeWindow | undefined {
  if (remedy.basis !== undefined && remedy.basis.value !== 'value') return undefined;
  const users = usersOf(telling, remedy);
  const specs = users.map((objective) => {
    const type = metricType(metricOf(telling.model, objective.metric?.value)?.type?.value);
    const isAvailability = type?.fold.kind === 'downtime' && type.fold.value === 'availability';
    const isClosed = isClosedAtTimes(calendarOf(telling.model, objective.calendar?.value));
    return isAvailability && !isClosed && objective.share === undefined ? objective.window?.value : undefined;
  });
  const [spec] = specs;
  if (spec === undefined || spec.kind === 'event' || specs.some((other) => nameOf(other) !== nameOf(spec)))
    return undefined;
  const name = nameOf(spec);
  return name === undefined || windowLength(spec) === undefined ? undefined : { name, spec };
}

function nameOf(spec: WindowSpec | undefined): string | undefined {
  if (spec === undefined || spec.kind === 'event') return undefined;
  return spec.kind === 'rolling' ? `span of ${quantityWords(spec.length)}` : usualLengths[spec.unit];
}

function downtime({ bounds }: Tier, spec: WindowSpec): string {
  const length = windowLength(spec);
  const phrases = { below: 'more than', atMost: 'at least', above: 'less than', atLeast: 'at most' } as const;
  if (length === undefined || bounds.some(({ quantity }) => quantity.dimension !== 'percent')) return '';
  return joined(
    bounds.map(({ word, quantity }) => `${phrases[word]} ${showSeconds(allowanceIn(quantity.value, length).usual)}`),
  );
}

export function fees(telling: Telling): readonly Block[] {
  const agreement = reader<shape.Agreement>(telling.file.tree.root).inner<Record<string, unknown>>('fees');
  const rows = telling.model.fees.flatMap(({ name, groups }) => {
    const own = limitAt(agreement, name);
    const each = agreement.inner<Record<string, unknown>>(name);
    return [
      ...(own === undefined ? [] : [[name, groups.size > 0 ? 'all' : '', own]]),
      ...each.entries().map(({ key }) => [name, key.text, limitAt(each, key.text) ?? '']),
    ];
  });
  return table({ caption: 'Fees, of which credits are a part', head: ['Fee', 'For', 'Amount'], rows });
}

export function claims(telling: Telling): readonly Block[] {
  const read = reader<shape.Agreement>(telling.file.tree.root).inner<shape.Claims>('claims');
  if (read.map === undefined) return [];
  const [by, to, until, paidAs] = [plain(read, 'by'), plain(read, 'to'), plain(read, 'until'), plain(read, 'paidAs')];
  const [within, decision] = [durationAt(read, 'within'), durationAt(read, 'decision')];
  const hours = hoursOf(telling, read.text('calendar'), within, decision);
  const [first = '', contact] = (to ?? '').split('.');
  const asked =
    to === undefined
      ? ''
      : ` from ${partyName(telling, first)}${contact === undefined ? '' : ` (${humanised(contact).toLowerCase()})`}`;
  const steps = resolved(read.node('steps'));
  return [
    ...paragraph(
      [
        `${by === undefined ? 'A credit is claimed' : `${partyName(telling, by)} claims a credit`}${asked}${within === undefined ? '' : ` within ${within} ${from(read.text('after')?.value)}`}.`,
        until === undefined ? undefined : `The deadline of the paper: ${ended(until)}`,
        decision === undefined ? undefined : `The claim is decided within ${decision}.`,
        paidAs === undefined ? undefined : `It is paid like this: ${ended(paidAs)}`,
        automatic(telling, read),
        hours === undefined ? undefined : `Business time is counted in the hours ${hours}.`,
      ],
      read.map.span,
    ),
    ...evidence(read.list('evidence').map(({ value }) => value)),
    ...table({
      caption: 'Steps of a claim',
      head: ['Step', 'Within', 'Counted', 'Hours'],
      rows: (steps?.kind === 'seq' ? steps.items : []).map((item) => {
        const step = reader<shape.ClaimStep>(item);
        const time = durationAt(step, 'within');
        const after = step.text('after')?.value;
        return [
          plain(step, 'what') ?? 'not written',
          time ?? '',
          after === undefined ? '' : from(after),
          hoursOf(telling, step.text('calendar'), time) ?? '',
        ];
      }),
    }),
  ];
}

function evidence(items: readonly string[]): readonly Block[] {
  return items.length === 0 ? [] : [...paragraph(['The claim has to contain:']), ...list(items)];
}

const events: Readonly<Record<string, string>> = {
  'window-end': 'of the end of the window',
  event: 'of the event itself',
  awareness: 'of learning of the miss',
  report: 'of the report of the window',
  'ticket-closed': 'of the closing of the ticket',
  invoice: 'of the invoice',
};

/** From when a time runs: as written, else from the end of the window. */
function from(event: string | undefined): string {
  if (event === undefined) return events['window-end'] ?? '';
  return claimEvents.some(({ id }) => id === event) ? (events[event] ?? '') : `of ${asWritten(event)}`;
}

function automatic(telling: Telling, read: ReturnType<typeof reader<shape.Claims>>): string | undefined {
  const text = plain(read, 'automatic');
  if (text === 'true') return 'Credits are due without a claim.';
  if (text === 'false') return 'No credit is due without a claim.';
  const ids = read.list('automatic');
  if (ids.length === 0) return undefined;
  return `Credits for ${joined(ids.map(({ value }) => clauseName(telling, 'objectives', value)))} are due without a claim.`;
}
