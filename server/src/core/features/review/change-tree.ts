// The changes of an agreement as a tree: by party and by clause, worst first, with words for people.
// It must never let a text of a file out but escaped for lists and cut short.

import type { AgreementChange } from '../../diff/agreement-change';
import type { Direction } from '../../diff/change';
import type { SlaFile } from '../../model/file';
import type { Project } from '../../project';
import { cut as cutLine } from '../../rules/say';
import { forLabel, forMarkdown } from '../../show/escape';
import type { Span } from '../../text/span';
import { nameOf } from '../../text/uri';
import { comparisonOf, countsText, directionOf, meaningOf, rankOf, sharedDirection } from './comparison';
import { costText } from './cost-text';
import type { ChangeCost } from './cost';
import { valuesText } from './words';

export type TreeDirection = Direction | 'neutral' | 'mixed';

export interface TreeChange {
  /** `availability · atLeast`, and below its clause `atLeast`. */
  readonly label: string;
  readonly key: string;
  readonly values: string;
  readonly direction: TreeDirection;
  /** `weaker for customer`, or `neutral`. */
  readonly meaning: string;
  /** Why, and what it would have cost; may be empty. */
  readonly detail: string;
  /** Markdown without links. */
  readonly tooltip: string;
  /** Where it is shown in the new text. */
  readonly span: Span;
  /** Where it stood in the old text, of what is gone. */
  readonly oldSpan: Span | undefined;
}

export interface TreeGroup {
  readonly label: string;
  readonly description: string;
  readonly direction: TreeDirection;
  /** Indices of changes, and what each means to this party or in this clause. */
  readonly changes: readonly number[];
  readonly directions: readonly TreeDirection[];
}

export interface ChangeTree {
  readonly summary: string;
  readonly direction: TreeDirection;
  readonly changes: readonly TreeChange[];
  readonly byParty: readonly TreeGroup[];
  readonly byClause: readonly TreeGroup[];
  readonly leftOut: number;
}

/** A tree with more entries below one agreement helps nobody. */
const mostChanges = 500;
const [longestLabel, longestValue, longestText] = [60, 40, 160];

/** The changes since the version before; undefined where nothing can be compared. */
export function changeTree(project: Project, file: SlaFile): ChangeTree | undefined {
  const comparison = comparisonOf(project, file);
  if (comparison === undefined) return undefined;
  const { changes: all } = comparison.diff;
  const changes = all.slice(0, mostChanges);
  const { costs } = comparison;
  return {
    summary: all.length === 0 ? 'no change' : cut(countsText(all), longestText),
    direction: sharedDirection(all.map(directionOf)),
    changes: changes.map((change) => toEntry(change, costs.get(change))),
    byParty: partyGroups(file, changes),
    byClause: clauseGroups(changes),
    leftOut: all.length - changes.length,
  };
}

/** The name of an agreement for titles. */
export function titleOf({ model, snapshot }: SlaFile): string {
  return cut(model.id?.value ?? nameOf(snapshot.uri), longestLabel);
}

function toEntry(change: AgreementChange, cost: ChangeCost | undefined): TreeChange {
  const isGone = change.to === undefined;
  const { label, key } = namesOf(change);
  const values = valuesText({
    ...change,
    from: change.from === undefined ? undefined : cutLine(change.from, longestValue),
    to: change.to === undefined ? undefined : cutLine(change.to, longestValue),
  });
  const meaning = meaningOf(change);
  const detail = [change.reason, cost === undefined ? '' : costText(cost)].filter((text) => text !== '');
  return {
    label: cut(label, longestLabel),
    key: cut(key, longestLabel),
    values: cut(values, 2 * longestValue + 4),
    direction: directionOf(change),
    meaning: cut(meaning, longestText),
    detail: cut(detail.join('; '), longestText),
    tooltip: [
      `**${forMarkdown(cutLine(label, longestLabel))}**`,
      forMarkdown(cutLine(valuesText(change), 400)),
      ...[meaning, ...detail].map((text) => forMarkdown(cutLine(text, 400))),
    ].join('\n\n'),
    span: change.place,
    oldSpan: isGone ? change.span : undefined,
  };
}

/** `availability · atLeast` and `atLeast` of `objectives.availability.atLeast`; a clause or section as a whole has one name. */
function namesOf({ path }: AgreementChange): { readonly label: string; readonly key: string } {
  const [section = '', id, ...rest] = path.split('.');
  if (id === undefined) return { label: section, key: section };
  const key = rest.join('.');
  return rest.length === 0 ? { label: id, key: id } : { label: `${id} · ${key}`, key };
}

/** The clause to which a change belongs: section and id. */
function clauseOf({ path }: AgreementChange): { readonly key: string; readonly section: string } {
  const steps = path.split('.');
  const [section = ''] = steps;
  return { key: steps.slice(0, 2).join('.'), section: steps.length > 1 ? section : '' };
}

/** One group for each party that gains or loses, those who lose first, and one for what means nothing to anybody. */
function partyGroups({ model }: SlaFile, changes: readonly AgreementChange[]): readonly TreeGroup[] {
  const parties = new Set(changes.flatMap(({ directions }) => [...directions.keys()]));
  const groups = [...parties].map((party): TreeGroup & { readonly rank: number } => {
    const name = model.parties.find(({ id }) => id === party)?.name?.value ?? '';
    const own = changes.flatMap((change, at) => {
      const direction = change.directions.get(party);
      return direction === undefined ? [] : [{ at, direction }];
    });
    own.sort((a, b) => rankOf(a.direction) - rankOf(b.direction));
    const directions = own.map(({ direction }) => direction);
    return {
      label: cut(party, longestLabel),
      description: cut(
        [...(name === '' || name === party ? [] : [name]), countDirections(directions)].join(' · '),
        longestText,
      ),
      direction: sharedDirection(directions),
      changes: own.map(({ at }) => at),
      directions,
      rank: Math.min(...directions.map(rankOf)),
    };
  });
  const neutral = changes.flatMap(({ directions }, at) => (directions.size === 0 ? [at] : []));
  const others: readonly TreeGroup[] =
    neutral.length === 0
      ? []
      : [
          {
            label: 'Neutral',
            description: `${neutral.length} for nobody weaker or stronger`,
            direction: 'neutral',
            changes: neutral,
            directions: neutral.map(() => 'neutral'),
          },
        ];
  return [...groups.sort((a, b) => a.rank - b.rank).map(({ rank: _, ...group }) => group), ...others];
}

/** One group for each clause, in the order of the text. */
function clauseGroups(changes: readonly AgreementChange[]): readonly TreeGroup[] {
  const groups = new Map<string, { readonly section: string; readonly label: string; readonly own: number[] }>();
  for (const [at, change] of changes.entries()) {
    const { key, section } = clauseOf(change);
    const group = groups.get(key) ?? { section, label: key.slice(section === '' ? 0 : section.length + 1), own: [] };
    group.own.push(at);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ section, label, own }) => {
    const directions = own.flatMap((at) => (changes[at] === undefined ? [] : [directionOf(changes[at])]));
    return {
      label: cut(label, longestLabel),
      description: cut([...(section === '' ? [] : [section]), countDirections(directions)].join(' · '), longestText),
      direction: sharedDirection(directions),
      changes: own,
      directions,
    };
  });
}

/** `2 weaker, 1 neutral`. */
function countDirections(directions: readonly (Direction | 'neutral')[]): string {
  const kinds = [...new Set(directions)].sort((a, b) => rankOf(a) - rankOf(b));
  return kinds.map((kind) => `${directions.filter((each) => each === kind).length} ${kind}`).join(', ');
}

/** A piece of text for labels and descriptions. */
function cut(text: string, most: number): string {
  return forLabel(cutLine(text, most));
}
