// Writes plain data as an agreement in many ways that mean the same: order of keys, style, quotes, comments, units, anchors.
// It must never write two values that mean different things in the same way.

export type Data = string | readonly Data[] | { readonly [key: string]: Data };
export type Draft = string | Draft[] | { [key: string]: Draft };

/** A number from 0 on, below 1, that follows from a seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;

/** A whole number between two, both included. */
export const whole = (random: () => number, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1));

/** The text of an agreement in block style, as it would be typed. */
export function plainText(data: Data): string {
  return write(data, 0, { random: () => 0.99, isWild: false });
}

/** The same agreement written in another way. */
export function otherText(data: Data, random: () => number): string {
  return `${random() < 0.5 ? '# written anew\n' : ''}${write(data, 0, { random, isWild: true })}`;
}

interface Style {
  readonly random: () => number;
  readonly isWild: boolean;
}

/** Values with another way to write them. */
const others: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^(\d+(?:\.\d+)?) %$/, (number) => `${number.includes('.') ? `${number}0` : `${number}.0`}%`],
  [/^(\d+) h$/, (number) => `${Number(number) * 60} min`],
  [/^(\d+) min$/, (number) => `${Number(number) * 60} s`],
  [/^(\d+) d$/, (number) => `${Number(number) * 24} hours`],
  [/^(\d+) EUR$/, (number) => `EUR ${number}`],
  [/^median$/, () => 'p50'],
];

function write(data: Data, depth: number, style: Style): string {
  const indent = '  '.repeat(depth);
  if (typeof data === 'string') return scalar(data, style);
  if (isList(data)) return flow(data, style);
  const keys = order(Object.keys(data), style);
  return keys
    .map((key) => {
      const value = data[key] as Data;
      const comment = style.isWild && style.random() < 0.05 ? `${indent}# about ${key.replace(/\W/g, '')}\n` : '';
      const isFlow =
        typeof value === 'string' ||
        isList(value) ||
        Object.keys(value).length === 0 ||
        (depth > 0 && style.random() < (style.isWild ? 0.5 : 0));
      if (isFlow) return `${comment}${indent}${name(key)}: ${flow(value, style)}\n`;
      return `${comment}${indent}${name(key)}:\n${write(value, depth + 1, style)}`;
    })
    .join('');
}

function flow(data: Data, style: Style): string {
  if (typeof data === 'string') return scalar(data, style);
  if (isList(data)) return `[${data.map((item) => flow(item, style)).join(', ')}]`;
  const entries = order(Object.keys(data), style).map((key) => `${name(key)}: ${flow(data[key] as Data, style)}`);
  return `{ ${entries.join(', ')} }`;
}

const isList = (data: Data): data is readonly Data[] => Array.isArray(data);

const name = (key: string): string => (/^[\w .-]+$/.test(key) ? key : JSON.stringify(key));

function order(keys: readonly string[], { random, isWild }: Style): readonly string[] {
  if (!isWild || random() < 0.4) return keys;
  return keys
    .map((key) => [random(), key] as const)
    .sort(([a], [b]) => a - b)
    .map(([, key]) => key);
}

function scalar(text: string, { random, isWild }: Style): string {
  const needsQuotes = /^[\s"'[{>|*&!%@`#,?-]|: | #|[,[\]{}]|^$/.test(text);
  let shown = text;
  if (isWild && random() < 0.3)
    for (const [form, other] of others) {
      const found = form.exec(text);
      if (found !== null) shown = other(...found.slice(1));
    }
  const isFlag = /^(?:true|false)$/.test(text);
  if (needsQuotes || (isWild && !isFlag && random() < 0.2)) return JSON.stringify(shown);
  return shown;
}
