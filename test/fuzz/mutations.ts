// Mutations of a text, from a slip of the hand to what only an attacker or a broken disk writes; the same for a seed.
// It must never make a text that grows without end: what is fuzzed stays at the size of an example.

import { edited } from '../kit/edits';

export interface Mutation {
  readonly text: string;
  /** Where the text differs from the one before. */
  readonly at: number;
}

const hostile = [
  '\u0000',
  '\ud800',
  '\udc00',
  '\ufeff',
  '\u202e',
  '\u2028',
  '\u0085',
  '\r',
  '\u001b[31m',
  '__proto__: 1\n',
  '  constructor: { prototype: x }\n',
  '<<: *a\n',
  '? [a, b]\n: c\n',
  '!!binary ',
  '!<tag:x> ',
  '&a [*a]',
  '[[[[[[[[[[[[[[[[',
  '{{{{{{{{{{{{{{{{',
  '- - - - - - - - ',
  '"\\u{110000}\\x',
  '((((((((((',
  '9'.repeat(400),
  '1e999999',
  '0x7fffffffffffffff',
  'a'.repeat(3_000),
  '99.9 % of 1 business day per month',
  'p99.99999999999999999999',
  '2026-02-30',
  '2026-13-45T99:99:99Z',
  'PT99999999999H',
  'rolling 99999999999 d',
  '****',
  '%YAML 9.9\n---\n',
  '# sla-ignore x: y\n',
  '# sla-ignore-file: z\n',
];

/** One mutation of a text; most are edits as people make them. */
export function mutated(text: string, random: (below: number) => number): Mutation {
  const after = mutate(text, random);
  let at = 0;
  while (at < text.length && at < after.length && text.charCodeAt(at) === after.charCodeAt(at)) at++;
  return { text: after, at };
}

function mutate(text: string, random: (below: number) => number): string {
  const pick = (below: number): number => Math.floor(random(below));
  const at = pick(text.length + 1);
  switch (pick(10)) {
    case 0:
      return text.slice(0, at) + (hostile[pick(hostile.length)] ?? '') + text.slice(at);
    case 1:
      return text.slice(0, at) + text.slice(at + pick(200));
    case 2:
      return swapped(text, pick);
    case 3:
      return indented(text, pick);
    default:
      return edited(text, random);
  }
}

/** A word of the text put in the place of another, quotes and all. */
function swapped(text: string, pick: (below: number) => number): string {
  const words = [...text.matchAll(/[^\s,{}[\]]+/g)];
  const [from, to] = [words[pick(words.length)], words[pick(words.length)]];
  if (from === undefined || to === undefined) return text;
  return text.slice(0, to.index) + from[0] + text.slice(to.index + to[0].length);
}

/** Some lines moved to the left or to the right together, or copied elsewhere. */
function indented(text: string, pick: (below: number) => number): string {
  const lines = text.split('\n');
  const first = pick(lines.length);
  const block = lines.slice(first, first + 1 + pick(8));
  const kind = pick(3);
  if (kind === 0) lines.splice(first, block.length, ...block.map((line) => `  ${line}`));
  else if (kind === 1) lines.splice(first, block.length, ...block.map((line) => line.replace(/^ {1,2}/, '')));
  else lines.splice(pick(lines.length), 0, ...block);
  return lines.join('\n');
}
