// Signs that hide in a text or look like others: zero-width and bidirectional ones, and letters of another script.
// It must never call a text confusable that is written in one script, nor signs that a script needs.

/** A sign that a reader does not see for what it is. */
export interface Confusable {
  readonly what: string;
  /** The offset of the sign in its text, and how long it is. */
  readonly start: number;
  readonly sign: string;
  /** What stands in its place in a plain text. */
  readonly plain: string;
}

/** Small and capital letters of Cyrillic and Greek with the Latin ones that look the same. */
const looksLike: ReadonlyMap<string, string> = new Map(
  (
    'аa еe оo рp сc уy хx іi јj ѕs һh ԁd АA ВB ЕE КK МM НH ОO РP СC ТT УY ХX ІI ЈJ ЅS ' +
    'οo νv ρp ΑA ΒB ΕE ΖZ ΗH ΙI ΚK ΜM ΝN ΟO ΡP ΤT ΥY ΧX'
  )
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

const hidden: ReadonlyMap<string, string> = new Map([
  ['\u00ad', 'Soft hyphen'],
  ['\u200b', 'Zero-width space'],
  ['\u200c', 'Zero-width non-joiner'],
  ['\u200d', 'Zero-width joiner'],
  ['\u2060', 'Word joiner'],
  ['\ufeff', 'Zero-width no-break space'],
]);
const directing = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/;
/** Scripts that are written from right to left, or that join their letters by signs of no width. */
const needingSigns =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Malayalam}\p{Script=Kannada}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}\p{Emoji_Presentation}]/u;

/** Few ranges, for all of a text is searched for them at each edit: Greek and Cyrillic letters, and signs that nobody sees. */
const suspicious = /[\u00ad\u0391-\u052f\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** The offsets of all signs of a text that may be confusable; most texts have none. */
export function* suspectsIn(text: string): Generator<number> {
  for (const { 0: sign, index } of text.matchAll(suspicious))
    if (looksLike.has(sign) || hidden.has(sign) || directing.test(sign)) yield index;
}

/** The confusable signs of a word or a name, in their order. */
export function confusablesIn(text: string): readonly Confusable[] {
  const found: Confusable[] = [];
  const needsSigns = needingSigns.test(text);
  for (const { 0: word, index } of text.matchAll(/[^\s.,;:()[\]{}"'/]+/g)) {
    const isMixed = /[A-Za-z]/.test(word) && [...word.replace(/[^\p{L}]/gu, '')].every(isLatinOrLike);
    for (const [at, sign] of Array.from(word).entries()) {
      const start = index + Array.from(word).slice(0, at).join('').length;
      const invisible = hidden.get(sign);
      const like = isMixed ? looksLike.get(sign) : undefined;
      if (like !== undefined) found.push({ what: `${scriptOf(sign)} letter`, start, sign, plain: like });
      else if (invisible !== undefined && !(needsSigns && /[\u200c\u200d]/.test(sign)))
        found.push({ what: invisible, start, sign, plain: '' });
      else if (directing.test(sign) && !(needsSigns && /[\u061c\u200e\u200f]/.test(sign)))
        found.push({ what: 'Sign that turns the direction', start, sign, plain: '' });
    }
  }
  return found;
}

function isLatinOrLike(letter: string): boolean {
  return looksLike.has(letter) || /\p{Script=Latin}/u.test(letter);
}

function scriptOf(sign: string): string {
  return /\p{Script=Greek}/u.test(sign) ? 'Greek' : 'Cyrillic';
}

/** A text with plain signs in the place of confusable ones. */
export function plainText(text: string): string {
  let plain = text;
  for (const { start, sign, plain: instead } of [...confusablesIn(text)].reverse())
    plain = plain.slice(0, start) + instead + plain.slice(start + sign.length);
  return plain;
}

/** The number of a sign as it is looked up: `U+200B`. */
export function codePointOf(sign: string): string {
  return `U+${(sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
