// `sla check`: problems and compliance of the agreements that the paths name.
// It must never read outside the roots, let a connection be opened that the user has not named, or hide that something could not be read.

import { resolve } from 'node:path';
import { configName, type Config } from '../core/config';
import { mended } from '../core/features/mend';
import { open } from '../core/model/file';
import { noData, type Severity } from '../core/project';
import { runRules } from '../core/rules/run';
import { rules } from '../core/rules/index';
import { yamlSyntax } from '../core/rules/syntax/yaml-syntax';
import type { Finding } from '../core/rules/rule';
import { uriOfPath } from '../core/text/uri';
import type { EngineHost } from '../engine/host';
import { findAgreements, readAgreement, realPath, writeAgreement } from '../files/agreements';
import { admits } from '../files/config';
import { CannotRun } from './cannot-run';
import { configReader } from './configs';
import { measure, projectOf, rootAround, shownPath, type FileOptions, type MeasuringOptions } from './measuring';
import type { CheckedFile, CheckReport } from './report/report';

export interface CheckOptions extends MeasuringOptions {
  readonly paths: readonly string[];
  /** Only these rules; undefined for all. */
  readonly only: readonly string[] | undefined;
  /** Whether evident mistakes are mended in the files first, and with `only` what these rules would write. */
  readonly fixes: boolean;
  readonly leastSeverity: Severity;
  readonly version: string;
}

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/** Checks all agreements, in path order. Throws `CannotRun` with a message for people. */
export async function check(options: CheckOptions, host: EngineHost): Promise<CheckReport> {
  const configOf = configReader(options.currentFolder);
  const paths = agreementsOf(options, configOf);
  const shown = [...paths].sort().map((path) => ({
    path,
    name: shownPath(path, options),
  }));
  // All are asked for at once, so that data which several agreements read is read once.
  const checked = await Promise.allSettled(
    shown.map(({ path, name }) => checkFile(path, name, { ...options, configOf }, host)),
  );
  const files = checked.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  // One file that cannot be checked costs its own line, and the others are still checked.
  const failures = checked.flatMap((each, index) => {
    if (each.status === 'fulfilled') return [];
    const reason: unknown = each.reason;
    return [`${shown[index]?.name}: ${reason instanceof Error ? reason.message : String(reason)}`];
  });
  if (files.length === 0) throw new CannotRun(failures.join('\n'));
  const timeZoneData =
    files.find((file) => file.measured !== undefined)?.measured?.timeZoneData ?? process.versions.tz ?? '';
  return { version: options.version, timeZoneData, files, failures };
}

type CheckFileOptions = CheckOptions & FileOptions;

/** The agreements that the paths name; of those that are found in folders the ones that the configuration admits. */
function agreementsOf(options: CheckOptions, configOf: (root: string) => Config): ReadonlySet<string> {
  const paths = new Set<string>();
  for (const named of options.paths) {
    const path = resolve(options.currentFolder, named);
    const found = findAgreements(path);
    if (!found.ok) throw new CannotRun(found.message);
    const isLookedAt = (each: string): boolean => {
      const root = rootAround(each, options);
      // A configuration with a mistake stops the check before anything is read by it.
      const config = configOf(root);
      return each === path || admits(config, root, realPath(each));
    };
    const left = found.paths.filter(isLookedAt);
    if (left.length === 0) throw new CannotRun(`${configName} leaves out all agreements below "${named}"`);
    for (const each of left) paths.add(each);
  }
  return paths;
}

async function checkFile(
  path: string,
  shown: string,
  options: CheckFileOptions,
  host: EngineHost,
): Promise<CheckedFile> {
  const text = readAgreement(path);
  if (!text.ok) {
    if (text.garbled === undefined) throw new CannotRun(text.message);
    return garbledFile(path, shown, text.message, text.garbled, options);
  }
  const uri = uriOfPath(path);
  const written = open({ uri, version: 0, text: text.text });
  const fixed = options.fixes
    ? mended(projectOf(path, written, noData, options), written, new Set(options.only))
    : undefined;
  if (fixed !== undefined && fixed.text !== text.text) writeAgreement(path, fixed.text, text.encoding);
  const file = fixed === undefined ? written : open({ uri, version: 0, text: fixed.text });
  const data = options.readsData ? await measure(path, file, options, host) : noData;
  const project = projectOf(path, file, data, options);
  const chosen = options.only === undefined ? rules : rules.filter((rule) => options.only?.includes(rule.id));
  const least = severities.indexOf(options.leastSeverity);
  const findings: readonly Finding[] = runRules(project, file, { rules: chosen }).filter(
    (finding) => severities.indexOf(finding.severity) <= least,
  );
  const { measured, unavailable } = data;
  return { path: shown, file, findings, measured, unavailable, mended: fixed?.count ?? 0 };
}

/** A file that is no UTF-8 has one problem, at its first byte that is none; nothing of it is read. */
function garbledFile(
  path: string,
  shown: string,
  message: string,
  { text, at }: { readonly text: string; readonly at: number },
  { only }: CheckOptions,
): CheckedFile {
  const nothing = open({ uri: path, version: 0, text: '' });
  const finding: Finding = {
    rule: yamlSyntax.id,
    severity: yamlSyntax.severity,
    lane: yamlSyntax.lane,
    span: { start: at, end: at + 1 },
    message,
    fixes: [],
    related: [],
  };
  return {
    path: shown,
    file: { ...nothing, snapshot: { ...nothing.snapshot, text } },
    findings: only === undefined || only.includes(yamlSyntax.id) ? [finding] : [],
    measured: undefined,
    unavailable: undefined,
    mended: 0,
  };
}

/** Whether the check failed: a file that could not be checked, any error, or more warnings than allowed. */
export function hasFailed(report: CheckReport, maximumWarnings: number): boolean {
  const findings = report.files.flatMap((file) => file.findings);
  return (
    report.failures.length > 0 ||
    findings.some((finding) => finding.severity === 'error') ||
    findings.filter((finding) => finding.severity === 'warning').length > maximumWarnings
  );
}
