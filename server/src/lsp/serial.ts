// Numbers values that never change, so that two of them are told apart by a short text.
// It must never give one number to two values while the server lives.

const numbers = new WeakMap<object, number>();
let last = 0;

export function serialOf(value: object): number {
  let number = numbers.get(value);
  if (number === undefined) {
    number = ++last;
    numbers.set(value, number);
  }
  return number;
}
