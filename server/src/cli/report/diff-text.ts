// A comparison for a person in a terminal: clause by clause what changed, for whom it is weaker, and what it would have cost.
// It must never pass a control character of a file on, and uses colour only where the caller says that it is a terminal.

import { costText } from '../../core/features/review/cost-text';
import type { AgreementChange } from '../../core/diff/agreement-change';
import { valuesText } from '../../core/features/review/words';
import { forTerminal } from '../../core/show/escape';
import {
  clauseOf,
  closingText,
  fateText,
  meaningText,
  nothingText,
  signs,
  standingOf,
  versionText,
  type Comparison,
  type DiffReport,
  type Standing,
} from './comparison';
import { shortened, table, type Column, type Row } from './table';
import { painter, type Paint, type Style, type TextOptions } from './text';

/** The comparison as text. */
export function diffTextReport(report: DiffReport, options: TextOptions): string {
  const paint = painter(options);
  const parts = report.comparisons.map((comparison) => comparisonText(comparison, report, paint, options));
  const closing = report.comparisons.every(hasNothing) ? `${nothingText(report)}.` : closingText(report);
  return `${[...parts, forTerminal(closing)].join('\n')}\n`;
}

function hasNothing({ old, now, diff }: Comparison): boolean {
  return old !== undefined && now !== undefined && diff.changes.length === 0;
}

function comparisonText(comparison: Comparison, { base }: DiffReport, paint: Paint, { width }: TextOptions): string {
  const { old, now, diff } = comparison;
  const shown = now ?? old;
  const title = shown?.file.model.title?.value;
  const isTwo = base === undefined && old !== undefined && now !== undefined && old.path !== now.path;
  const name = isTwo ? `${old.path} → ${now.path}` : (shown?.path ?? '');
  const facts = [isTwo ? '' : fateText(comparison), versionText(comparison)].filter((text) => text !== '').join(', ');
  const lines = [
    `${paint(forTerminal(name), 'bold')}${title === undefined ? '' : `  ${forTerminal(title)}`}`,
    ...(facts === '' ? [] : [`  ${forTerminal(facts)}`]),
    ...unreadLines(comparison, paint),
    '',
  ];
  if (diff.changes.length > 0) lines.push(...table(columns, rowsOf(comparison), width, paint, 'dim'), '');
  return lines.join('\n');
}

function unreadLines({ old, now }: Comparison, paint: Paint): readonly string[] {
  const line = (which: string, unread: string | undefined): readonly string[] =>
    unread === undefined
      ? []
      : [`  ${paint(`The ${which} text cannot be read as a whole`, 'yellow')}: ${forTerminal(unread)}`];
  return [...line('old', old?.unread), ...line('new', now?.unread)];
}

const columns: readonly Column[] = [
  { title: '', least: 10 },
  { title: 'clause', fair: 16, least: 10 },
  { title: 'what', fair: 10, least: 8 },
  { title: 'change', fair: 24, least: 12 },
];

/** Longest names that are shown whole, and values, of which two may stand side by side. */
const longest = 44;
const longestValue = 26;

function rowsOf({ diff, costs }: Comparison): readonly Row<Style>[] {
  let last: string | undefined;
  return diff.changes.map((change) => {
    const { clause, key } = clauseOf(change);
    const standing = standingOf(change);
    const cost = costs.get(change);
    const words = [meaningText(change), cost === undefined ? '' : costText(cost)].filter((text) => text !== '');
    const cells = [
      { text: `${signs[standing]} ${standing === 'neutral' ? '' : standing}`.trimEnd(), style: styles[standing] },
      { text: clause === last ? '' : cut(forTerminal(clause)) },
      { text: cut(forTerminal(key)) },
      { text: whatHappened(change) },
    ];
    last = clause;
    return words.length === 0 ? { cells } : { cells, rest: forTerminal(words.join('; ')) };
  });
}

function whatHappened(change: AgreementChange): string {
  const { kind, path, oldPath } = change;
  const [from, to] = [change.from, change.to].map((value) =>
    value === undefined ? undefined : shortened(forTerminal(value), longestValue),
  );
  const values = from === undefined && to === undefined ? '' : valuesText({ ...change, from, to });
  if (kind === 'changed' || (values !== '' && (kind === 'added' || kind === 'removed'))) return values;
  if (values !== '') return `${kind} ${values}`;
  return oldPath === undefined || oldPath === path ? kind : cut(`${kind} from ${forTerminal(oldPath)}`);
}

function cut(text: string): string {
  return shortened(text, longest);
}

const styles: Readonly<Record<Standing, Style>> = {
  weaker: 'red',
  stronger: 'green',
  unclear: 'yellow',
  neutral: 'dim',
};
