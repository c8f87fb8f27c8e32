// `sla check`: problems and compliance of the agreements that the paths name.
// It must never read outside the roots, open a connection, or hide that something could not be read.

import { dirname, relative, resolve, sep } from 'node:path';
import { planOf } from '../core/compliance/plan';
import { resultsOf } from '../core/compliance/verdict';
import { withheld } from '../core/rules/doubt';
import { open } from '../core/model/file';
import { defaultSettings, noData, type FileData, type Preset, type Project, type Severity } from '../core/project';
import { runRules } from '../core/rules/run';
import { rules } from '../core/rules/index';
import type { Finding } from '../core/rules/rule';
import { instantOfText, zoneOf } from '../core/time/zones';
import { EngineFailure, type EngineHost } from '../engine/host';
import { findAgreements, readAgreement, realPath, rootOf } from '../files/agreements';
import type { CheckedFile, CheckReport } from './report/report';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly roots: readonly string[];
  readonly currentFolder: string;
  /** As written; a date or an instant. */
  readonly asOf: string | undefined;
  readonly today: string;
  readonly readsData: boolean;
  readonly preset: Preset;
  /** Only these rules; undefined for all. */
  readonly only: readonly string[] | undefined;
  readonly leastSeverity: Severity;
  readonly wantsFingerprint: boolean;
  readonly version: string;
}

/** Something that keeps the check from running at all; exit code 2. */
export class CannotRun extends Error {}

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const maximumBytes = 512 * 1_048_576;

/** Checks all agreements, in path order. Throws `CannotRun` with a message for people. */
export async function check(options: CheckOptions, host: EngineHost): Promise<CheckReport> {
  const paths = new Set<string>();
  for (const path of options.paths) {
    const found = findAgreements(resolve(options.currentFolder, path));
    if (!found.ok) throw new CannotRun(found.message);
    for (const each of found.paths) paths.add(each);
  }
  const files: CheckedFile[] = [];
  for (const path of [...paths].sort()) files.push(await checkFile(path, options, host));
  const timeZoneData =
    files.find((file) => file.measured !== undefined)?.measured?.timeZoneData ?? process.versions.tz ?? '';
  return { version: options.version, timeZoneData, files };
}

async function checkFile(path: string, options: CheckOptions, host: EngineHost): Promise<CheckedFile> {
  const shown = relative(options.currentFolder, path).split(sep).join('/') || path;
  const text = readAgreement(path);
  if (!text.ok) throw new CannotRun(`${shown}: ${text.message}`);
  const file = open({ uri: path, version: 0, text: text.text });
  const data = options.readsData ? await measure(path, file, options, host) : noData;
  const project: Project = {
    files: new Map([[path, file]]),
    settings: { ...defaultSettings, preset: options.preset },
    facts: { today: options.today, theme: 'dark' },
    data: new Map([[path, data]]),
  };
  const chosen = options.only === undefined ? rules : rules.filter((rule) => options.only?.includes(rule.id));
  const least = severities.indexOf(options.leastSeverity);
  const findings: readonly Finding[] = runRules(project, file, { rules: chosen }).filter(
    (finding) => severities.indexOf(finding.severity) <= least,
  );
  return { path: shown, file, findings, measured: data.measured, unavailable: data.unavailable };
}

async function measure(
  path: string,
  file: ReturnType<typeof open>,
  options: CheckOptions,
  host: EngineHost,
): Promise<FileData> {
  const asOf = options.asOf === undefined ? undefined : asOfInstant(options.asOf, file.model.timeZone?.value);
  const planned = planOf(file.model, asOf === undefined ? {} : { asOf });
  if (planned.plan.sources.length === 0 && planned.plan.items.length === 0 && file.model.objectives.length === 0)
    return noData;
  const roots =
    options.roots.length > 0
      ? options.roots.map((root) => realPath(resolve(options.currentFolder, root)))
      : [rootOf(path, options.currentFolder)];
  const folder = realPath(dirname(path));
  try {
    const partials = await host.run(path, {
      plan: planned.plan,
      folder,
      fence: { roots, isTrusted: true },
      wantsFingerprint: options.wantsFingerprint,
      maximumBytes,
    });
    const results = withheld(file, resultsOf(file.model, planned, partials));
    const columns = new Map(partials.sources.map((source) => [source.source, source.columns]));
    return {
      measured: { planned, results, sources: partials.sources, timeZoneData: partials.timeZoneData },
      columns,
      isReading: false,
      unavailable: undefined,
    };
  } catch (error) {
    if (!(error instanceof EngineFailure)) throw error;
    return { ...noData, unavailable: `nothing was computed: ${error.message}` };
  }
}

function asOfInstant(text: string, zoneId: string | undefined): number {
  const zone = zoneOf(zoneId ?? 'UTC') ?? zoneOf('UTC');
  const instant = zone === undefined ? Number.NaN : instantOfText(text, zone);
  if (Number.isNaN(instant))
    throw new CannotRun(`--as-of takes a date or an instant such as 2026-11-05T08:00:00Z, not "${text}"`);
  return instant;
}

/** Whether the findings make the check fail: any error, or more warnings than allowed. */
export function hasFailed(report: CheckReport, maximumWarnings: number): boolean {
  const findings = report.files.flatMap((file) => file.findings);
  return (
    findings.some((finding) => finding.severity === 'error') ||
    findings.filter((finding) => finding.severity === 'warning').length > maximumWarnings
  );
}
