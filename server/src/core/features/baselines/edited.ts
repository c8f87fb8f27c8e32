// What an edit that is not saved yet means for the past windows: missed before and missed now, in words.
// It must never compare two states of the data, nor say anything where nothing but words has changed.

import { replayOf, type Replay } from '../../compliance/replay';
import type { ObjectiveResult, WindowResult } from '../../compliance/result';
import type { FileData } from '../../project';
import { worthOfMiss, type Owed } from '../../compliance/worth';
import { compare, zero } from '../../scalars/rational';
import { tallySentence } from '../../show/baseline-words';
import { counted, showWindow, verdictWord } from '../../show/words';
import type { Zone } from '../../time/zones';

const known = new WeakMap<ObjectiveResult, { readonly before: ObjectiveResult; readonly replay: Replay | undefined }>();

/** The replay of an edit of an objective against its saved text; undefined where the past stays what it was, or nothing was edited. */
export function editReplay({ before, measured }: FileData, objective: string): Replay | undefined {
  if (before === undefined || measured === undefined) return undefined;
  const [past, now] = [before, measured.results].map((all) => all.find((each) => each.objective === objective));
  if (past === undefined || now === undefined || past === now) return undefined;
  const made = known.get(now);
  if (made?.before === past) return made.replay;
  const replay = isSame(past, now) ? undefined : replayOf(past, now);
  const judged = replay === undefined ? 0 : replay.before.met + replay.before.missed + replay.after.met;
  const answer = judged + (replay?.after.missed ?? 0) === 0 ? undefined : replay;
  known.set(now, { before: past, replay: answer });
  return answer;
}

/** Whether all windows of two results are the same, with the same verdicts and credits. */
function isSame({ windows: past }: ObjectiveResult, { windows: now }: ObjectiveResult): boolean {
  return past.length === now.length && past.every((window, at) => isSameWindow(window, now[at]));
}

function isSameWindow(past: WindowResult, now: WindowResult | undefined): boolean {
  if (now === undefined || past.from !== now.from || past.to !== now.to || past.group !== now.group) return false;
  if (past.verdict !== now.verdict) return false;
  // Also before the term, where nothing is owed: a replay asks what it would have cost.
  return past.verdict !== 'breached' || isSameOwed(worthOfMiss(past), worthOfMiss(now));
}

function isSameOwed(past: Owed | undefined, now: Owed | undefined): boolean {
  if (past === undefined || now === undefined) return past === now;
  if (past.money?.currency !== now.money?.currency) return false;
  return (
    compare(past.percent, now.percent) === 0 && compare(past.money?.amount ?? zero, now.money?.amount ?? zero) === 0
  );
}

/** `4 of 24 missed, 2,300 EUR of credits (saved: 1 of 24 missed, no credits)`, with how many windows are in neither count. */
export function editLine({ before, after, undecided }: Replay): string {
  const open = undecided === 0 ? '' : `; ${counted(undecided, 'window')} left out that missing data could decide`;
  return `${tallySentence(after)} (saved: ${tallySentence(before)})${open}`;
}

/** Windows that an edit turns, at most so many, as words: `Mar 2026 met → missed`. */
export function turnedWindows({ windows }: Replay, zone: Zone, most: number): readonly string[] {
  const turned = windows.filter(({ was, would }) => was !== would);
  const lines = turned.slice(0, most).map(({ window, was, would }) => {
    const group = window.group === undefined ? '' : ` ${window.group}`;
    return `${showWindow(window.window, window.to, zone)}${group} ${verdictWord(was)} → ${verdictWord(would)}`;
  });
  return turned.length > most ? [...lines, `${counted(turned.length - most, 'more window')}`] : lines;
}
