// Keys of objects that the beginning of a file did not show, found while its rows were read, and wanted by what is computed.
// It must never hold a key that decides over nothing: each costs a second reading.

import type { ComputePlan } from '../core/compliance/plan-types';
import { roleNames } from '../core/vocabulary/metrics/choose';
import { metricType } from '../core/vocabulary/metrics/index';

/** A class because keys are found file by file. */
export class Learnt {
  private readonly byPath = new Map<string, Set<string>>();
  private readonly roles: ReadonlySet<string>;
  private readonly words: string;

  /** `plans` are those whose words and roles make a key worth to be known. */
  constructor(plans: readonly ComputePlan[]) {
    const types = new Set(plans.flatMap(({ items }) => items.map(({ type }) => type)));
    const own = [...types].flatMap((type) => metricType(type)?.inputs ?? []).flatMap(({ roles }) => roles);
    this.roles = new Set([...roleNames, ...own.map(({ role }) => role)]);
    this.words = JSON.stringify(plans);
  }

  /** The keys that were found in a file. */
  of(path: string): readonly string[] {
    return [...(this.byPath.get(path) ?? [])];
  }

  /** Notes keys of a file; answers whether any of them may decide over a result and was not known. */
  note(path: string, keys: Iterable<string>, known: readonly string[]): boolean {
    let isNew = false;
    for (const key of keys) {
      if (known.includes(key) || !this.isWanted(key)) continue;
      const found = this.byPath.get(path) ?? new Set();
      this.byPath.set(path, found);
      isNew ||= !found.has(key);
      found.add(key);
    }
    return isNew;
  }

  private isWanted(key: string): boolean {
    return this.roles.has(key) || (key !== '' && this.words.includes(JSON.stringify(key).slice(1, -1)));
  }
}
