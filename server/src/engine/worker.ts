// The engine's process: takes questions, answers each with partials, and ends with its parent.
// What it keeps from one question to the next must never make an answer differ from one that reads everything.

import { getHeapStatistics } from 'node:v8';
import type { Connections } from '../core/compliance/connection-types';
import type { WhyQuestion } from '../core/compliance/explanation';
import { loadHolidayBook } from './holidays';
import { KeptRuns } from './kept-runs';
import type { FromWorker, RunRequest, Task, ToWorker } from './messages';
import { answerPlan, fetchTables } from './remote/tables';
import { explain } from './why';
import { readRuns, type PlanRun, type Question } from './run';

const progressEvery = 4 << 20;
/** The part of the memory limit beyond which nothing is kept. */
const mostKept = 0.4;

/** No connection is opened for a workspace that is not trusted, whatever the caller hands over. */
function allowedConnections({ fence, connections }: RunRequest): Connections {
  return fence.isTrusted && connections !== undefined ? connections : new Map();
}

/** Listens to the parent process. Ends when the parent is gone. */
export function listen(): void {
  const send = (message: FromWorker): void => {
    process.send?.(message);
  };
  const kept = new KeptRuns();
  process.on('message', ({ tasks }: ToWorker) => void answer(tasks, kept, send));
  process.on('disconnect', () => process.exit(0));
  process.on('unhandledRejection', () => process.exit(70));
}

async function answer(tasks: readonly Task[], kept: KeptRuns, send: (message: FromWorker) => void): Promise<void> {
  const fail = (id: number, error: unknown): void =>
    send({ kind: 'failed', id, message: error instanceof Error ? error.message : String(error) });
  const asked: { readonly task: Task; readonly question: Question }[] = [];
  for (const task of tasks) {
    const { why } = task.request;
    if (why !== undefined) {
      await answerWhy(task, why, send);
      continue;
    }
    if (task.request.plan.sources.some(({ connection }) => connection !== undefined)) {
      await answerConnected(task, send);
      continue;
    }
    const known = kept.answer(nameOf(task.request));
    if (known !== undefined) {
      send({ kind: 'done', id: task.id, partials: known });
      continue;
    }
    try {
      asked.push({ task, question: await questionOf(task, send) });
    } catch (error) {
      fail(task.id, error);
    }
  }
  let runs: readonly PlanRun[];
  try {
    runs = readRuns(asked.map(({ question }) => question));
  } catch (error) {
    for (const { task } of asked) fail(task.id, error);
    return;
  }
  for (const [index, { task }] of asked.entries()) {
    try {
      const run = runs[index]!;
      const partials = run.answer();
      send({ kind: 'done', id: task.id, partials });
      if (!task.request.wantsFingerprint) kept.keep(nameOf(task.request), run, partials);
    } catch (error) {
      fail(task.id, error);
    }
  }
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  if (used > mostKept * limit) kept.clear();
}

async function answerWhy(task: Task, why: readonly WhyQuestion[], send: (message: FromWorker) => void): Promise<void> {
  try {
    const { plan, options } = await questionOf(task, send);
    // Questions are asked about files only; what stands beside them may come from a connection.
    const tables = await fetchTables(plan, options, allowedConnections(task.request), false);
    const explanations = explain(plan, why, { ...options, tables });
    const partials = { items: [], sources: [], exclusions: [], timeZoneData: process.versions.tz ?? '', explanations };
    send({ kind: 'done', id: task.id, partials });
  } catch (error) {
    send({ kind: 'failed', id: task.id, message: error instanceof Error ? error.message : String(error) });
  }
}

/** Answers a plan that reads from connections: whatever is fetched is fetched for it alone. */
async function answerConnected(task: Task, send: (message: FromWorker) => void): Promise<void> {
  try {
    const { plan, options } = await questionOf(task, send);
    send({ kind: 'done', id: task.id, partials: await answerPlan(plan, options, allowedConnections(task.request)) });
  } catch (error) {
    send({ kind: 'failed', id: task.id, message: error instanceof Error ? error.message : String(error) });
  }
}

/** The name of a question: the same one is asked again. */
function nameOf({ plan, folder, fence, maximumBytes, wantsFingerprint }: RunRequest): string {
  return JSON.stringify([plan, folder, fence, maximumBytes, wantsFingerprint]);
}

async function questionOf({ id, request }: Task, send: (message: FromWorker) => void): Promise<Question> {
  const { plan, folder, fence, wantsFingerprint, maximumBytes, connectionLack } = request;
  let bytes = 0;
  let told = 0;
  const asksForHolidays = plan.calendars.some(({ publicHolidays }) => publicHolidays !== undefined);
  const options = {
    folder,
    fence,
    wantsFingerprint,
    maximumBytes,
    connectionLack,
    // Where the library cannot be loaded, the calendars that need it are not known, and all others are.
    holidays: asksForHolidays ? await loadHolidayBook().catch(() => undefined) : undefined,
    // A cancelled run is ended by ending this process: nothing here is worth a slower scan.
    isCancelled: () => false,
    onProgress: (count: number) => {
      bytes += count;
      if (bytes - told < progressEvery) return;
      told = bytes;
      send({ kind: 'progress', id, bytes });
    },
  };
  return { plan, options };
}
