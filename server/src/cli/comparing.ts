// The command `sla diff`: its arguments, its formats and its exit code.
// It must never pass a gate that it was asked for where a comparison is not whole.

import { partyNow } from '../core/diff/agreement-diff';
import { forLog } from '../core/show/escape';
import { open, type SlaFile } from '../core/model/file';
import { nearest } from '../core/schema/suggest';
import { uriOfPath } from '../core/text/uri';
import { readAgreement } from '../files/agreements';
import { measuringOptions, oneOf, withEngine, type MeasuringValues } from './arguments';
import { CannotRun } from './cannot-run';
import { compare, type Compared } from './diff';
import { refuseLinks, writeOutput } from './output';
import { diffQualityReport } from './report/code-quality';
import { isWeaker, type Comparison, type DiffReport } from './report/comparison';
import { diffGithubReport } from './report/diff-github';
import { diffJsonReport } from './report/diff-json';
import { diffSheet } from './report/diff-markdown';
import { diffTextReport } from './report/diff-text';
import type { TextOptions } from './report/text';

export interface DiffValues extends MeasuringValues {
  readonly format?: string | undefined;
  readonly output?: string | undefined;
  readonly base?: string | undefined;
  readonly 'fail-on': readonly string[];
}

export interface DiffAnswer {
  /** For standard output; empty where a file was written. */
  readonly text: string;
  /** For standard error, one line each. */
  readonly complaints: readonly string[];
  readonly code: 0 | 1 | 2;
}

const formats = {
  text: (report: DiffReport, options: TextOptions) => forLog(diffTextReport(report, options)),
  json: diffJsonReport,
  markdown: diffSheet,
  github: diffGithubReport,
  gitlab: diffQualityReport,
} as const;

type Format = keyof typeof formats;

/** Runs `sla diff`. Throws `CannotRun` with a message for people where an argument is wrong, or nothing can be compared. */
export async function diff(paths: readonly string[], values: DiffValues, terminal: TextOptions): Promise<DiffAnswer> {
  const format = oneOf('--format', values.format ?? 'text', Object.keys(formats) as readonly Format[]);
  const gates = values['fail-on'].map(gateOf);
  const { base } = values;
  if (base === undefined && paths.length !== 2)
    throw new CannotRun('name two agreements, as in: sla diff OLD NEW, or a commit: sla diff --base main PATHS');
  const named = base === undefined || paths.length > 0 ? paths : ['.'];
  const ownOptions = measuringOptions(values);
  if (values.output !== undefined) refuseLinks('-o', values.output, ownOptions);
  const options = { ...ownOptions, paths: named, base, wantsFindings: format === 'markdown' };
  const compared = await withEngine((host) => compare(options, host));
  const { report, read } = compared;
  const failed = isStopped(compared, gates);
  const text = formats[format](report, values.output === undefined ? terminal : { hasColour: false, width: 120 });
  if (values.output !== undefined) writeOutput('-o', values.output, text, read, options);
  const complaints = [...report.failures, ...report.comparisons.flatMap((each) => unreadComplaints(each, report))];
  return {
    text: values.output === undefined ? text : '',
    complaints,
    code: isUncertain(report, gates) ? 2 : failed ? 1 : 0,
  };
}

export interface Gate {
  /** The party for whom nothing may get weaker; undefined for everybody to whom something is owed. */
  readonly party: string | undefined;
}

/** What `--fail-on` names: `weaker`, or `weaker:PARTY`. Throws `CannotRun` for anything else. */
export function gateOf(text: string): Gate {
  const [, party] = /^weaker(?::(.+))?$/.exec(text) ?? [];
  if (party === undefined && text !== 'weaker')
    throw new CannotRun(`--fail-on takes weaker or weaker:PARTY, not "${text}"`);
  return { party };
}

/** Whether a change is one that was to be stopped. Throws `CannotRun` for a party that no agreement has. */
export function isStopped(compared: Compared, gates: readonly Gate[]): boolean {
  for (const { party } of gates) if (party !== undefined) known(party, compared);
  return gates.some(({ party }) => compared.report.comparisons.some((comparison) => isWeakerFor(comparison, party)));
}

/** Whether no answer to the gates can be trusted: a new text that is broken never can, an old one not where somebody relies on it. */
export function isUncertain({ failures, comparisons }: DiffReport, gates: readonly Gate[]): boolean {
  if (failures.length > 0) return true;
  return comparisons.some(
    ({ old, now }) => now?.unread !== undefined || (gates.length > 0 && old?.unread !== undefined),
  );
}

function isWeakerFor({ old, now, diff }: Comparison, party: string | undefined): boolean {
  // A party that is called otherwise now is still the one for whom nothing may get weaker.
  if (party !== undefined) {
    const renamed = old === undefined || now === undefined ? party : partyNow(old.file, now.file, party);
    return diff.weaker.includes(party) || diff.weaker.includes(renamed);
  }
  if (now === undefined) return diff.weaker.length > 0;
  return old !== undefined && diff.changes.some(isWeaker);
}

/** A party has to be one of an agreement that was looked at, whether or not it changed: else a slip in its name would open the gate. */
function known(party: string, { files, same }: Compared): void {
  const ids = new Set<string>();
  const has = (file: SlaFile): boolean => {
    for (const { id } of file.model.parties) ids.add(id);
    return ids.has(party);
  };
  if (files.some(has) || same.some((path) => has(openAt(path)))) return;
  const meant = nearest(party, [...ids]);
  throw new CannotRun(
    `--fail-on weaker:${party}: no agreement has a party "${party}"${meant === undefined ? '' : `; did you mean "${meant}"?`}`,
  );
}

function openAt(path: string): SlaFile {
  const text = readAgreement(path);
  return open({ uri: uriOfPath(path), version: 0, text: text.ok ? text.text : '' });
}

/** What is said of texts that could not be read as a whole. */
export function unreadComplaints({ old, now }: Comparison, { base }: Pick<DiffReport, 'base'>): readonly string[] {
  const said = 'so that changes may be missing';
  return [
    ...(old?.unread === undefined
      ? []
      : [`${old.path}${base === undefined ? '' : ` in ${base}`}: ${old.unread}, ${said}`]),
    ...(now?.unread === undefined ? [] : [`${now.path}: ${now.unread}, ${said}`]),
  ];
}
