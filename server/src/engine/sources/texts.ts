// Remembers the texts of a column that come again and again, so that the same bytes are the same text and are decoded once.
// It must never answer by a hash alone: the bytes of what it remembers are compared.

const places = 512;
/** Longer texts seldom come again. */
const longest = 32;

/** A class because it remembers from row to row; its size is fixed whatever the file holds, but for the numbers of one block. */
export class Texts {
  private readonly known: (string | undefined)[] = Array.from({ length: places }, () => undefined);
  private readonly lengths = new Uint8Array(places);
  private readonly bytes = new Uint8Array(places * longest);
  private readonly own = new DataView(this.bytes.buffer);
  /** The bytes in which texts were looked for last. */
  private looked: Uint8Array | undefined;
  private view: DataView = this.own;
  /** Where the last text of some length and few bytes stands, as a guess that saves to look at all bytes twice. */
  private readonly guesses = new Uint16Array(places);
  /** In which block a place was given a number. */
  private readonly blocks = new Uint32Array(places);
  private block = 1;
  /** Texts of the block that have no place of their own. */
  private others: string[] = [];
  private readonly numbers = new Map<string, number>();

  /** The text of the bytes `[start, end)`, which are UTF-8. */
  of(b: Uint8Array, start: number, end: number): string {
    const length = end - start;
    if (length > longest) return (b as Buffer).toString('utf8', start, end);
    const place = placeOf(b, start, end);
    return this.isAt(place, b, start, length) ? this.known[place]! : this.remember(place, b, start, end);
  }

  /** Forgets the numbers that were given. */
  beginNumbers(): void {
    this.block++;
    this.others = [];
    this.numbers.clear();
  }

  /** A number for the text of the bytes `[start, end)`: no other text has it, though the same text may have several. */
  numberOf(b: Uint8Array, start: number, end: number): number {
    const length = end - start;
    if (length > longest) return this.numberOfText((b as Buffer).toString('utf8', start, end));
    const guess = guessOf(b, start, end);
    let place = this.guesses[guess]!;
    if (!this.isAt(place, b, start, length)) place = this.guesses[guess] = placeOf(b, start, end);
    else if (this.blocks[place] === this.block) return place;
    if (!this.isAt(place, b, start, length)) {
      // What has a number keeps it until the numbers are forgotten.
      if (this.blocks[place] === this.block) return this.numberOfText((b as Buffer).toString('utf8', start, end));
      this.remember(place, b, start, end);
    }
    this.blocks[place] = this.block;
    return place;
  }

  /** A number for a text. */
  numberOfText(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = places + this.others.push(text) - 1;
    this.numbers.set(text, number);
    return number;
  }

  /** The text with a number. */
  wordOf(number: number): string {
    return (number < places ? this.known[number] : this.others[number - places]) ?? '';
  }

  /** Larger than every number that was given. */
  get size(): number {
    return places + this.others.length;
  }

  private isAt(place: number, b: Uint8Array, start: number, length: number): boolean {
    if (this.lengths[place] !== length || this.known[place] === undefined) return false;
    const from = place * longest;
    if (length < 4) {
      for (let at = 0; at < length; at++) if (this.bytes[from + at] !== b[start + at]) return false;
      return true;
    }
    // Four bytes at a time, the last four whether or not they have been compared.
    if (this.looked !== b) [this.looked, this.view] = [b, new DataView(b.buffer, b.byteOffset, b.byteLength)];
    const { view, own } = this;
    const last = length - 4;
    for (let at = 0; at < last; at += 4) if (own.getInt32(from + at) !== view.getInt32(start + at)) return false;
    return own.getInt32(from + last) === view.getInt32(start + last);
  }

  private remember(place: number, b: Uint8Array, start: number, end: number): string {
    const text = (b as Buffer).toString('utf8', start, end);
    this.known[place] = text;
    this.lengths[place] = end - start;
    const from = place * longest - start;
    for (let at = start; at < end; at++) this.bytes[from + at] = b[at]!;
    return text;
  }
}

function guessOf(b: Uint8Array, start: number, end: number): number {
  const middle = b[(start + end) >> 1]!;
  return ((end - start) ^ (b[start]! << 1) ^ (middle << 4) ^ (b[end - 1]! << 2) ^ (b[end - 2]! << 5)) & (places - 1);
}

function placeOf(b: Uint8Array, start: number, end: number): number {
  let hash = 2_166_136_261;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ b[at]!, 16_777_619);
  return (hash ^ (hash >>> 15)) & (places - 1);
}
