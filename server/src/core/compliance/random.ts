// Numbers that look random and are the same every time, for what is estimated by drawing from a record.
// It must never be used for secrets.

/** A source of numbers from 0 up to, not including, 1: the generator mulberry32 with the seed given, a whole number. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
