// Lays out a table for a terminal: columns as wide as their longest cell, and never wider together than the terminal.
// It must never cut the reason of a verdict: that is broken into lines, names and values are shortened.

/** A cell; `style` names a colour and is the caller's business. */
interface Cell<Style extends string> {
  readonly text: string;
  readonly style?: Style;
}

export interface Column {
  readonly title: string;
  readonly isRight?: boolean;
  /** The width down to which the column is shortened before another is left out, and down to which at all; never, where undefined. */
  readonly fair?: number;
  readonly least?: number;
  /** Where the table is too wide, columns are left out in this order. */
  readonly leftOut?: 1 | 2;
}

export interface Row<Style extends string> {
  /** One for each column from the left; columns may be lacking at the end. */
  readonly cells: readonly Cell<Style>[];
  /** Words behind the cells, over all columns that are left. */
  readonly rest?: string;
}

const gap = 2;
const margin = '  ';
/** What words need at least beside the cells of their row; with less they go on the next line. */
const leastRoom = 30;

/** The lines of a table that fits a width. Columns in which nothing stands are left out. */
export function table<Style extends string>(
  columns: readonly Column[],
  rows: readonly Row<Style>[],
  width: number,
  paint: (text: string, style: Style) => string,
  headStyle: Style,
): readonly string[] {
  const natural = columns.map((column, index) => {
    const widest = rows.reduce((most, { cells }) => Math.max(most, displayWidth(cells[index]?.text ?? '')), 0);
    return widest === 0 && index > 0 ? 0 : Math.max(widest, column.title.length);
  });
  const widths = fitted(columns, natural, width - margin.length);
  const line = (cells: readonly Cell<Style>[], style?: Style): string =>
    columns
      .flatMap((column, index) => {
        const room = widths[index] ?? 0;
        if (room === 0) return [];
        const cell = cells[index];
        const text = shortened(cell?.text ?? '', room);
        const padding = ' '.repeat(Math.max(0, room - displayWidth(text)));
        const colour = cell?.style ?? style;
        const painted = colour === undefined || text === '' ? text : paint(text, colour);
        return [column.isRight === true ? padding + painted : painted + padding];
      })
      .join(' '.repeat(gap));
  const head = line(
    columns.map(({ title }) => ({ text: title })),
    headStyle,
  );
  return [
    `${margin}${head}`.trimEnd(),
    ...rows.flatMap(({ cells, rest }) => {
      if (rest === undefined) return [`${margin}${line(cells)}`.trimEnd()];
      const used = widths
        .slice(0, cells.length)
        .reduce((sum, each) => sum + (each === 0 ? 0 : each + gap), margin.length);
      const begin = `${margin}${line(cells)}`.trimEnd();
      if (width - used < leastRoom) return [begin, ...wrapped(rest, width - 4).map((words) => `    ${words}`)];
      const [first = '', ...more] = wrapped(rest, width - used);
      const before = displayWidth(withoutColours(begin));
      return [begin + ' '.repeat(Math.max(1, used - before)) + first, ...more.map((words) => ' '.repeat(used) + words)];
    }),
  ];
}

/** The widths of the columns, 0 for those left out: names are shortened first, then one column after the other is left out. */
function fitted(columns: readonly Column[], natural: readonly number[], room: number): readonly number[] {
  const without = (order: number): readonly number[] =>
    natural.map((each, index) => ((columns[index]?.leftOut ?? 3) <= order ? 0 : each));
  const attempts = [0, 1, 2].map((order) => shrunk(columns, without(order), room, 'fair'));
  return attempts.find((widths) => total(widths) <= room) ?? shrunk(columns, without(2), room, 'least');
}

function total(widths: readonly number[]): number {
  const shown = widths.filter((width) => width > 0);
  return shown.reduce((sum, width) => sum + width + gap, -gap);
}

/** Takes what is too much from the columns that may be shortened, always from the widest. */
function shrunk(
  columns: readonly Column[],
  natural: readonly number[],
  room: number,
  limit: 'fair' | 'least',
): readonly number[] {
  const widths = [...natural];
  for (let excess = total(widths) - room; excess > 0; excess--) {
    let widest: number | undefined;
    for (const [index, width] of widths.entries()) {
      const end = columns[index]?.[limit];
      if (end === undefined || width <= end) continue;
      if (widest === undefined || width > (widths[widest] ?? 0)) widest = index;
    }
    if (widest === undefined) return widths;
    widths[widest] = (widths[widest] ?? 0) - 1;
  }
  return widths;
}

/** A text of at most so many columns, an ellipsis where some of it is left out. */
export function shortened(text: string, width: number): string {
  if (displayWidth(text) <= width) return text;
  let kept = '';
  let used = 0;
  for (const character of text) {
    used += displayWidth(character);
    if (used > width - 1) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}

/** A text in lines of at most so many columns, broken between words, and inside a word that is longer than a line. */
function wrapped(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    const joined = line === '' ? word : `${line} ${word}`;
    if (displayWidth(joined) <= width) {
      line = joined;
      continue;
    }
    if (line !== '') lines.push(line);
    line = word;
    while (displayWidth(line) > width) {
      const part = shortened(line, width).slice(0, -1) || line.slice(0, 1);
      lines.push(part);
      line = line.slice(part.length);
    }
  }
  return [...lines, line];
}

function withoutColours(text: string): string {
  return text.replace(/\u001b\[\d+m/g, '');
}

/** Columns that a text takes in a terminal: wide characters count two, combining ones none. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (/\p{M}/u.test(character)) continue;
    width +=
      (code >= 0x1100 && code <= 0x115f) ||
      (code >= 0x2e80 && code <= 0xa4cf) ||
      (code >= 0xac00 && code <= 0xd7a3) ||
      (code >= 0xf900 && code <= 0xfaff) ||
      (code >= 0xff00 && code <= 0xff60) ||
      code >= 0x1f300
        ? 2
        : 1;
  }
  return width;
}
