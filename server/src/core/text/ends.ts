// The end of a text that may be long: a pattern without a beginning would be tried at every sign of it.
// It must never look further back than a person reads.

/** Longer words and blanks are cut: nobody completes or mends them. */
const longest = 300;

/** The last signs of a text, at most 300. */
export function lastOf(text: string): string {
  return text.length > longest ? text.slice(-longest) : text;
}

/** The letters, digits, hyphens and underscores with which a text ends. */
export function wordAtEnd(text: string): string {
  return /[\p{L}\p{N}_-]*$/u.exec(lastOf(text))?.[0] ?? '';
}
