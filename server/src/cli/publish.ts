// `sla report` and `sla export`: documents about one agreement, to standard output or into a file that the user names.
// It must never overwrite what was read, nor write a document half.

import { existsSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { csvOf } from '../core/publish/csv';
import { htmlOf } from '../core/publish/html';
import { markdownOf } from '../core/publish/markdown';
import { parsePeriod, type Period } from '../core/publish/period';
import { reportDocument } from '../core/publish/report';
import { rules } from '../core/rules/index';
import { runRules } from '../core/rules/run';
import { forLog } from '../core/show/escape';
import { findAgreements } from '../files/agreements';
import { measuringOptions, oneOf, withEngine, type MeasuringValues } from './arguments';
import { CannotRun } from './cannot-run';
import { measuredAgreement, rootsOf, type MeasuredAgreement, type MeasuringOptions } from './measuring';

export interface PublishValues extends MeasuringValues {
  readonly format?: string | undefined;
  readonly period?: string | undefined;
  readonly output?: string | undefined;
}

export interface Published {
  /** For standard output; empty where a file was written. */
  readonly text: string;
  /** Why nothing could be computed; the document says so too. */
  readonly failure: string | undefined;
}

/** Writes a document about the one agreement that is named. Throws `CannotRun` where there is none, or it cannot be written. */
export async function publish(
  command: 'report' | 'export',
  [path, another]: readonly string[],
  values: PublishValues,
  version: string,
): Promise<Published> {
  if (path === undefined || another !== undefined) throw new CannotRun(`name one agreement: sla ${command} FILE`);
  const isReport = command === 'report';
  const format = isReport
    ? oneOf('--format', values.format ?? usualFormat(values.output), ['markdown', 'html'] as const)
    : oneOf('--format', values.format ?? 'csv', ['csv'] as const);
  const period = values.period === undefined || !isReport ? undefined : periodOf(values.period);
  const options = { ...measuringOptions(values), wantsFingerprint: isReport, asksWhy: isReport };
  const agreement = await withEngine((host) => measuredAgreement(path, options, host));
  const text = format === 'csv' ? csvOf(agreement.project, agreement.file) : report(agreement, format, period, version);
  const { unavailable: failure } = agreement.data;
  // Markdown is made so that no line of it is a command to a runner of workflows, and its headings have to stay.
  if (values.output === undefined) return { text: format === 'markdown' ? text : forLog(text), failure };
  write(values.output, text, agreement, options);
  return { text: '', failure };
}

/** What is meant where no format is named: what the ending of the file says. */
function usualFormat(output: string | undefined): string {
  return output !== undefined && /\.html?$/i.test(output) ? 'html' : 'markdown';
}

function report(
  { project, file }: MeasuredAgreement,
  format: 'markdown' | 'html',
  period: Period | undefined,
  toolVersion: string,
): string {
  const errors = runRules(project, file, { rules }).filter(({ severity }) => severity === 'error').length;
  const document = reportDocument(project, file, { period, toolVersion, errors });
  return format === 'html' ? htmlOf(document) : markdownOf(document);
}

function periodOf(text: string): Period {
  const period = parsePeriod(text);
  if (!period.ok) throw new CannotRun(`--period "${text}": ${period.problem.reason}`);
  return period.value;
}

/** Writes a whole file and then puts it in its place; one that was read is refused. */
function write(named: string, text: string, agreement: MeasuredAgreement, options: MeasuringOptions): void {
  const path = resolve(options.currentFolder, named);
  const folder = dirname(path);
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw new CannotRun(`-o ${named}: there is no such folder`);
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) throw new CannotRun(`-o ${named}: it is a folder; name a file`);
    if (isRead(path, agreement, options))
      throw new CannotRun(`-o ${named}: it would overwrite what the document is made from`);
    if (findAgreements(path).ok) throw new CannotRun(`-o ${named}: it would overwrite an agreement`);
  }
  try {
    replace(path, text);
  } catch (error) {
    throw new CannotRun(`-o ${named}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function replace(path: string, text: string): void {
  const isThere = existsSync(path);
  // A device or a pipe takes text and has no place to be put into.
  if (isThere && !statSync(path).isFile()) return writeFileSync(path, text);
  const real = isThere ? realpathSync(path) : path;
  const beside = `${real}.${process.pid}.new`;
  try {
    writeFileSync(beside, text, { flag: 'wx', ...(isThere ? { mode: statSync(real).mode } : {}) });
    renameSync(beside, real);
  } catch (error) {
    rmSync(beside, { force: true });
    throw error;
  }
}

/** Whether a file is the agreement or holds data of it, under whatever name. */
function isRead(path: string, { path: own, data }: MeasuredAgreement, options: MeasuringOptions): boolean {
  const files = (data.measured?.sources ?? []).flatMap((source) => source.files);
  const read = [own, ...rootsOf(own, options).flatMap((root) => files.map((file) => join(root, file)))];
  const target = statSync(path);
  return read.some((file) => {
    if (!existsSync(file)) return false;
    const { dev, ino } = statSync(file);
    return dev === target.dev && ino === target.ino;
  });
}
