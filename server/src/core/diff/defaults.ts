// What the language takes where nothing is written: writing it down changes nothing.
// It must never hold a default that depends on the rest of the agreement; those are compared as they are resolved.

import { flagOf } from '../schema/plain';
import { resolved, type Node } from '../syntax/nodes';

/** Defaults by section and key. */
const defaults: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  metrics: { noData: 'unknown', beforeStart: 'unknown', mode: 'half-up' },
  remedies: { basis: 'value', stacking: 'highest', when: 'every miss', sole: 'false' },
  claims: { after: 'window-end', automatic: 'false' },
  changes: { noAdverseChange: 'false' },
};

/** Whether a value at a path is what would hold without it. */
export function isDefault(path: readonly (string | number)[], value: Node | undefined): boolean {
  const [section, key] = [path[0], path.at(-1)];
  if (typeof section !== 'string' || typeof key !== 'string') return false;
  const known = Object.hasOwn(defaults, section) ? defaults[section] : undefined;
  const expected = known !== undefined && Object.hasOwn(known, key) ? known[key] : undefined;
  const node = resolved(value);
  return expected !== undefined && node?.kind === 'scalar' && (flagOf(node) ?? node.text.trim()) === expected;
}
