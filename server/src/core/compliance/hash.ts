// A stable hash of plain data, to know that two plan items ask for the same partials.
// It must never be used where an attacker could gain from a collision; fingerprints of data are SHA-256 and made by the engine.

/** 106 bits of a plain value's JSON as text (two rounds of cyrb53 by bryc, public domain). */
export function hashOf(value: unknown): string {
  const text = JSON.stringify(value);
  return cyrb53(text, 1) + cyrb53(text, 2);
}

function cyrb53(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36);
}
