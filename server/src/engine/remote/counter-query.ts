// Reads the queries of an agreement that ask for counters: a sum of the increases of one selector, by labels or over all.
// It must never take a query for what it is not: anything else is refused, because it could not be answered exactly.

/** What such a query asks for. */
export interface CounterQuery {
  /** The name of the metric; empty where only labels name it. */
  readonly metric: string;
  /** A metric with its label matchers, as written. */
  readonly selector: string;
  /** Labels by which the sums are kept apart, sorted. */
  readonly by: readonly string[];
}

const label = /[A-Za-z_][A-Za-z0-9_]*/y;

/** A class because it remembers how far a text is read. */
class Reader {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  skip(): void {
    while (/\s/.test(this.text.charAt(this.at))) this.at++;
  }

  takes(sign: string): boolean {
    this.skip();
    if (!this.text.startsWith(sign, this.at)) return false;
    this.at += sign.length;
    return true;
  }

  match(pattern: RegExp): string | undefined {
    this.skip();
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}

/** The counters that a query asks for; undefined where it is no sum of increases over `$window`. Never throws. */
export function counterQuery(text: string): CounterQuery | undefined {
  const reader = new Reader(text);
  // Without a sum every series would be a group of its own, by labels that the agreement does not name.
  if (reader.match(/sum\b/y) === undefined) return undefined;
  const before = labels(reader);
  if (!reader.takes('(')) return undefined;
  const counter = increase(reader);
  if (counter === undefined || !reader.takes(')')) return undefined;
  const by = before ?? labels(reader) ?? [];
  return isAtEnd(reader) && by !== 'unreadable' ? { ...counter, by: [...new Set(by)].sort() } : undefined;
}

function isAtEnd(reader: Reader): boolean {
  reader.skip();
  return reader.at === reader.text.length;
}

/** `by (a, b)`; undefined where no `by` is written. */
function labels(reader: Reader): string[] | 'unreadable' | undefined {
  if (reader.match(/by\b/y) === undefined) return undefined;
  if (!reader.takes('(')) return 'unreadable';
  const found: string[] = [];
  while (!reader.takes(')')) {
    const name = reader.match(label);
    if (name === undefined) return 'unreadable';
    found.push(name);
    reader.takes(',');
  }
  return found;
}

/** `increase(SELECTOR[$window])`. */
function increase(reader: Reader): Pick<CounterQuery, 'metric' | 'selector'> | undefined {
  if (reader.match(/increase\b/y) === undefined || !reader.takes('(')) return undefined;
  reader.skip();
  const start = reader.at;
  const name = reader.match(/[A-Za-z_:][A-Za-z0-9_:]*/y);
  if (reader.takes('{')) {
    while (!reader.takes('}')) {
      const isMatcher =
        reader.match(label) !== undefined &&
        reader.match(/=~|!~|!=|=/y) !== undefined &&
        reader.match(/"(?:[^"\\\n]|\\[^\n])*"|'(?:[^'\\\n]|\\[^\n])*'/y) !== undefined;
      if (!isMatcher) return undefined;
      reader.takes(',');
    }
  } else if (name === undefined) return undefined;
  const selector = reader.text.slice(start, reader.at).trim();
  const isWhole = reader.takes('[') && reader.takes('$window') && reader.takes(']') && reader.takes(')');
  return isWhole ? { metric: name ?? '', selector } : undefined;
}
