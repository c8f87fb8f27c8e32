// Turns samples of counters into rows: what a counter grew by between two samples, at the instant of the first of them.
// It must never extrapolate: only what was counted between two samples counts, and a counter that fell began anew at zero.

import { RemoteFailure } from './table';

/** A series of a counter: its labels, and samples in the order of time with milliseconds. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly samples: readonly (readonly [at: number, value: number])[];
}

/** What grew from one instant on: the amounts of the roles, for one group of labels. */
export interface Growth {
  readonly at: number;
  /** Values of the labels by which is grouped, in their order. */
  readonly group: readonly string[];
  readonly amounts: number[];
}

interface Seen {
  at: number;
  value: number;
}

/** A class because it is fed one span of time after the other and remembers where the last one ended. */
export class Increments {
  private readonly by: readonly string[];
  private readonly roles: number;
  private readonly last = new Map<string, Seen>();
  /** The last instant at which anything of a target was sampled. */
  private readonly lastOfTarget = new Map<string, number>();

  /** `by`: labels of groups; `roles`: how many counters are read side by side. */
  constructor(by: readonly string[], roles: number) {
    this.by = by;
    this.roles = roles;
  }

  /** Takes the next span: for each role its series. Rows are in the order of time. Throws `RemoteFailure` where a value is no whole number. */
  add(byRole: readonly (readonly Series[])[]): readonly Growth[] {
    const sampled = this.instantsOfTargets(byRole);
    const rows = new Map<string, Growth>();
    byRole.forEach((series, role) => {
      for (const each of series) this.addSeries(each, role, sampled, rows);
    });
    for (const [target, instants] of sampled)
      this.lastOfTarget.set(target, Math.max(this.lastOfTarget.get(target) ?? -Infinity, instants.at(-1) ?? -Infinity));
    return [...rows.values()].sort((a, b) => a.at - b.at);
  }

  private addSeries(
    { labels, samples }: Series,
    role: number,
    sampled: ReadonlyMap<string, readonly number[]>,
    rows: Map<string, Growth>,
  ): void {
    const key = `${role}\n${JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)))}`;
    const group = this.by.map((name) => (Object.hasOwn(labels, name) ? (labels[name] ?? '') : ''));
    const add = (at: number, amount: number): void => {
      const place = `${at}\n${group.join('\n')}`;
      const row = rows.get(place) ?? { at, group, amounts: Array<number>(this.roles).fill(0) };
      rows.set(place, row);
      row.amounts[role] = (row.amounts[role] ?? 0) + amount;
    };
    let seen = this.last.get(key);
    for (const [at, value] of samples) {
      // The spans of two questions may share a sample.
      if (Number.isNaN(value) || (seen !== undefined && at <= seen.at)) continue;
      if (!Number.isSafeInteger(value) || value < 0)
        throw new RemoteFailure('unreadable', `a counter has the value ${value}, which is no count`);
      if (seen !== undefined) add(seen.at, value >= seen.value ? value - seen.value : value);
      else {
        // A series that begins while its target was sampled before began at zero, as the first error of a day does.
        const before = this.sampleBefore(targetOf(labels), at, sampled);
        if (before !== undefined) add(before, value);
      }
      seen = { at, value };
    }
    if (seen !== undefined) this.last.set(key, seen);
  }

  private sampleBefore(
    target: string,
    at: number,
    sampled: ReadonlyMap<string, readonly number[]>,
  ): number | undefined {
    return sampled.get(target)?.findLast((instant) => instant < at) ?? this.lastOfTarget.get(target);
  }

  private instantsOfTargets(byRole: readonly (readonly Series[])[]): Map<string, number[]> {
    const sets = new Map<string, Set<number>>();
    for (const { labels, samples } of byRole.flat()) {
      const target = targetOf(labels);
      const set = sets.get(target) ?? new Set();
      sets.set(target, set);
      for (const [at, value] of samples) if (!Number.isNaN(value)) set.add(at);
    }
    return new Map([...sets].map(([target, set]) => [target, [...set].sort((a, b) => a - b)]));
  }
}

/** What is scraped at once: a job and an instance of it. */
function targetOf({ job = '', instance = '' }: Readonly<Record<string, string>>): string {
  return `${job}\n${instance}`;
}
