// `sla diff`: what changed between two versions of agreements, for whom it is weaker, and what it would have cost.
// It must never call a comparison whole where one of both texts could not be read.

import type { AgreementChange, AgreementDiff } from '../core/diff/agreement-change';
import { wholeDiff } from '../core/diff/whole-diff';
import { diffOf } from '../core/diff/agreement-diff';
import {
  costBetween,
  costsOf,
  decided,
  withoutChange,
  type ChangeCost,
  type Costed,
} from '../core/features/review/cost';
import { open, type SlaFile } from '../core/model/file';
import { noData, type Measured, type Project } from '../core/project';
import { rules } from '../core/rules/index';
import type { Finding, Lane } from '../core/rules/rule';
import { runRules } from '../core/rules/run';
import type { SyntaxProblemKind } from '../core/syntax/nodes';
import { findAt, showPath } from '../core/syntax/find';
import { lineTable, positionAt } from '../core/text/lines';
import { uriOfPath } from '../core/text/uri';
import type { EngineHost } from '../engine/host';
import { CannotRun } from './cannot-run';
import { configReader } from './configs';
import { measure, projectOf, type FileOptions, type MeasuringOptions } from './measuring';
import type { ReadAgreement } from './output';
import type { ComparedVersion, Comparison, DiffReport } from './report/comparison';
import { namedFiles, namesOneFile, sinceCommit, type Version, type Versions } from './versions';

export interface DiffOptions extends MeasuringOptions {
  /** Two files, or what is compared with the commit `base`. */
  readonly paths: readonly string[];
  /** Whether problems that are new are told as well. */
  readonly wantsFindings: boolean;
}

export interface Compared {
  readonly report: DiffReport;
  /** What the report is made from. */
  readonly read: readonly ReadAgreement[];
  /** All agreements that were compared, whether or not something changed in them. */
  readonly files: readonly SlaFile[];
  /** Paths of agreements whose texts are the same. */
  readonly same: readonly string[];
}

/** Compares what was named. Throws `CannotRun` with a message for people where nothing can be compared. */
export async function compare(options: DiffOptions, host: EngineHost): Promise<Compared> {
  const { paths, base } = options;
  const isSingle = base === undefined || namesOneFile(paths, options);
  const configOf = configReader(options.currentFolder);
  const found =
    base === undefined
      ? namedFiles(paths, options)
      : sinceCommit(paths, base, { ...options, configOf, keepsSame: isSingle });
  const failures = [...found.failures];
  const readable = found.pairs.filter(({ old, now }) => {
    const problems = [...unreadable(old, base), ...unreadable(now, undefined)];
    failures.push(...problems);
    return problems.length === 0;
  });
  if (failures.length > 0 && readable.length + found.same.length === 0) throw new CannotRun(failures.join('\n'));
  const own = { ...options, base: undefined, configOf };
  const compared = await Promise.all(readable.map((pair) => compareVersions(pair, own, host)));
  const told = isSingle ? compared : compared.filter(isWorthTelling);
  const read = compared.flatMap(({ measured }, index) =>
    [readable[index]?.old, readable[index]?.now].flatMap((version) =>
      version === undefined ? [] : [{ path: version.path, data: { measured } }],
    ),
  );
  const files = compared.flatMap(({ old, now }) => [old, now].flatMap((version) => version?.file ?? []));
  return { report: { base, isSingle, comparisons: told, failures }, read, files, same: found.same };
}

function isWorthTelling({ old, now, diff }: Comparison): boolean {
  const isBroken = old?.unread !== undefined || now?.unread !== undefined;
  return old === undefined || now === undefined || diff.changes.length > 0 || old.path !== now.path || isBroken;
}

function unreadable(version: Version | undefined, commit: string | undefined): readonly string[] {
  if (version === undefined || version.text.ok) return [];
  return [`${version.shown}${commit === undefined ? '' : ` in ${commit}`}: ${version.text.message}`];
}

type OwnOptions = FileOptions & Pick<DiffOptions, 'wantsFindings'>;

async function compareVersions({ old, now }: Versions, options: OwnOptions, host: EngineHost): Promise<Comparison> {
  const [before, after] = [old, now].map(comparedVersion);
  const nothing = {
    costs: new Map<AgreementChange, ChangeCost>(),
    findings: [],
    measured: undefined,
    unavailable: undefined,
  };
  if (now === undefined || after === undefined) {
    const diff = before === undefined ? wholeDiffOfNothing : wholeDiff(before.file.model, false);
    return { ...nothing, old: before, now: undefined, diff };
  }
  const diff = before === undefined ? wholeDiff(after.file.model, true) : diffOf(before.file, after.file);
  const isChanged = before === undefined || diff.changes.length > 0;
  const data = options.readsData && isChanged ? await measure(now.path, after.file, options, host) : noData;
  const alone = projectOf(now.path, after.file, data, options);
  const bases = new Map(before === undefined ? [] : [[after.file.snapshot.uri, before.file]]);
  const project: Project = { ...alone, facts: { ...alone.facts, bases } };
  const { measured, unavailable } = data;
  const costed =
    before === undefined || old === undefined || measured === undefined
      ? { diff, costs: nothing.costs }
      : await costedDiff(before.file, after.file, diff, project, {
          ...{ oldPath: old.path, path: now.path, measured, options, host },
        });
  const findings = options.wantsFindings
    ? newFindings(project, before?.file, after.file, old?.path ?? '', options)
    : [];
  return { old: before, now: after, ...costed, findings, measured, unavailable };
}

/** Changes for each of which alone the data is read once more. */
const mostReadings = 5;

interface Read {
  readonly oldPath: string;
  readonly path: string;
  readonly measured: Measured;
  readonly options: OwnOptions;
  readonly host: EngineHost;
}

/**
 * What changes would have cost; where one asks for other data, the old version is judged as well, by the data that lies where it says, and
 * where several ask for it at once, the new version without each of them.
 */
async function costedDiff(
  before: SlaFile,
  after: SlaFile,
  diff: AgreementDiff,
  project: Project,
  { oldPath, path, measured, options, host }: Read,
): Promise<Costed> {
  const open = (costs: Costed['costs']): readonly AgreementChange[] =>
    diff.changes.filter((change) => change.directions.size > 0 && change.objectives.length > 0 && !costs.has(change));
  const first = costsOf(project, before, after, diff);
  if (open(first).length === 0) return decided(diff, first, after);
  const old = await measure(oldPath, before, options, host);
  const costs = new Map(costsOf(project, before, after, diff, old.measured?.results));
  for (const change of open(costs).slice(0, mostReadings)) {
    const file = withoutChange(change, after);
    const without = file && (await measure(path, file, options, host)).measured;
    const cost = without && costBetween(change, without.results, measured.results);
    if (cost !== undefined) costs.set(change, cost);
  }
  return decided(diff, costs, after);
}

const wholeDiffOfNothing = { changes: [], weaker: [], stronger: [], unclear: [] };

/** What of a text is lost, or can be read in two ways. */
const losing: readonly SyntaxProblemKind[] = ['syntax', 'limit', 'conflict', 'duplicate-key'];

function comparedVersion(version: Version | undefined): ComparedVersion | undefined {
  if (version === undefined || !version.text.ok) return undefined;
  const file = open({ uri: uriOfPath(version.path), version: 0, text: version.text.text });
  const problem = file.tree.problems.find(({ kind }) => losing.includes(kind));
  if (problem === undefined) return { path: version.shown, file, unread: undefined };
  const { line, character } = positionAt(lineTable(file.snapshot.text), problem.span.start);
  return { path: version.shown, file, unread: `line ${line + 1}, column ${character + 1}: ${problem.message}` };
}

/** The lanes whose problems an author makes: what data says is no slip of the text. */
const lanes: readonly Lane[] = ['static', 'project', 'review'];

/** The problems of the new text that the old one did not have, in document order. */
function newFindings(
  project: Project,
  before: SlaFile | undefined,
  after: SlaFile,
  path: string,
  options: FileOptions,
): readonly Finding[] {
  const found = runRules(project, after, { rules }).filter(({ lane }) => lanes.includes(lane));
  if (before === undefined) return found;
  const known = new Map<string, number>();
  for (const finding of runRules(projectOf(path, before, noData, options), before, { rules })) {
    const key = identityOf(before, finding);
    known.set(key, (known.get(key) ?? 0) + 1);
  }
  return found.filter((finding) => {
    const key = identityOf(after, finding);
    const count = known.get(key) ?? 0;
    known.set(key, count - 1);
    return count <= 0;
  });
}

/** A problem is its rule and where it stands: positions in lists are left out, as an item above moves them. */
function identityOf({ tree, snapshot }: SlaFile, { rule, span }: Finding): string {
  const place = showPath(findAt(tree, span.start).path).replace(/\[\d+\]/g, '[]');
  return [rule, place, snapshot.text.slice(span.start, span.end)].join('\0');
}
