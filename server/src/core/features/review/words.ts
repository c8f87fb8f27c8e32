// A change in one sentence, the same in hints, problems, terminals and comments.
// It must never say more than the change holds, nor escape for one place: whoever shows it does.

import type { AgreementChange } from '../../diff/agreement-change';

/** `99.9 % → 99.5 %`, `+ 4 h per month`, `− maintenance`, or `provider → operator`. */
export function valuesText({ from, to }: AgreementChange): string {
  if (from === undefined) return `+ ${to ?? ''}`.trimEnd();
  return to === undefined ? `− ${from}` : `${from} → ${to}`;
}

/** `weaker for customer`, for those to whom something is owed; the opposite of the others is not said. Empty where it is neutral. */
export function directionText({ directions }: AgreementChange): string {
  const [first] = directions.values();
  if (first === undefined) return '';
  const parties = [...directions].flatMap(([party, direction]) => (direction === first ? [party] : []));
  return `${first} for ${parties.join(', ')}`;
}
