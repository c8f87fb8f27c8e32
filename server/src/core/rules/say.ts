// Puts texts of a file into messages: on one line, short, harmless, and never longer than a problem may be.
// No text of a file may reach a message without passing through here.

import { forLine } from '../show/escape';
import { showQuantity } from '../show/words';
import type { Quantity } from '../scalars/quantity';

/** Most characters of a message (rules.md, section 1). */
export const maximumMessage = 100;

/** A text on one line, cut after `most` characters without splitting one of them. */
export function cut(text: string, most = 32): string {
  const line = forLine(text.length > 4 * most ? text.slice(0, 4 * most) : text);
  if (line.length <= most) return line;
  const end = /[\ud800-\udbff]/.test(line[most - 2] ?? '') ? most - 2 : most - 1;
  return `${line.slice(0, end)}…`;
}

/** A text of the file in quotes. */
export function quoted(text: string, most = 32): string {
  return `"${cut(text, most)}"`;
}

/** A quantity with its unit, as short as a message needs it. */
export function amount(quantity: Quantity, most = 24): string {
  return cut(showQuantity(quantity), most);
}

/** A message that is made of parts which are short each; cut once more, should they be long together. */
export function message(text: string): string {
  return cut(text, maximumMessage);
}

/** `; did you mean "x"?`, or nothing where the message would grow too long or nothing is near. */
export function hint(fact: string, meant: string | undefined): string {
  if (meant === undefined) return fact;
  const whole = `${fact}; did you mean "${cut(meant, 40)}"?`;
  return whole.length > maximumMessage ? fact : whole;
}
