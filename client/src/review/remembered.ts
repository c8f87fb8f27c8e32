// Answers that never change and cost much to ask for: the newest are kept, up to a size.
// It must never keep an answer that failed.

/** Texts of so many characters are kept, and so many answers without any. */
const [mostCharacters, mostAnswers] = [16_000_000, 1_000];

/** A class because it is what has been answered. */
export class Remembered<Answer> {
  private readonly answers = new Map<string, Promise<Answer>>();
  private readonly sizes = new Map<string, number>();
  private total = 0;
  private readonly sizeOf: (answer: Answer) => number;

  /** `sizeOf` is the length of an answer in characters. */
  constructor(sizeOf: (answer: Answer) => number) {
    this.sizeOf = sizeOf;
  }

  /** The answer to a question: the one that is known or on its way, else what `ask` finds. */
  get(key: string, ask: () => Promise<Answer>): Promise<Answer> {
    const known = this.answers.get(key);
    if (known !== undefined) {
      // What was wanted last goes last.
      this.answers.delete(key);
      this.answers.set(key, known);
      return known;
    }
    const answer = ask();
    this.answers.set(key, answer);
    answer.then(
      (found) => this.count(key, answer, this.sizeOf(found)),
      () => this.forget(key, answer),
    );
    return answer;
  }

  private count(key: string, answer: Promise<Answer>, size: number): void {
    if (this.answers.get(key) !== answer) return;
    this.sizes.set(key, size);
    this.total += size;
    for (const [oldest, old] of this.answers) {
      if (this.total <= mostCharacters && this.answers.size <= mostAnswers) break;
      this.forget(oldest, old);
    }
  }

  private forget(key: string, answer: Promise<Answer>): void {
    if (this.answers.get(key) !== answer) return;
    this.answers.delete(key);
    this.total -= this.sizes.get(key) ?? 0;
    this.sizes.delete(key);
  }
}
