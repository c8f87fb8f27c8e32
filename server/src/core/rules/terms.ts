// Terms of a glossary as people use them: in the singular or the plural, with any capitals, and shortened to their last word.
// It must never take a part of a word for a word.

const letters = /[\p{L}\p{N}]+/uy;

/** A word without the ending of its plural, in small letters: `Minutes` is `minute`, `Entries` is `entry`. */
export function singular(word: string): string {
  const small = word.toLowerCase();
  if (small.length > 4 && small.endsWith('ies')) return `${small.slice(0, -3)}y`;
  if (small.length > 4 && /(?:s|x|z|ch|sh)es$/.test(small)) return small.slice(0, -2);
  return small.length > 3 && /[^s]s$/.test(small) ? small.slice(0, -1) : small;
}

/** The words of a term or a phrase, each in the singular, with one blank between them. */
export function plainTerm(text: string): string {
  return (text.match(/[\p{L}\p{N}]+/gu) ?? []).map(singular).join(' ');
}

/** Whether a text has a word, in the singular or the plural, anywhere but between two offsets. */
export function hasWord(text: string, word: string, except: { readonly start: number; readonly end: number }): boolean {
  const meant = singular(word);
  // All forms of a word begin alike.
  const stem = meant.endsWith('y') ? meant.slice(0, -1) : meant;
  const forms = new Set([word.slice(0, stem.length), stem, stem.slice(0, 1).toUpperCase() + stem.slice(1)]);
  for (const form of forms)
    for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + 1)) {
      if (at >= except.start && at < except.end) continue;
      if (at > 0 && /[\p{L}\p{N}]/u.test(text[at - 1] ?? '')) continue;
      letters.lastIndex = at;
      if (singular(letters.exec(text)?.[0] ?? '') === meant) return true;
    }
  return false;
}

/** Whether a term says when something is down: the values of availability rest on it, whether or not a text uses it. */
export function saysWhenDown(term: string): boolean {
  return /down|outage|availab|fault|failure/i.test(term);
}
