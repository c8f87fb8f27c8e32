// cap-missing: the credits of a fee can grow beyond the fee, and nothing limits them.
// It must never count what cannot be compared with the fee: the sum is then only larger.

import type { SlaFile } from '../../model/file';
import type { Fee, Remedy } from '../../model/sla';
import { add, compare, hundred, integer, multiply, toDecimal, zero, type Rational } from '../../scalars/rational';
import type { WindowSpec } from '../../scalars/words';
import { payingByWindow } from '../credits';
import { fixOf, insertEntry } from '../edits';
import { ownMap } from '../facts';
import { feeCalled, hasCommonCap, isUncapped, largestCredit, percentOf, ratioOf, windowOfFee, wordOf } from '../fees';
import { defineRule, type Fix, type TextEdit } from '../rule';
import { message, quoted } from '../say';

export const capMissing = defineRule({
  id: 'cap-missing',
  category: 'remedies',
  lane: 'static',
  severity: 'warning',
  summary: 'The credits of a fee can grow beyond the fee, and nothing limits them.',
  why: 'Nobody calculates a price with a risk that is larger than the price; in the bad month the clause is disputed, not paid.',
  bad: `metrics:
  uptime: { type: availability, measuredAt: public edge }
  duration: { type: latency, measuredAt: public edge, statistic: p95 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
  speed: { metric: duration, atMost: 300 ms, window: month, remedies: [latency-credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 10 % }, { below: 95 %, credit: 100 % }]
    cap: 100 % per month
  latency-credits: { kind: service-credit, of: Monthly Fee, tiers: [{ above: 300 ms, credit: 20 % }] }
# ^^^^^^^^^^^^^^^ Credits of "availability" and "speed" can reach 120 % of "Monthly Fee"
`,
  good: `metrics:
  uptime: { type: availability, measuredAt: public edge }
  duration: { type: latency, measuredAt: public edge, statistic: p95 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
  speed: { metric: duration, atMost: 300 ms, window: month, remedies: [latency-credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 10 % }, { below: 95 %, credit: 40 % }]
  latency-credits: { kind: service-credit, of: Monthly Fee, tiers: [{ above: 300 ms, credit: 20 % }] }
`,
  fixed: `metrics:
  uptime: { type: availability, measuredAt: public edge }
  duration: { type: latency, measuredAt: public edge, statistic: p95 }
objectives:
  availability: { metric: uptime, atLeast: 99.9 %, window: month, remedies: [credits], reason: Kept in 2025 }
  speed: { metric: duration, atMost: 300 ms, window: month, remedies: [latency-credits], reason: Kept in 2025 }
remedies:
  credits:
    kind: service-credit
    of: Monthly Fee
    tiers: [{ below: 99.9 %, credit: 10 % }, { below: 95 %, credit: 100 % }]
    cap: 100 % per month
  latency-credits: { kind: service-credit, of: Monthly Fee, tiers: [{ above: 300 ms, credit: 20 % }], cap: 100 % per month }
`,
  offIn: ['transcribe'],
  *check({ file }) {
    for (const [of, remedies] of byFee(file)) {
      const fee = feeCalled(file.model, of);
      const window = windowOfFee(fee);
      if (window === undefined || hasCommonCap(file.model, of)) continue;
      const reaches = remedies.flatMap((remedy) => reachOf(file, remedy, fee, window) ?? []);
      const uncapped = reaches.filter(({ remedy }) => isUncapped(file, remedy)).map(({ remedy }) => remedy);
      const sum = reaches.reduce((total, { reach }) => add(total, reach), zero);
      const [first] = uncapped;
      if (first === undefined || compare(sum, hundred) <= 0) continue;
      const [one = '', two, ...more] = [...new Set(reaches.flatMap(({ objectives }) => objectives))];
      const others =
        two === undefined ? '' : more.length > 0 ? ` and ${more.length + 1} others` : ` and ${quoted(two, 16)}`;
      yield {
        span: first.idSpan,
        message: message(
          `Credits of ${quoted(one, 16)}${others} can reach ${toDecimal(sum, 1)} % of ${quoted(of, 20)}`,
        ),
        fixes: fixesOf(file, uncapped, fee, window),
      };
    }
  },
});

/** The service credits by the fee of which they are a part. */
function byFee({ model }: SlaFile): ReadonlyMap<string, readonly Remedy[]> {
  const found = new Map<string, Remedy[]>();
  for (const remedy of model.remedies) {
    if (remedy.kind?.value !== 'service-credit' || remedy.of === undefined) continue;
    const list = found.get(remedy.of.value);
    if (list === undefined) found.set(remedy.of.value, [remedy]);
    else list.push(remedy);
  }
  return found;
}

interface Reach {
  readonly remedy: Remedy;
  readonly objectives: readonly string[];
  /** Percent of the fee of one window. */
  readonly reach: Rational;
}

/** What the objectives that pay by a remedy can cost in one window of the fee, in percent of it; at least that. */
function reachOf(file: SlaFile, remedy: Remedy, fee: Fee | undefined, window: WindowSpec): Reach | undefined {
  const largest = largestCredit(remedy, fee);
  if (largest === undefined) return undefined;
  const objectives: string[] = [];
  let reach = zero;
  for (const paying of payingByWindow(file.model, remedy)) {
    const windows = ratioOf(paying.window, window);
    if (windows === undefined) continue;
    for (const { id } of paying.objectives) objectives.push(id);
    reach = add(reach, multiply(multiply(largest, windows.least), integer(paying.objectives.length)));
  }
  if (objectives.length === 0) return undefined;
  if (isUncapped(file, remedy)) return { remedy, objectives, reach };
  // Of several caps all hold; one that cannot be compared may leave nothing.
  const caps = remedy.caps.map(({ value }) => {
    const percent = percentOf(value.amount, fee);
    const windows = ratioOf(value.per, window);
    if (percent === undefined || windows === undefined) return zero;
    return compare(windows.least, integer(1)) > 0 ? multiply(percent, windows.least) : percent;
  });
  if (caps.length === 0) return undefined;
  return { remedy, objectives, reach: caps.reduce((least, cap) => (compare(cap, least) < 0 ? cap : least), reach) };
}

/** The whole fee as the cap of each remedy that has none, or its largest tier where that is more. */
function fixesOf(
  { snapshot }: SlaFile,
  uncapped: readonly Remedy[],
  fee: Fee | undefined,
  window: WindowSpec,
): readonly Fix[] {
  const edits = uncapped.map((remedy): TextEdit | undefined => {
    const map = ownMap(remedy);
    const largest = largestCredit(remedy, fee) ?? hundred;
    const most = toDecimal(compare(largest, hundred) > 0 ? largest : hundred, 12);
    return map === undefined
      ? undefined
      : insertEntry(snapshot.text, map, 'cap', `${most} % per ${wordOf(window)}`, ['tiers']);
  });
  return fixOf('Insert a cap', ...edits);
}
