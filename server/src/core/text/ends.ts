// The ends of texts that may be long: what is shown of them, and what stands last in them.
// It must never look further back than a person reads: a pattern without a beginning is tried at every sign of a text.

/** Longer words and blanks are cut: nobody completes or mends them. */
const longest = 300;

/** The last signs of a text, at most 300. */
export function lastOf(text: string): string {
  return text.length > longest ? text.slice(-longest) : text;
}

/** A text of at most so many signs; of a longer one the begin, and `…`. */
export function shortened(text: string, most: number): string {
  return text.length > most ? `${text.slice(0, most - 1)}…` : text;
}

/** The letters, digits, hyphens and underscores with which a text ends. */
export function wordAtEnd(text: string): string {
  return /[\p{L}\p{N}_-]*$/u.exec(lastOf(text))?.[0] ?? '';
}
