// Signs of comparison that are written before a bound, whose key says the same in a word.
// It must never drop a sign that says something else than the key.

const signsOf: Readonly<Record<string, readonly string[]>> = {
  atLeast: ['>=', '≥'],
  atMost: ['<=', '≤'],
  above: ['>'],
  below: ['<'],
};

/** Whether a key holds a bound. */
export function isBoundKey(key: string): boolean {
  return Object.hasOwn(signsOf, key);
}

/** A bound without the sign before it; undefined where no sign stands there, or one that its key does not say. */
export function withoutSign(key: string, text: string): string | undefined {
  const match = /^\s*(>=|<=|≥|≤|>|<)\s*(\S.*)$/.exec(text);
  const [, sign = '', value] = match ?? [];
  return isBoundKey(key) && signsOf[key]?.includes(sign) === true ? value : undefined;
}
