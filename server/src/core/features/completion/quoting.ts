// Writes a text so that YAML reads it as it stands, in the quotes in which the cursor is or in those that it needs.
// It must never quote what needs no quotes: a person reads the file.

/** What YAML reads as plain text in every place, brackets included. */
const plain = /^[\p{L}\p{N}.+_/][\p{L}\p{N}.+_/ %:()*-]*$/u;
const lookingLikeMore = /: |:$| $|^(?:yes|no|on|off|y|n|true|false|null|none)$/i;

export type Quote = '' | '"' | "'";

/** Whether a text needs quotes where it stands as a key or a value. */
export function needsQuotes(text: string): boolean {
  return !plain.test(text) || lookingLikeMore.test(text);
}

/** A text as a value or a key of its own. Between brackets a colon in it may be read as that of a key. */
export function asText(text: string, isFlow = false): string {
  if (!needsQuotes(text) && !(isFlow && text.includes(':'))) return text;
  return text.includes('"') && !text.includes('\n')
    ? `'${text.replaceAll("'", "''")}'`
    : `"${text.replace(/[\\"]/g, '\\$&').replaceAll('\n', '\\n')}"`;
}

/** A text inside quotes that are there already. */
export function inQuotes(text: string, quote: Quote): string {
  if (quote === '"') return text.replace(/[\\"]/g, '\\$&');
  return quote === "'" ? text.replaceAll("'", "''") : text;
}
