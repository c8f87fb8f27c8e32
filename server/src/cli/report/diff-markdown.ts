// A comparison as the sheet of a review, in Markdown for a pull request: for each party what changed, then new problems, and what was kept.
// Nothing of a file may form a link, a mention or a cell of its own, and the page stays below what forges take as a comment.

import { costText } from '../../core/features/review/cost-text';
import type { AgreementChange } from '../../core/diff/agreement-change';
import type { Direction } from '../../core/diff/change';
import { valuesText } from '../../core/features/review/words';
import { forLog, forPage, forPageCode } from '../../core/show/escape';
import { counted } from '../../core/show/words';
import {
  closingText,
  fateText,
  nothingText,
  signs,
  versionText,
  type ComparedVersion,
  type Comparison,
  type DiffReport,
} from './comparison';
import { compliance, problems, tableOf } from './markdown';

/** Forges take a little more than this in a comment. */
const mostCharacters = 60_000;

/** Most agreements that the table at the top lists. */
const mostListed = 100;

/** The sheet as a page of Markdown with a line feed at its end; the same for the same versions. */
export function diffSheet(report: DiffReport): string {
  const { comparisons, failures, base } = report;
  const against = base === undefined ? '' : ` Compared with ${forPageCode(base)}.`;
  const said = comparisons.length === 0 ? nothingText(report) : forPage(closingText(report));
  const head = `# Changes of service level agreements\n\n${said}.${against}\n`;
  const lost = failures.map((failure) => `\n❌ Could not be compared: ${forPage(failure)}\n`);
  return limited([head, ...lost, overview(comparisons), ...comparisons.map(agreementPart)].join(''));
}

/** The lines of a page as far as they fit, and what is left out. */
function limited(page: string): string {
  const whole = forLog(page);
  if (whole.length <= mostCharacters) return whole;
  const notice = (left: number): string =>
    `\n✂ ${counted(left, 'more line')} left out: a comment takes no longer page. \`sla diff\` tells all of it.\n`;
  const lines = whole.split('\n');
  let length = notice(lines.length).length + 1;
  const kept = lines.findIndex((line) => {
    length += line.length + 1;
    return length > mostCharacters;
  });
  return `${lines.slice(0, kept).join('\n')}\n${notice(lines.length - kept)}`;
}

function parties(ids: readonly string[]): string {
  return ids.map(forPageCode).join(', ');
}

function overview(comparisons: readonly Comparison[]): string {
  if (comparisons.length < 2) return '';
  const rows = comparisons.slice(0, mostListed).map((comparison) => {
    const { old, now, diff } = comparison;
    const count = old === undefined ? 'new' : now === undefined ? 'gone' : String(diff.changes.length);
    const { weaker, unclear, stronger } = diff;
    return [forPageCode((now ?? old)?.path ?? ''), count, ...[weaker, unclear, stronger].map(parties)];
  });
  const left = comparisons.length - rows.length;
  const more = left > 0 ? `\n${counted(left, 'more agreement')}.\n` : '';
  return `\n${tableOf(['agreement', 'changes', 'weaker for', 'unclear for', 'stronger for'], rows)}${more}`;
}

function agreementPart(comparison: Comparison): string {
  const { old, now, findings, measured, unavailable } = comparison;
  const shown = now ?? old;
  if (shown === undefined) return '';
  const title = shown.file.model.title?.value;
  // A line that begins with two hashes would be a command to some runners; this heading is the same.
  const head = `\n${forPageCode(shown.path)}${title === undefined ? '' : ` ${forPage(title)}`}\n---\n`;
  const parts = [head, facts(comparison), ...changeTables(comparison)];
  if (now === undefined) return parts.join('');
  const checked = { path: now.path, file: now.file, findings, measured, unavailable, mended: 0 };
  if (findings.length > 0) parts.push(`\n**Problems that are new**\n\n${problems(checked)}`);
  const kept = compliance(checked, true);
  if (kept !== '') parts.push(`\n${kept}`);
  return parts.join('');
}

function facts(comparison: Comparison): string {
  const { old, now, diff } = comparison;
  const told = [fateText(comparison), versionText(comparison)].filter((text) => text !== '').join(', ');
  const lines = told === '' ? [] : [`${forPage(told.slice(0, 1).toUpperCase() + told.slice(1))}.`];
  if (old === undefined || now === undefined) {
    const { weaker, stronger } = diff;
    if (weaker.length > 0) lines.push(`${signs.weaker} Weaker for ${parties(weaker)}.`);
    if (stronger.length > 0) lines.push(`${signs.stronger} Stronger for ${parties(stronger)}.`);
  } else if (diff.changes.length === 0) lines.push(`${nothingText({ failures: [], comparisons: [comparison] })}.`);
  lines.push(...[...unread('old', old), ...unread('new', now)]);
  return lines.map((line) => `\n${line}\n`).join('');
}

function unread(which: string, version: ComparedVersion | undefined): readonly string[] {
  if (version?.unread === undefined) return [];
  return [
    `⚠️ The ${which} text cannot be read as a whole, so that changes may be missing: ${forPage(version.unread)}.`,
  ];
}

function changeTables({ old, now, diff, costs }: Comparison): readonly string[] {
  const { changes } = diff;
  const ids = (now ?? old)?.file.model.parties.map(({ id }) => id) ?? [];
  const named = new Set(changes.flatMap(({ directions }) => [...directions.keys()]));
  const all = [...ids.filter((id) => named.has(id)), ...[...named].filter((id) => !ids.includes(id))];
  // Whoever reads on to no end has read first for whom something got weaker.
  const worst = (id: string): number => (diff.weaker.includes(id) ? 0 : diff.unclear.includes(id) ? 1 : 2);
  const own = all.sort((a, b) => worst(a) - worst(b));
  const row = (change: AgreementChange, direction: Direction | undefined): readonly string[] => {
    const cost = costs.get(change);
    return [
      `${signs[direction ?? 'neutral']}\u00a0${direction ?? change.kind}`,
      whereText(change),
      forPage(valuesText(change)),
      forPage(change.reason),
      cost === undefined ? '' : forPage(costText(cost)),
    ];
  };
  const tables = own.map((party, index) => {
    const those = changes.filter(({ directions }) => directions.has(party));
    if (own.slice(0, index).some((other) => isMirrored(changes, party, other)))
      return `\n**For** ${forPageCode(party)}: ${tally(those, party)}, by the same changes.\n`;
    const rows = those.map((change) => row(change, change.directions.get(party)));
    return `\n**For** ${forPageCode(party)}: ${tally(those, party)}\n\n${tableOf(titlesOf(rows), fitted(rows))}`;
  });
  const neutral = changes.filter(({ directions }) => directions.size === 0).map((change) => row(change, undefined));
  if (neutral.length > 0)
    tables.push(
      `\n**Neither weaker nor stronger**: ${neutral.length}\n\n${tableOf(titlesOf(neutral), fitted(neutral))}`,
    );
  return tables;
}

const opposite: Readonly<Record<Direction, Direction>> = { weaker: 'stronger', stronger: 'weaker', unclear: 'unclear' };

/** Whether the changes for a party are those for another one, and each is the opposite for it. */
function isMirrored(changes: readonly AgreementChange[], party: string, other: string): boolean {
  return changes.every(({ directions }) => {
    const [own, theirs] = [directions.get(party), directions.get(other)];
    return own === undefined ? theirs === undefined : theirs === opposite[own];
  });
}

const titles = ['', 'where', 'change', 'why', 'on the past windows'];

/** Columns at the end in which nothing stands are left out. */
function widthOf(rows: readonly (readonly string[])[]): number {
  return rows.reduce((most, cells) => Math.max(most, cells.findLastIndex((cell) => cell !== '') + 1), 3);
}

function titlesOf(rows: readonly (readonly string[])[]): readonly string[] {
  return titles.slice(0, widthOf(rows));
}

function fitted(rows: readonly (readonly string[])[]): readonly (readonly string[])[] {
  const width = widthOf(rows);
  return rows.map((cells) => cells.slice(0, width));
}

function whereText({ path, oldPath }: AgreementChange): string {
  return oldPath === undefined || oldPath === path
    ? forPageCode(path)
    : `${forPageCode(oldPath)} → ${forPageCode(path)}`;
}

function tally(changes: readonly AgreementChange[], party: string): string {
  const count = (direction: Direction): number =>
    changes.filter(({ directions }) => directions.get(party) === direction).length;
  const words = (['weaker', 'unclear', 'stronger'] as const).map((each) => ({ each, many: count(each) }));
  return words.flatMap(({ each, many }) => (many === 0 ? [] : [`${many} ${each}`])).join(', ');
}
