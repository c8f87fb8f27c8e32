// Keeps runs over growing files in memory, so that the same question asked again reads only what has been added (compute.md 1).
// It must never answer from a run whose data is not what it was but for lines behind its end: then it says nothing, and all is read.

import type { Partials } from '../core/compliance/partials';
import type { PlanRun } from './run';
import type { Behind } from './pass';
import type { Scan } from './scan';
import type { SourceRun } from './source-run';
import { isGrowing, stampNow } from './sources/growth';
import { Cancelled } from './sources/unreadable';

/** Most runs that are kept; the one that was asked for longest ago goes first. */
const mostRuns = 4;

interface Kept {
  readonly run: PlanRun;
  readonly answer: Partials;
}

/** A class because runs are kept from one question to the next. */
export class KeptRuns {
  private readonly kept = new Map<string, Kept>();

  /** Keeps a run with its answer, where its data may grow and reading on would give what reading anew does. */
  keep(question: string, run: PlanRun, answer: Partials): void {
    this.kept.delete(question);
    if (!mayReadOn(run)) return;
    this.kept.set(question, { run, answer });
    for (const oldest of this.kept.keys()) if (this.kept.size > mostRuns) this.kept.delete(oldest);
  }

  /** Forgets all runs, because memory is short. */
  clear(): void {
    this.kept.clear();
  }

  /** The answer to a question that was asked before, from what its data has gained since; undefined where all has to be read. */
  answer(question: string): Partials | undefined {
    const kept = this.kept.get(question);
    if (kept === undefined) return undefined;
    // Whatever breaks off on the way leaves it forgotten, and reading all of the data tells what is wrong with it.
    this.kept.delete(question);
    try {
      return this.answerOf(question, kept);
    } catch (error) {
      if (error instanceof Cancelled) throw error;
      return undefined;
    }
  }

  private answerOf(question: string, kept: Kept): Partials | undefined {
    const { run } = kept;
    const gained = gainedBy(run);
    if (gained === undefined) return undefined;
    for (const { source, files, behind } of gained) {
      source.scan.takeFiles(files);
      source.readOn(behind);
      // A key that shows up only now changes what the rows before it were read for.
      if (!source.isRead || source.scan.hasLearnt) return undefined;
    }
    const answer = gained.length === 0 ? kept.answer : run.answer();
    this.keep(question, run, answer);
    return answer;
  }
}

/**
 * Whether reading on gives what reading anew does: not where a window ends at the last instant of the data, where the last row of a
 * key counts, nor where rows do not come from files.
 */
function mayReadOn(run: PlanRun): boolean {
  const last = run.sources.map(({ scan }) => scan.ends.at(-1));
  return (
    last.some((end) => isGrowing(end)) &&
    run.sources.every((source) => source.isRead && !source.needsEnd && source.source.key === undefined) &&
    run.allScans.every(({ place }) => place !== undefined)
  );
}

interface Gained {
  readonly source: SourceRun;
  readonly files: Scan;
  readonly behind: Behind;
}

/** What each source has gained; undefined where anything else has changed. */
function gainedBy(run: PlanRun): readonly Gained[] | undefined {
  const gained: Gained[] = [];
  for (const scan of run.allScans) {
    const source = run.sources.find((candidate) => candidate.scan === scan);
    const now = scan.again();
    if (!isSameTable(scan, now)) return undefined;
    const behind = behindOf(scan, now);
    if (behind === undefined) return undefined;
    if (behind === 'nothing') continue;
    // What exclusions, pauses and users were read from decides over rows that were read long ago.
    if (source === undefined || scan.isReadBeside) return undefined;
    gained.push({ source, files: now, behind });
  }
  return gained;
}

function isSameTable(scan: Scan, now: Scan): boolean {
  const [was, is] = [scan.columns ?? [], now.columns ?? []];
  return (
    was.length === is.length &&
    was.every((column, index) => column === is[index]) &&
    scan.files.every(({ path }, index) => path === now.files[index]?.path) &&
    scan.foundProblems.join('\n') === now.foundProblems.join('\n')
  );
}

/** Where reading goes on; undefined where a file was written anew. */
function behindOf(scan: Scan, now: Scan): Behind | 'nothing' | undefined {
  const { ends, files } = scan;
  // What was never read has told nothing but its columns.
  if (ends.length < files.length) return ends.length === 0 && now.files.length === files.length ? 'nothing' : undefined;
  const last = files.length - 1;
  const changed = files.findIndex((file, index) => stampNow(file) !== ends[index]?.stamp);
  if (changed < 0) return now.files.length === files.length ? 'nothing' : { index: files.length, last: undefined };
  const end = ends[last];
  return changed === last && isGrowing(end) ? { index: last, last: end } : undefined;
}
