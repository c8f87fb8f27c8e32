// Phrases that sound like a promise and cannot be measured (rules.md A8).
// It must never find a part of a word.

const phrases = [
  'commercially reasonable',
  'best efforts?',
  'reasonable endeavou?rs',
  'as soon as possible',
  'promptly',
  'timely',
  'industry standard',
  'where possible',
  'normally',
  'generally available',
  'adequate',
  'state of the art',
];

const vague = new RegExp(
  `(?<![\\p{L}\\p{N}-])(?:${phrases.join('|').replaceAll(' ', '\\s+')})(?![\\p{L}\\p{N}-])`,
  'iu',
);

/** The first phrase of a text that nobody can measure, and where it stands in it. */
export function vaguePhrase(text: string): { readonly phrase: string; readonly start: number } | undefined {
  const match = vague.exec(text);
  return match === null ? undefined : { phrase: match[0], start: match.index };
}
