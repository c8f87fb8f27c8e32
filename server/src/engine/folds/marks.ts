// Counts how many different slots of time the records of one window fill, so that doubled records do not hide a gap.
// It must give every record a slot of its own where records come in their rhythm, early and late ones included.

/** Marks in one `every`; records of a rhythm lie eight of them apart. */
export const marksPerSlot = 8;
/** Records nearer than this many marks fill one slot. */
const nearest = 5;

/** A class because it is filled record by record, in any order. */
export class Marks {
  rows = 0;
  private readonly length: number;
  private bits = new Uint32Array(64);
  private origin: number | undefined;

  constructor(everyMs: number) {
    this.length = everyMs / marksPerSlot;
  }

  note(instant: number): void {
    this.rows++;
    this.set(Math.floor(instant / this.length));
  }

  /** Notes records at `count` marks that follow each other in the rhythm, from the mark with the number `first` on. */
  noteRun(first: number, count: number, rows: number): void {
    this.rows += rows;
    for (let index = 0; index < count; index++) this.set(first + index * marksPerSlot);
  }

  private set(mark: number): void {
    this.origin ??= mark - (mark % 32) - 32 * 8;
    if (mark < this.origin) this.reach(mark);
    const index = mark - this.origin;
    if (index >>> 5 >= this.bits.length) this.grow(index >>> 5);
    this.bits[index >>> 5]! |= 1 << (index & 31);
  }

  /** Makes room for an earlier mark. */
  private reach(mark: number): void {
    const origin = mark - (mark % 32) - 32 * Math.max(8, this.bits.length);
    const words = ((this.origin ?? origin) - origin) / 32;
    const wider = new Uint32Array(this.bits.length + words);
    wider.set(this.bits, words);
    this.bits = wider;
    this.origin = origin;
  }

  private grow(word: number): void {
    const wider = new Uint32Array(Math.max(word + 1, 2 * this.bits.length));
    wider.set(this.bits);
    this.bits = wider;
  }

  /** Records that fill a slot which another one fills already. */
  get surplus(): number {
    let kept = 0;
    let last = -Infinity;
    for (const [word, bits] of this.bits.entries()) {
      if (bits === 0) continue;
      for (let bit = 0; bit < 32; bit++) {
        if ((bits & (1 << bit)) === 0 || word * 32 + bit - last < nearest) continue;
        last = word * 32 + bit;
        kept++;
      }
    }
    return this.rows - kept;
  }
}
