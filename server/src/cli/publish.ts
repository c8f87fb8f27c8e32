// `sla report` and `sla export`: documents about one agreement, to standard output or into a file that the user names.
// It must never leave out in silence that nothing could be computed.

import { csvOf } from '../core/publish/csv';
import { htmlOf } from '../core/publish/html';
import { markdownOf } from '../core/publish/markdown';
import { parsePeriod, type Period } from '../core/publish/period';
import { reportDocument } from '../core/publish/report';
import { rules } from '../core/rules/index';
import { runRules } from '../core/rules/run';
import { forLog } from '../core/show/escape';
import { measuringOptions, oneOf, withEngine, type MeasuringValues } from './arguments';
import { CannotRun } from './cannot-run';
import { measuredAgreement, type MeasuredAgreement } from './measuring';
import { writeOutput } from './output';

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
  writeOutput('-o', values.output, text, [agreement], options);
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
