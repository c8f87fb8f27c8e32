// Edits of a text as people and tools make them, the same for a seed.
// It must never make an edit that an editor could not.

/** Random numbers that are the same for a seed (mulberry32). */
export function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296) * below;
  };
}

const insertions = [
  'a',
  ' ',
  '\n',
  ':',
  '#',
  '"',
  "'",
  '[',
  ']',
  '{',
  '}',
  '-',
  '\t',
  '&a',
  '*a',
  ': ',
  '\n  ',
  '\n    ',
  '  key: value\n',
  'metrics:\n',
  '>',
  '|',
  '99.9 %',
  '\n# comment\n',
  '\r\n',
  'é',
  '😀',
  '- x\n',
  '---\n',
  '<<<<<<< HEAD\n',
  '>-\n      text\n',
  '@',
  '%',
  '!',
  'x: { a: 1, b: [2, 3] }\n',
  '  name: "a\n    b"\n',
];

/** One edit as people and tools make them: a few signs typed, deleted, a line moved, doubled or taken out. */
export function edited(text: string, random: (below: number) => number): string {
  const at = Math.floor(random(text.length + 1));
  const kind = random(10);
  if (kind < 5) return text.slice(0, at) + (insertions[Math.floor(random(insertions.length))] ?? '') + text.slice(at);
  if (kind < 7) return text.slice(0, at) + text.slice(at + 1 + Math.floor(random(4)));
  const lines = text.split('\n');
  const line = Math.floor(random(lines.length));
  if (kind < 8) lines.splice(line, 1);
  else if (kind < 9) lines.splice(line, 0, lines[Math.floor(random(lines.length))] ?? '');
  else lines[line] = `${' '.repeat(Math.floor(random(3)))}${lines[line] ?? ''}`;
  return lines.join('\n');
}
