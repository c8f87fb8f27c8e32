// Remembers the texts of a column that come again and again, so that the same bytes are the same text and are decoded once.
// It must never answer by a hash alone: the bytes of what it remembers are compared.

const places = 512;
/** Longer texts seldom come again. */
const longest = 32;

/** A class because it remembers from row to row; its size is fixed whatever the file holds. */
export class Texts {
  private readonly known: (string | undefined)[] = Array.from({ length: places }, () => undefined);
  private readonly lengths = new Uint8Array(places);
  private readonly bytes = new Uint8Array(places * longest);

  /** The text of the bytes `[start, end)`, which are UTF-8. */
  of(b: Uint8Array, start: number, end: number): string {
    const length = end - start;
    if (length > longest) return (b as Buffer).toString('utf8', start, end);
    let hash = 2_166_136_261;
    for (let at = start; at < end; at++) hash = Math.imul(hash ^ b[at]!, 16_777_619);
    const place = (hash ^ (hash >>> 15)) & (places - 1);
    const from = place * longest;
    const text = this.known[place];
    if (text !== undefined && this.lengths[place] === length) {
      let at = 0;
      while (at < length && this.bytes[from + at] === b[start + at]) at++;
      if (at === length) return text;
    }
    const made = (b as Buffer).toString('utf8', start, end);
    this.known[place] = made;
    this.lengths[place] = length;
    for (let at = 0; at < length; at++) this.bytes[from + at] = b[start + at]!;
    return made;
  }
}
