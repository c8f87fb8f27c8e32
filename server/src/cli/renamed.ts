// Tells which agreement that is new is one that is gone, under another name: by its id, else by the text that is most alike.
// It must never pair two agreements that have neither in common: then one is gone and one is new.

/** An agreement at a path that only one of both versions has. */
export interface Stray {
  readonly path: string;
  readonly id: string | undefined;
  readonly text: string;
}

/** The share of lines that two texts have in common at least, where no id says that they are one. */
const leastAlike = 0.5;

/** Most pairs of texts that are compared line by line: beyond that only ids and equal texts are looked at. */
const mostCompared = 20_000;

/** The path that each new agreement had, where it had one; both lists in path order. Each gone one is taken once. */
export function renamedPaths(gone: readonly Stray[], come: readonly Stray[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (score: (old: Stray, now: Stray) => number): void => {
    const scored = come.flatMap((now) => {
      if (found.has(now.path)) return [];
      return gone.flatMap((old) => {
        const alike = taken.has(old.path) ? 0 : score(old, now);
        return alike > 0 ? [{ old, now, alike }] : [];
      });
    });
    // Sorting is stable, so that among equals the order of paths decides.
    for (const { old, now } of scored.sort((a, b) => b.alike - a.alike)) {
      if (taken.has(old.path) || found.has(now.path)) continue;
      found.set(now.path, old.path);
      taken.add(old.path);
    }
  };
  pair((old, now) => (old.text === now.text ? 1 : 0));
  if (gone.length * come.length > mostCompared) {
    pair((old, now) => (hasSameId(old, now) ? 1 : 0));
    return found;
  }
  const linesOf = keeper((text: string) => lineCounts(text));
  const alike = (old: Stray, now: Stray): number => sharedLines(linesOf(old.text), linesOf(now.text));
  pair((old, now) => (hasSameId(old, now) ? 1 + alike(old, now) : 0));
  pair((old, now) => {
    const share = alike(old, now);
    return share >= leastAlike ? share : 0;
  });
  return found;
}

function hasSameId(old: Stray, now: Stray): boolean {
  return old.id !== undefined && old.id === now.id;
}

function keeper<R>(make: (text: string) => R): (text: string) => R {
  const made = new Map<string, R>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    made.set(text, fresh);
    return fresh;
  };
}

/** How often each line stands in a text, without blanks around it; empty lines are none. */
function lineCounts(text: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of text.split(/\r\n?|\n/)) {
    const bare = line.trim();
    if (bare !== '') counts.set(bare, (counts.get(bare) ?? 0) + 1);
  }
  return counts;
}

/** The lines that two texts share, of all lines of both: 1 for the same ones, 0 for none. */
function sharedLines(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>): number {
  const size = (lines: ReadonlyMap<string, number>): number => [...lines.values()].reduce((sum, each) => sum + each, 0);
  const total = size(a) + size(b);
  if (total === 0) return 0;
  const shared = [...a].reduce((sum, [line, count]) => sum + Math.min(count, b.get(line) ?? 0), 0);
  return (2 * shared) / total;
}
