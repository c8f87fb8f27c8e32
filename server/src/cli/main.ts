// The command line: reads arguments, runs a command, writes its report, and gives the exit code (0 clean, 1 problems, 2 could not run).
// It must never print anything but the report on standard output.

import { parseArgs } from 'node:util';
import { rules } from '../core/rules/index';
import type { Preset, Severity } from '../core/project';
import { nearest } from '../core/schema/suggest';
import { forLog, forTerminal } from '../core/show/escape';
import { counted } from '../core/show/words';
import { measuringArguments, measuringOptions, oneOf, withEngine, type MeasuringValues } from './arguments';
import { runAction } from './action';
import { baseline, type BaselineReport } from './baseline';
import { CannotRun } from './cannot-run';
import { check, hasFailed } from './check';
import { diff } from './comparing';
import { explanation } from './explain';
import { lspHelp, serveEditors } from './lsp';
import { publish } from './publish';
import { qualityReport } from './report/code-quality';
import { githubReport } from './report/github';
import { replay } from './replay';
import { jsonReport } from './report/json';
import { junitReport } from './report/junit';
import { markdownReport } from './report/markdown';
import type { CheckReport } from './report/report';
import { sarifReport } from './report/sarif';
import { textReport } from './report/text';

const help = `sla check PATHS [options]      check service level agreements and compute compliance from their data
sla diff OLD NEW [options]     what changed between two versions, for whom it is weaker, and what it would have cost
sla diff --base COMMIT [PATHS] the same for all agreements since a commit; COMMIT... for the one where HEAD left it
sla baseline FILE [options]    what the past windows of each objective say, and which target they prove
sla replay FILE [options]      the past windows judged by another target
sla report FILE [options]      the agreement in plain language, and how it was kept in a period
sla export FILE [options]      all windows of all objectives as CSV
sla explain RULE|TYPE          what a rule finds and why it matters, or what a metric type means
sla action                     what the action for workflows of GitHub runs: docs/review.md
sla lsp                        language server over standard input and output, for editors

Options of check
  --format NAME                 text, json, sarif, github, gitlab, junit or markdown (text)
  --fix                         mend evident slips in the files first; with --rules what these rules write
  --root DIR                    the workspace; no file outside is read (may be repeated)
  --as-of T                     judge as of this instant or date, not the last one of the data
  --base COMMIT                 also tell what changed since: what got weaker, and for whom
  --today D                     the date for rules about terms and reviews (today)
  --connections FILE            your named connections, as JSON: docs/connections.md (without it none is opened)
  --why                         what weighs most on each value, and what it would be without
  --no-data                     problems only; reads no data
  --preset NAME                 recommended, strict or transcribe; else what sla.config.yaml says
  --rules ID,ID                 only these rules
  --severity LEAST              error, warning, information or hint: what is shown at least (hint)
  --max-warnings N              warnings that still count as clean (0)
  -h, --help                    this text
  --version                     the version

Options of diff, beside --root, --as-of, --today, --connections, --no-data
  --format NAME                 text, json, markdown, github or gitlab (text)
  --fail-on weaker[:PARTY]      exit code 1 where something got weaker, for this party or any that is owed it (may be repeated)
  -o, --output FILE             write into this file

Options of baseline and replay, beside --root, --as-of, --connections
  --format NAME                 text or json (text)
  --objective ID                the objective (baseline: only this one)
  --write                       baseline: write what the windows say into the agreement
  --target T                    replay: the target to try, such as "99.95 %"
  --group NAME                  replay: the group that is asked about

Options of report and export, beside --root, --as-of, --today, --connections, --no-data
  --format NAME                 report: markdown or html (by the ending of -o, else markdown); export: csv
  --period P                    report: 2026-10, 2026-Q3, 2026 or 2026-10-01..2026-10-15 (else the newest complete windows)
  -o, --output FILE             write into this file

A file sla.config.yaml at the root sets preset, severities of rules, and which agreements are looked at.
Exit code: 0 clean, 1 problems (diff: only what --fail-on names), 2 could not run. Nothing is sent anywhere but to connections that you name.
`;

type Format = 'text' | 'json' | 'sarif' | 'github' | 'gitlab' | 'junit' | 'markdown';

/** Each report is a function from what was found to text. */
const reports: Readonly<Record<Format, (report: CheckReport, streams: Streams) => string>> = {
  text: (report, streams) => forLog(textReport(report, streams)),
  json: jsonReport,
  sarif: sarifReport,
  github: githubReport,
  gitlab: qualityReport,
  junit: (report) => forLog(junitReport(report)),
  markdown: (report) => forLog(markdownReport(report)),
};

const formats = Object.keys(reports) as readonly Format[];

export interface Streams {
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
  readonly hasColour: boolean;
  readonly width: number;
}

/** Runs the command line and gives its exit code, or undefined where that is not known yet: a server runs on. `version` is the tool's. */
export async function main(args: readonly string[], version: string, streams: Streams): Promise<number | undefined> {
  try {
    return await run(args, version, streams);
  } catch (error) {
    complain(error instanceof Error ? error.message : String(error), streams);
    return 2;
  }
}

/** Says on standard error what could not be done, one line for each thing. */
function complain(message: string, streams: Streams): void {
  for (const line of message.split('\n')) streams.error(forLog(`sla: ${forTerminal(line)}\n`));
}

async function run(args: readonly string[], version: string, streams: Streams): Promise<number | undefined> {
  if (args[0] === 'lsp') {
    if (args.includes('--help') || args.includes('-h')) streams.out(lspHelp);
    else await serveEditors(args.slice(1));
    return undefined;
  }
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      format: { type: 'string' },
      period: { type: 'string' },
      output: { type: 'string', short: 'o' },
      ...measuringArguments,
      base: { type: 'string' },
      'fail-on': { type: 'string', multiple: true, default: [] },
      why: { type: 'boolean', default: false },
      preset: { type: 'string' },
      fix: { type: 'boolean', default: false },
      rules: { type: 'string' },
      severity: { type: 'string', default: 'hint' },
      'max-warnings': { type: 'string', default: '0' },
      objective: { type: 'string' },
      group: { type: 'string' },
      target: { type: 'string' },
      write: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
      version: { type: 'boolean', default: false },
    },
  });
  if (values.version) {
    streams.out(`${version}\n`);
    return 0;
  }
  const [command, ...paths] = positionals;
  if (values.help || command === undefined) {
    (values.help ? streams.out : streams.error)(help);
    return values.help ? 0 : 2;
  }
  refuseStray(command, values);
  if (command === 'action') return runAction(paths, process.env, streams);
  if (command === 'diff') {
    const { text, complaints, code } = await diff(paths, values, streams);
    for (const complaint of complaints) complain(complaint, streams);
    streams.out(text);
    return code;
  }
  if (command === 'explain') {
    streams.out(explanation(paths));
    return 0;
  }
  if (command === 'baseline' || command === 'replay') {
    const { report, refusals } = await aboutThePast(command, paths, values);
    for (const refusal of refusals) complain(refusal, streams);
    streams.out(report);
    return 0;
  }
  if (command === 'report' || command === 'export') {
    const { text, failure } = await publish(command, paths, values, version);
    streams.out(text);
    if (failure !== undefined) complain(failure, streams);
    return failure === undefined ? 0 : 2;
  }
  if (command !== 'check') throw new CannotRun(`there is no command "${command}"; try: sla check PATHS`);
  if (paths.length === 0) throw new CannotRun('name a file or folder to check, such as: sla check .');
  const format = oneOf('--format', values.format ?? 'text', formats);
  const only = values.rules?.split(',').map((id) => id.trim());
  const unknown = only?.find((id) => !rules.some((rule) => rule.id === id));
  if (unknown !== undefined) throw new CannotRun(`there is no rule "${unknown}"${didYouMean(unknown)}`);
  const maximumWarnings = Number(values['max-warnings']);
  if (!Number.isInteger(maximumWarnings) || maximumWarnings < 0)
    throw new CannotRun(`--max-warnings takes a whole number, not "${values['max-warnings']}"`);
  const preset =
    values.preset === undefined
      ? undefined
      : oneOf<Preset>('--preset', values.preset, ['recommended', 'strict', 'transcribe']);
  const leastSeverity = oneOf<Severity>('--severity', values.severity, ['error', 'warning', 'information', 'hint']);
  const options = {
    ...measuringOptions(values),
    ...{ paths, base: values.base, preset, fixes: values.fix, only, leastSeverity, version },
    ...{ wantsFingerprint: format === 'json', asksWhy: values.why },
  };
  const report = await withEngine((host) => check(options, host));
  for (const failure of report.failures) complain(failure, streams);
  for (const { path, mended } of report.files)
    if (mended > 0) streams.error(forLog(`${forTerminal(path)}: ${counted(mended, 'problem')} mended\n`));
  streams.out(reports[format](report, streams));
  return hasFailed(report, maximumWarnings) ? 1 : 0;
}

/** Options that only some commands take: whoever gives one to another expects something of it that would not happen. */
function refuseStray(command: string, values: Readonly<Record<string, unknown>>): void {
  const stray =
    command === 'diff'
      ? ['fix', 'rules', 'write', 'why', 'preset', 'period', 'objective', 'group', 'target']
      : ['fail-on'];
  const isGiven = (value: unknown): boolean =>
    Array.isArray(value) ? value.length > 0 : value !== undefined && value !== false;
  const found = stray.find((option) => isGiven(values[option]));
  if (found !== undefined) throw new CannotRun(`sla ${command} does not take --${found}`);
}

interface PastValues extends MeasuringValues {
  readonly format?: string | undefined;
  readonly objective?: string | undefined;
  readonly group?: string | undefined;
  readonly target?: string | undefined;
  readonly write: boolean;
}

/** `baseline` and `replay`: what the past windows of one agreement say. */
async function aboutThePast(
  command: 'baseline' | 'replay',
  [path, another]: readonly string[],
  values: PastValues,
): Promise<BaselineReport> {
  const { objective, target, group } = values;
  if (path === undefined || another !== undefined) throw new CannotRun(`name one agreement: sla ${command} FILE`);
  const options = {
    ...measuringOptions(values),
    path,
    format: oneOf('--format', values.format ?? 'text', ['text', 'json']),
  };
  // Whoever gives one of these expects something of it that would not happen.
  const stray = command === 'replay' ? { write: values.write || undefined } : { target, group };
  for (const [option, value] of Object.entries(stray))
    if (value !== undefined) throw new CannotRun(`sla ${command} does not take --${option}`);
  if (command === 'baseline')
    return withEngine((host) => baseline({ ...options, objective, writes: values.write }, host));
  if (objective === undefined || target === undefined)
    throw new CannotRun('say which target is tried: sla replay FILE --objective ID --target "99.95 %"');
  return { report: await withEngine((host) => replay({ ...options, objective, group, target }, host)), refusals: [] };
}

function didYouMean(rule: string): string {
  const ids = rules.map(({ id }) => id);
  const meant = nearest(rule, ids);
  return meant === undefined ? '' : `; did you mean "${meant}"?`;
}
