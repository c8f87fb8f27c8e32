// Hints on lines that changed since the version before: from what to what, and for whom it is weaker.
// It must never take more room in a line than an editor shows; what does not fit stands in the tooltip.

import type { AgreementChange } from '../../diff/agreement-change';
import type { SlaFile } from '../../model/file';
import type { Project } from '../../project';
import { cut } from '../../rules/say';
import { forLine } from '../../show/escape';
import { endOfLine, startOfLine } from '../../text/lines';
import type { Span } from '../../text/span';
import { comparisonOf, directionOf, meaningOf, partiesOf, rankOf } from './comparison';
import { costText } from './cost-text';
import { valuesText } from './words';

/** What a line says of its changes. */
export interface ChangeHint {
  /** Start of the line, by which other hints of it are found. */
  readonly line: number;
  readonly offset: number;
  /** In full, and in fewer and fewer words; the last one fits into any line. */
  readonly wordings: readonly string[];
  /** Every change of the line with its cost, one below the other. */
  readonly tooltip: string;
}

/** Most characters of a value in a hint: a value of more is no number. */
const longestValue = 16;
/** Most changes that the tooltip of one line tells. */
const mostTold = 20;

/** The hints of the lines of a range, one for each line that changed. */
export function changeHints(project: Project, file: SlaFile, range: Span): readonly ChangeHint[] {
  if (!project.settings.showsChanges) return [];
  const comparison = comparisonOf(project, file);
  if (comparison === undefined) return [];
  const { text } = file.snapshot;
  const byLine = new Map<number, AgreementChange[]>();
  for (const change of comparison.diff.changes) {
    const line = startOfLine(text, change.place.start);
    if (endOfLine(text, change.place.start) < range.start || line > range.end) continue;
    const here = byLine.get(line);
    if (here === undefined) byLine.set(line, [change]);
    else here.push(change);
  }
  if (byLine.size === 0) return [];
  const { costs } = comparison;
  return [...byLine].map(([line, changes]) => {
    const told = changes.slice(0, mostTold).map((change) => {
      const cost = costs.get(change);
      const meaning = [meaningOf(change), change.reason].filter((text) => text !== '').join(', ');
      return forLine(`${valuesText(change)}: ${meaning}${cost === undefined ? '' : `; ${costText(cost)}`}`);
    });
    if (changes.length > mostTold) told.push(`and ${changes.length - mostTold} more`);
    return {
      line,
      offset: Math.max(...changes.map(({ place }) => Math.min(place.end, endOfLine(text, place.start)))),
      wordings: wordingsOf(changes),
      tooltip: told.join('\n'),
    };
  });
}

/** What matters most, in fewer and fewer words, and how many more there are. */
function wordingsOf(changes: readonly AgreementChange[]): readonly string[] {
  const [first, ...others] = [...changes].sort((a, b) => rankOf(directionOf(a)) - rankOf(directionOf(b)));
  if (first === undefined) return [];
  const rest = others.length === 0 ? '' : ` · ${others.length} more`;
  return wordingsOfOne(first).map((wording) => forLine(`${wording}${rest}`));
}

/** The reason is dropped first, then the value that stands in the line, then the names of parties, then the value before. */
function wordingsOfOne(full: AgreementChange): readonly string[] {
  const change = withShortValues(full);
  const direction = directionOf(change);
  const values = valuesText(change);
  if (direction === 'neutral') return [values, before(change), 'changed'];
  const parties = partiesOf(change);
  const forThem = `${direction} for ${parties.join(', ')}`;
  const forSome = `${direction} for ${parties.length === 1 ? cut(parties[0] ?? '', 12) : `${parties.length} parties`}`;
  return [
    ...(change.reason === '' ? [] : [`${values}: ${forThem}, ${change.reason}`]),
    `${values}: ${forThem}`,
    `${before(change)}: ${forThem}`,
    `${before(change)}: ${forSome}`,
    `${before(change)}: ${direction}`,
    forSome,
    direction,
  ];
}

/** The value that is not in the line any more; what is new or gone has none. */
function before({ kind, from, to }: AgreementChange): string {
  if (from === undefined) return 'new';
  if (to === undefined) return `− ${from}`;
  return kind === 'renamed' || kind === 'moved' ? kind : `was ${from}`;
}

/** Long values cut; two that would then look the same are told from the word on in which they differ. */
function withShortValues(change: AgreementChange): AgreementChange {
  const [from, to] = [change.from, change.to].map((value) => value && cut(value, longestValue));
  if (from === undefined || from !== to) return { ...change, from, to };
  const [old, fresh] = [change.from ?? '', change.to ?? ''];
  let same = 0;
  while (same < old.length && old[same] === fresh[same]) same++;
  // A word may be too long itself; then a few of its letters lead to the first that is another one.
  const start = /[^ /]{0,8}$/u.exec(old.slice(0, same))?.index ?? 0;
  const rest = (value: string): string => cut(`…${value.slice(start)}`, longestValue);
  return { ...change, from: rest(old), to: rest(fresh) };
}
