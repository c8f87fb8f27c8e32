// invalid-scalar: a value does not follow the grammar of its kind.
// It must never speak where a value is empty, of another form, or where the YAML itself is misread.

import { isEmpty } from '../../schema/plain';
import type { ScalarKind } from '../../schema/schema-node';
import type { KeyPlace, ValuePlace } from '../../schema/walk';
import { fromDecimal, hundred, multiply, toDecimal } from '../../scalars/rational';
import { failed, parsed, parseQuantity, type Parsed, type ScalarProblem } from '../../scalars/quantity';
import {
  parseDate,
  parseDays,
  parseDuration,
  parseInstant,
  parseLimit,
  parseMoney,
  parseNumber,
  parseOpenings,
  parsePart,
  parsePercent,
  parseShare,
  parseStatistic,
  parseTrigger,
  parseWindow,
} from '../../scalars/words';
import type { Span } from '../../text/span';
import type { SlaFile } from '../../model/file';
import type { DataSource, Metric, Text } from '../../model/sla';
import { metricType } from '../../vocabulary/metrics/index';
import { withoutSign } from '../../syntax/signs';
import { replaceScalar } from '../edits';
import { wrongUnit } from '../ranges';
import { defineRule, type Yield } from '../rule';
import { message, quoted } from '../say';

interface Grammar {
  readonly noun: string;
  parse(text: string): Parsed<unknown>;
}

function everyOf(text: string): Parsed<unknown> {
  const window = parseWindow(text);
  if (window.ok) return window;
  const duration = parseDuration(text);
  return duration.ok || /^\d/.test(text) ? duration : window;
}

function versionOf(text: string): Parsed<unknown> {
  if (/^\d{1,9}\.\d{1,9}\.\d{1,9}(?:[-+][0-9A-Za-z.+-]+)?$/.test(text)) return parsed(text);
  const short = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(text);
  const bare = /^v(\d{1,9}\.\d{1,9}\.\d{1,9})$/i.exec(text)?.[1];
  if (bare !== undefined) return failed('three numbers are meant, such as 1.4.0', bare);
  const full = short === null ? undefined : `${short[1]}.${short[2] ?? '0'}.0`;
  return failed('three numbers are meant, such as 1.4.0', full);
}

/** Which version of which agreement is superseded; a blank, colon or slash is what people write for the sign @. */
function supersededOf(text: string): Parsed<unknown> {
  const [, id, version = ''] = /^([^@\s]+)@([^@\s]+)$/.exec(text.trim()) ?? [];
  if (id !== undefined && versionOf(version).ok) return parsed(text);
  const [, of, after = ''] = /^([a-z][a-z0-9-]*)(?:@|\s*[\s@:/#,]\s*)(v?\d[0-9A-Za-z.+-]*)$/i.exec(text.trim()) ?? [];
  const read = versionOf(after);
  const full = read.ok ? after : read.problem.suggestion;
  const meant = of === undefined || full === undefined ? undefined : `${of}@${full}`;
  return failed('id@version is meant', meant);
}

function creditOf(text: string): Parsed<unknown> {
  const quantity = parseQuantity(text);
  if (quantity.ok && quantity.value.value.num < 0n) return failed('it is below zero');
  if (!quantity.ok || quantity.value.dimension === 'percent' || quantity.value.dimension === 'money') return quantity;
  if (quantity.value.dimension === 'number') return failed('the sign % or a currency is missing', `${text.trim()} %`);
  return failed('a percentage or an amount of money is meant');
}

/** Only what reads like one of the worded triggers; all else is an expression and judged as one. */
function triggerOf(text: string): Parsed<unknown> {
  if (parseTrigger(text) !== undefined || !/^(?:every |miss)/i.test(text)) return parsed(text);
  const counts = /(\d{1,4})\D+(\d{1,4})/.exec(text);
  if (/row/.test(text)) {
    const count = /\d{1,4}/.exec(text)?.[0];
    return failed(
      '"missed 2 windows in a row" is meant',
      count === undefined ? undefined : `missed ${count} windows in a row`,
    );
  }
  return failed(
    '"every miss" or "missed 3 of 6 windows" is meant',
    counts === null ? (/^every/i.test(text) ? 'every miss' : undefined) : `missed ${counts[1]} of ${counts[2]} windows`,
  );
}

const grammars: Readonly<Partial<Record<ScalarKind, Grammar>>> = {
  number: { noun: 'a number', parse: parseNumber },
  ratio: { noun: 'a number', parse: parseNumber },
  percent: { noun: 'a percentage', parse: parsePercent },
  share: { noun: 'a share', parse: parseShare },
  duration: { noun: 'a duration', parse: parseDuration },
  money: { noun: 'an amount of money', parse: parseMoney },
  quantity: { noun: 'a quantity', parse: parseQuantity },
  rate: { noun: 'a rate', parse: parseQuantity },
  count: { noun: 'a count', parse: parseQuantity },
  window: { noun: 'a window', parse: parseWindow },
  every: { noun: 'a window or duration', parse: everyOf },
  statistic: { noun: 'a statistic', parse: parseStatistic },
  date: { noun: 'a date', parse: parseDate },
  instant: { noun: 'an instant', parse: parseInstant },
  limit: { noun: 'an amount per window', parse: limitOf },
  credit: { noun: 'a credit', parse: creditOf },
  version: { noun: 'a version', parse: versionOf },
  'hours-range': { noun: 'a time range', parse: parseOpenings },
  days: { noun: 'a day of the week', parse: parseDays },
  when: { noun: 'a condition', parse: triggerOf },
};

/** What a limit or a cap is: an amount for each window of a length. */
function limitOf(text: string): Parsed<unknown> {
  const limit = parseLimit(text);
  if (!limit.ok || limit.value.per !== undefined) return limit;
  return failed('the window is missing, such as per month', `${text.trim()} per month`);
}

/** How much may be excluded: a length of time for each window. */
function excludableOf(text: string): Parsed<unknown> {
  const limit = parseLimit(text);
  if (limit.ok && limit.value.amount.dimension !== 'duration')
    return failed('a length of time is meant, such as 4 h per month');
  return limitOf(text);
}

const excludable: Grammar = { noun: 'an amount per window', parse: excludableOf };

/** A fee in money; that of a group may leave its window out. */
function feeOf(text: string): Parsed<unknown> {
  const limit = parseLimit(text);
  if (!limit.ok || limit.value.amount.dimension === 'money') return limit;
  return failed('an amount of money is meant, such as 5000 EUR per month');
}

const fee: Grammar = { noun: 'a fee', parse: feeOf };

const always: Grammar = {
  noun: 'opening hours',
  parse: (text) =>
    text.trim() === '24x7'
      ? parsed(text)
      : failed('24x7 or a map of days is meant', /^24\s*[/x×]\s*7$/i.test(text.trim()) ? '24x7' : undefined),
};

/** Decimal places to which a value is rounded. */
const digits: Grammar = {
  noun: 'a number of digits',
  parse: (text) => (/^\s*(?:\d|1\d|20)\s*$/.test(text) ? parsed(text) : failed('a whole number from 0 to 20 is meant')),
};

const superseded: Grammar = { noun: 'a version of an agreement', parse: supersededOf };

const part: Grammar = { noun: 'a share', parse: parsePart };

export const invalidScalar = defineRule({
  id: 'invalid-scalar',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'A value does not follow the grammar of its kind.',
  why: 'A number that cannot be read, or has no unit, promises nothing that can be judged.',
  bad: `objectives:
  availability:
    metric: uptime
    atLeast: 99,9 %
#            ^^^^^^ "99,9 %" is not a quantity: a decimal point is needed, not a comma
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  good: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  fixed: `objectives:
  availability:
    metric: uptime
    atLeast: 99.9 %
    window: month
    remedies: [report]
    reason: Kept in 2025
`,
  yieldsTo: ['unknown-value', 'wrong-shape', 'target-equality', 'language-version'],
  readsBeside: [],
  *check({ file }) {
    yield* sharedUnits(file);
  },
  *checkClause({ places, metrics }) {
    for (const metric of metrics) {
      const own = metric.unit ?? metric.units.find(({ role }) => role === 'value')?.source;
      const found = unitYield(metric, own);
      if (found !== undefined) yield found;
    }
    for (const place of places) {
      if (place.kind === 'value') yield* valueYields(place);
      else if (place.kind === 'key') yield* keyYields(place);
    }
  },
});

function grammarOf({ scalar, trail }: ValuePlace): Grammar | undefined {
  if (scalar === 'hours-range' && trail?.step === 'hours') return always;
  if (trail?.step === 'digits' && trail.above?.step === 'rounding') return digits;
  if (trail?.step === 'minimumCoverage') return part;
  if (trail?.step === 'supersedes' && trail.above === undefined) return superseded;
  const isFee = trail?.above?.step === 'fees' || trail?.above?.above?.step === 'fees';
  if (scalar !== 'limit') return grammars[scalar];
  if (isFee) return fee;
  return trail?.above?.above?.step === 'exclusions' ? excludable : grammars[scalar];
}

function* valueYields(place: ValuePlace): Generator<Yield> {
  const grammar = grammarOf(place);
  if (grammar === undefined || isEmpty(place.node)) return;
  const result = grammar.parse(place.node.text);
  if (result.ok) return;
  const { suggestion } = result.problem;
  const isMended =
    suggestion !== undefined &&
    place.span === place.node.span &&
    grammar.parse(suggestion).ok &&
    (!/^\s*[<>=≤≥]/.test(place.node.text) || withoutSign(String(place.trail?.step), place.node.text) !== undefined);
  const readings = isMended ? [...fractionOf(grammar, place.node.text), suggestion] : [];
  yield {
    ...said(place.span, place.node.text, grammar, result.problem),
    fixes: readings.flatMap((reading) => replaceScalar(place.node, reading) ?? []),
    // What is wrong here may be right where it stands.
    related: place.span === place.node.span ? [] : [{ span: place.node.span, message: 'The value stands here' }],
  };
}

/** What a number up to one is as a part of a whole, which people rather mean than that many hundredths. */
function fractionOf({ noun }: Grammar, text: string): readonly string[] {
  const value = noun === 'a share' ? fromDecimal(text.trim()) : undefined;
  if (value === undefined || value.num <= 0n || value.num > value.den) return [];
  return [`${toDecimal(multiply(value, hundred), 12)} %`];
}

function* keyYields({ entry, scalar }: KeyPlace): Generator<Yield> {
  const grammar = scalar === undefined ? undefined : grammars[scalar];
  const result = grammar?.parse(entry.key.text);
  if (grammar === undefined || result?.ok !== false) return;
  const { suggestion } = result.problem;
  const isFree = suggestion !== undefined && !entry.parent.entries.some(({ key }) => key.text === suggestion);
  const fix = isFree && grammar.parse(suggestion).ok ? replaceScalar(entry.key, suggestion) : undefined;
  yield {
    ...said(entry.key.span, entry.key.text, grammar, result.problem),
    fixes: fix === undefined ? [] : [fix],
  };
}

/** Units of data that a metric which reads it cannot have; each once. */
function* sharedUnits({ model }: SlaFile): Generator<Yield> {
  const told = new Set<DataSource>();
  const withUnits = new Map(model.data.filter(({ units }) => units.length > 0).map((source) => [source.id, source]));
  if (withUnits.size === 0) return;
  for (const metric of model.metrics) {
    const source = withUnits.get(metric.data?.value ?? '');
    if (source === undefined || told.has(source)) continue;
    const found = unitYield(metric, source.units.find(({ role }) => role === 'value')?.source);
    if (found === undefined) continue;
    told.add(source);
    yield found;
  }
}

function unitYield(metric: Metric, unit: Text | undefined): Yield | undefined {
  const type = metricType(metric.type?.value);
  const wrong = type === undefined || unit === undefined ? undefined : wrongUnit(type, unit.value);
  if (unit === undefined || wrong === undefined) return undefined;
  const meant = wrong.meant === undefined ? '' : `; did you mean "${wrong.meant}"?`;
  return { span: unit.span, message: message(`${quoted(unit.value, 24)} is not a unit of ${wrong.of}${meant}`) };
}

function said(span: Span, text: string, { noun }: Grammar, { reason }: ScalarProblem): Yield {
  return { span, message: message(`${quoted(text, 24)} is not ${noun}: ${reason}`) };
}
