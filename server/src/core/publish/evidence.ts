// What a statement rests on: the time that was left out, and the files, rows and fingerprints from which its numbers were computed.
// It must never hide a row that could not be used, or time that was recorded as left out and counts all the same.

import type { ExclusionPart, SourcePart } from '../compliance/partials';
import { exclusionOf, metricOf } from '../model/queries';
import type { FileData } from '../project';
import { integer } from '../scalars/rational';
import { counted, showLocal, showSeconds } from '../show/words';
import { clip, length, type Interval, type IntervalSet } from '../time/intervals';
import type { Zone } from '../time/zones';
import { heading, list, paragraph, table, type Block } from './document';
import { ended } from './phrases';
import type { Stated } from './statement';
import { clauseName, clauseTitle, type Telling } from './telling';

/** Most spans of one exclusion that are told one by one. */
const mostSpans = 12;

/** The time that exclusions leave out of the windows of a statement, and what is recorded and counts all the same. */
export function leftOut(telling: Telling, stated: readonly Stated[], data: FileData, zone: Zone): readonly Block[] {
  const span = spanOfAll(stated);
  const used = [...new Set(stated.flatMap(({ objective }) => objective.excludes.map(({ value }) => value)))];
  if (used.length === 0 || span === undefined) return [];
  const parts = data.measured?.exclusions ?? [];
  const rows = used.flatMap((id) =>
    parts.filter(({ exclusion }) => exclusion === id).flatMap((part) => exclusionRow(telling, part, span, zone)),
  );
  return [
    heading(2, 'What was left out'),
    ...table({
      caption: 'Time that does not count, and time that was recorded as such and counts all the same',
      head: ['Exclusion', 'Group', 'Left out', 'When', 'Counts all the same'],
      rows,
      numbers: [2],
    }),
    ...(rows.length === 0 ? paragraph(['No time was left out.']) : []),
    ...list(used.flatMap((id) => unrecorded(telling, id))),
  ];
}

function spanOfAll(stated: readonly Stated[]): Interval | undefined {
  const windows = stated.flatMap((each) => each.windows);
  if (windows.length === 0) return undefined;
  return {
    from: windows.reduce((least, { from }) => Math.min(least, from), Infinity),
    to: windows.reduce((most, { to }) => Math.max(most, to), -Infinity),
  };
}

function exclusionRow(telling: Telling, part: ExclusionPart, { from, to }: Interval, zone: Zone): readonly string[][] {
  const inside = clip(part.intervals, from, to);
  const { late, outside, over } = part.refused;
  const refused = [
    [late, 'announced too late'],
    [outside, 'outside the agreed times'],
    [over, 'beyond the limit'],
  ] as const;
  const counting = refused.flatMap(([set, why]) => {
    const time = length(clip(set, from, to));
    return time === 0 ? [] : [`${timeWords(time)} ${why}`];
  });
  if (inside.length === 0 && counting.length === 0) return [];
  return [
    [
      clauseName(telling, 'exclusions', part.exclusion),
      part.group ?? '',
      timeWords(length(inside)),
      spansWords(inside, zone),
      counting.join('; '),
    ],
  ];
}

function timeWords(microseconds: number): string {
  return showSeconds(integer(Math.round(microseconds / 1_000_000)));
}

function spansWords(set: IntervalSet, zone: Zone): string {
  const shown = set.slice(0, mostSpans).map(({ from, to }) => {
    const [start, end] = [showLocal(from, zone), showLocal(to, zone)];
    return `${start} to ${start.slice(0, 10) === end.slice(0, 10) ? end.slice(11) : end}`;
  });
  const more = set.length - shown.length;
  return [...shown, ...(more > 0 ? [`and ${counted(more, 'more span')}`] : [])].join('; ');
}

/** What is said of an exclusion that is no recorded time. */
function unrecorded(telling: Telling, id: string): readonly string[] {
  const exclusion = exclusionOf(telling.model, id);
  const name = clauseName(telling, 'exclusions', id);
  if (exclusion === undefined) return [`${name}: the agreement does not say what it is.`];
  if (exclusion.where !== undefined) return [`${name}: records are left out by what they are.`];
  const isRecorded = exclusion.data !== undefined || exclusion.intervals.length > 0;
  return isRecorded ? [] : [`${name}: no record is attached, so nothing was left out for it.`];
}

/** Most rows that could not be used that are named. */
const mostBadRows = 10;

/** Where every number comes from. */
export function evidence(telling: Telling, stated: readonly Stated[], data: FileData, zone: Zone): readonly Block[] {
  const sources = data.measured?.sources ?? [];
  const bad = sources.flatMap(({ badSamples }) => badSamples).slice(0, mostBadRows);
  const problems = sources.flatMap(({ source, problems: own }) =>
    own.map(({ message }) => `${clauseTitle(telling, 'data', source)}: ${ended(message)}`),
  );
  return [
    heading(2, 'Evidence'),
    ...(sources.length === 0
      ? paragraph([data.unavailable === undefined ? 'No data was read.' : ended(data.unavailable)])
      : []),
    ...table({
      caption: 'The records from which the numbers were computed',
      head: ['Records', 'Files', 'Rows', 'Not usable', 'Fingerprint of the content'],
      rows: sources.map((source) => sourceRow(telling, source)),
      numbers: [2, 3],
    }),
    ...table({
      caption: 'As of when each promise is judged',
      head: ['Promise', 'Records', 'As of'],
      rows: stated.map(({ objective, result }) => {
        const source = result?.source ?? metricOf(telling.model, objective.metric?.value)?.data?.value;
        return [
          clauseName(telling, 'objectives', objective.id),
          source === undefined ? 'none' : clauseName(telling, 'data', source),
          result?.asOf === undefined ? 'unknown' : `${showLocal(result.asOf, zone)} (${zone.id})`,
        ];
      }),
    }),
    ...(problems.length === 0 ? [] : [...paragraph(['What could not be read:']), ...list(problems)]),
    ...(bad.length === 0
      ? []
      : [
          ...paragraph(['Rows that could not be used, the first of them:']),
          ...list(bad.map(({ file, line, why }) => `${file}, line ${line}: ${why}`)),
        ]),
  ];
}

function sourceRow(telling: Telling, { source, files, rows, badRows, fingerprint }: SourcePart): readonly string[] {
  return [
    clauseName(telling, 'data', source),
    files.join(', '),
    rows.toLocaleString('en'),
    badRows.toLocaleString('en'),
    fingerprint ?? '',
  ];
}
