// Judges whether the last line of a file, which has no line feed, was cut off in its last field.
// It must never suspect a line without a reason: many programs write no line feed behind the last line.

/** How much of the end of a file is looked at: two lines of the usual kind. */
const looked = 4_096;

/**
 * Whether the last field of the last line is a time that stops before the form of the one above it: `…T10:00` below `…T10:05:00Z`.
 * A number or a name that was cut is still a number or a name; no reader can tell, and none tries.
 */
export function isCutTime(bytes: Buffer): boolean {
  const lines = bytes
    .toString('latin1', Math.max(0, bytes.length - looked))
    .split('\n')
    .slice(-2)
    .map((line) => shapeOf(line.trimEnd()));
  const [above, last] = lines;
  if (above === undefined || last === undefined) return false;
  return last.length < above.length && above.startsWith(last) && last.startsWith('9999-99');
}

/** The last field of a line with every digit as a nine. */
function shapeOf(line: string): string {
  return line.slice(Math.max(...[',', ';', '\t'].map((sign) => line.lastIndexOf(sign))) + 1).replace(/\d/g, '9');
}
