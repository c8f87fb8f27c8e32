// `sla action`: what the action for workflows of GitHub runs: annotations at changed lines, a sheet for the summary of the step, outputs.
// It must never run with the rights of a repository over the files of a stranger, nor write text of a file where a runner reads commands.

import { appendFileSync, readFileSync, statSync } from 'node:fs';
import { resolve } from 'node:path';
import { forLog, forTerminal } from '../core/show/escape';
import { localToday } from '../files/clock';
import { withEngine } from './arguments';
import { CannotRun } from './cannot-run';
import { gateOf, isStopped, isUncertain, unreadComplaints } from './comparing';
import { compare } from './diff';
import type { MeasuringOptions } from './measuring';
import { refuseLinks, writeOutput } from './output';
import { together, type DiffReport } from './report/comparison';
import { diffGithubReport } from './report/diff-github';
import { diffSheet } from './report/diff-markdown';
import type { Streams } from './main';

type Environment = Readonly<Record<string, string | undefined>>;

/** The event of a workflow is a few hundred kB at most. */
const maximumEventBytes = 25_000_000;
/** What the summary of a step takes. */
const maximumSummaryBytes = 1_048_576;

/** Runs as a step of a workflow and gives its exit code. Throws `CannotRun` with a message for people. */
export async function runAction(paths: readonly string[], environment: Environment, streams: Streams): Promise<number> {
  if (paths.length > 0) throw new CannotRun('sla action takes no paths: it reads its inputs from the environment');
  if (environment['GITHUB_EVENT_NAME'] === 'pull_request_target')
    throw new CannotRun(
      'this action does not run on pull_request_target, where files of a stranger meet the rights of the repository; use pull_request',
    );
  const inputs = inputsOf(environment);
  const base = inputs.base ?? baseOfEvent(environment['GITHUB_EVENT_PATH']);
  const options = { ...plainOptions, today: localToday(), currentFolder: process.cwd(), readsData: inputs.readsData };
  if (inputs.sheet !== undefined) refuseLinks('sheet:', inputs.sheet, options);
  const asked = { ...options, paths: inputs.paths, base, wantsFindings: true };
  const compared = await withEngine((host) => compare(asked, host));
  const { report, read } = compared;
  const isFailed = isStopped(compared, inputs.gates);
  const sheet = diffSheet(report);
  if (inputs.sheet !== undefined) writeOutput('sheet:', inputs.sheet, sheet, read, asked);
  const isSummed = append(environment['GITHUB_STEP_SUMMARY'], sheet, maximumSummaryBytes);
  append(environment['GITHUB_OUTPUT'], outputsOf(report));
  const complaints = [
    ...(isSummed ? [] : ['the summary of the step is full; the sheet is not added to it']),
    ...report.failures,
    ...report.comparisons.flatMap((each) => unreadComplaints(each, report)),
  ];
  for (const complaint of complaints) streams.error(forLog(`sla: ${forTerminal(complaint)}\n`));
  streams.out(diffGithubReport(report));
  return isUncertain(report, inputs.gates) ? 2 : isFailed ? 1 : 0;
}

const plainOptions: Omit<MeasuringOptions, 'today' | 'currentFolder' | 'readsData'> = {
  ...{ roots: [], asOf: undefined, connections: undefined, preset: undefined, base: undefined },
  ...{ wantsFingerprint: false, asksWhy: false },
};

interface Inputs {
  readonly paths: readonly string[];
  readonly base: string | undefined;
  readonly gates: readonly ReturnType<typeof gateOf>[];
  readonly readsData: boolean;
  readonly sheet: string | undefined;
}

/** What the workflow says under `with`; an input that is empty is one that is not given. */
function inputsOf(environment: Environment): Inputs {
  const input = (name: string): string => environment[`INPUT_${name.toUpperCase()}`]?.trim() ?? '';
  const lines = (name: string): readonly string[] =>
    input(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const data = input('data') || 'true';
  if (data !== 'true' && data !== 'false') throw new CannotRun(`data: takes true or false, not "${data}"`);
  const [paths, base, sheet] = [lines('paths'), input('base'), input('sheet')];
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    base: base === '' ? undefined : base,
    gates: lines('fail-on').map(gateOf),
    readsData: data === 'true',
    sheet: sheet === '' ? undefined : sheet,
  };
}

/** Where the pull request left its base, by the file that describes the event: a hash, checked to be one. */
function baseOfEvent(path: string | undefined): string {
  const event = path === undefined ? undefined : eventIn(path);
  const pull = field(field(field(event, 'pull_request'), 'base'), 'sha');
  const hash = pull ?? field(field(event, 'merge_group'), 'base_sha');
  if (typeof hash !== 'string' || !/^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(hash))
    throw new CannotRun('the event is of no pull request; say what to compare with, as in: base: main');
  return `${hash}...`;
}

function eventIn(path: string): unknown {
  try {
    if (statSync(path).size > maximumEventBytes) throw new Error('it is too large');
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    throw new CannotRun('the file GITHUB_EVENT_PATH, which describes the event, cannot be read');
  }
}

function field(value: unknown, key: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as Readonly<Record<string, unknown>>)[key];
}

/** Numbers, and ids of parties that are nothing but ids: whatever else stands in an agreement for one becomes a question mark. */
function outputsOf({ comparisons }: DiffReport): string {
  const changes = comparisons.reduce((sum, { diff }) => sum + diff.changes.length, 0);
  const weaker = together(comparisons.map(({ diff }) => diff.weaker)).map((id) =>
    /^[a-z][a-z0-9-]{0,99}$/.test(id) ? id : '?',
  );
  return `changes=${changes}\nweaker=${[...new Set(weaker)].join(',')}\n`;
}

/** Adds to a file that the runner has named, if it has; false where the file would become too long. */
function append(path: string | undefined, text: string, mostBytes = Number.POSITIVE_INFINITY): boolean {
  if (path === undefined || path === '') return true;
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (size + Buffer.byteLength(text) > mostBytes) return false;
  appendFileSync(resolve(path), text);
  return true;
}
