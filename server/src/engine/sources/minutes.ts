// Reads time stamps that fall into the same minute as the one before, as most of a log do, without looking at each of their digits.
// It must never read one that is not written in full, to the millisecond and in UTC: all others are for `instant`.

/** Bytes from the year to the minute. */
const minuteLength = 16;
const hourAt = 11;
/** The digits of 24. */
const twentyFour = 0x3234;
/** Length of a whole time stamp: 2026-01-01T00:00:00.000Z */
const wholeLength = 24;

/** A class because it remembers the minute from row to row. */
export class Minutes {
  private readonly words = new Int32Array(minuteLength / 4);
  private readonly start = new Float64Array(1);
  private isKnown = false;
  private view: DataView = new DataView(new ArrayBuffer(0));
  private bytes: Uint8Array | undefined;

  /** Says in what bytes time stamps are read from now on. */
  look(bytes: Uint8Array): void {
    if (this.bytes === bytes) return;
    this.bytes = bytes;
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  /** Puts the instant at an offset, in milliseconds, into an entry; answers the offset behind it, or -1 where it has to be read in full. */
  read(i: number, values: Float64Array, at: number): number {
    const { view, words } = this;
    if (i + wholeLength > view.byteLength) return -1;
    if (view.getInt32(i) !== words[0] || view.getInt32(i + 4) !== words[1]) return -1;
    if (view.getInt32(i + 8) !== words[2] || view.getInt32(i + 12) !== words[3]) return -1;
    const milliseconds = behindMinute(view, i + minuteLength);
    if (milliseconds < 0 || !this.isKnown) return -1;
    values[at] = this.start[0]! + milliseconds;
    return i + wholeLength;
  }

  /** Remembers the minute of an instant that was read in full from an offset to another. */
  note(from: number, to: number, instant: number): void {
    if (to - from !== wholeLength) return;
    const milliseconds = behindMinute(this.view, from + minuteLength);
    // Of the hour 24 there is only its beginning.
    if (milliseconds < 0 || this.view.getUint16(from + hourAt) === twentyFour) return;
    for (let word = 0; word < this.words.length; word++) this.words[word] = this.view.getInt32(from + 4 * word);
    this.start[0] = instant - milliseconds;
    this.isKnown = true;
  }
}

/** The milliseconds of `:00.000Z`, or -1 where it is written in another way. */
function behindMinute(view: DataView, i: number): number {
  if (view.getUint8(i) !== 58 || view.getUint8(i + 3) !== 46 || view.getUint8(i + 7) !== 90) return -1;
  const tens = view.getUint8(i + 1) - 48;
  const ones = view.getUint8(i + 2) - 48;
  const tenths = view.getUint8(i + 4) - 48;
  const hundredths = view.getUint8(i + 5) - 48;
  const thousandths = view.getUint8(i + 6) - 48;
  const isAllDigits =
    ((tens | ones | tenths | hundredths | thousandths) & ~15) === 0 &&
    tens < 6 &&
    ones < 10 &&
    tenths < 10 &&
    hundredths < 10 &&
    thousandths < 10;
  return isAllDigits ? tens * 10_000 + ones * 1_000 + tenths * 100 + hundredths * 10 + thousandths : -1;
}
