// `sla check`: problems and compliance of the agreements that the paths name.
// It must never read outside the roots, let a connection be opened that the user has not named, or hide that something could not be read.

import { dirname, relative, resolve, sep } from 'node:path';
import type { Connections } from '../core/compliance/connection-types';
import { planOfQuestions, whyQuestions, type Explanation, type WhyQuestion } from '../core/compliance/explanation';
import type { Partials } from '../core/compliance/partials';
import { planOf } from '../core/compliance/plan';
import { namesFingerprint } from '../core/model/queries';
import { resultsOf } from '../core/compliance/verdict';
import { configName, settingsIn, type Config } from '../core/config';
import { withheld } from '../core/rules/doubt';
import { mended } from '../core/features/mend';
import { open, type SlaFile } from '../core/model/file';
import { defaultSettings, noData, type FileData, type Preset, type Project, type Severity } from '../core/project';
import { runRules } from '../core/rules/run';
import { rules } from '../core/rules/index';
import { yamlSyntax } from '../core/rules/syntax/yaml-syntax';
import type { Finding } from '../core/rules/rule';
import { instantOfText, zoneOf } from '../core/time/zones';
import { uriKey, uriOfPath } from '../core/text/uri';
import type { EngineHost } from '../engine/host';
import { findAgreements, readAgreement, realPath, rootOf, writeAgreement } from '../files/agreements';
import { admits } from '../files/config';
import { baseText } from '../files/git';
import { CannotRun } from './cannot-run';
import { configReader } from './configs';
import { neighboursOf } from './neighbours';
import type { CheckedFile, CheckReport } from './report/report';

export interface CheckOptions {
  readonly paths: readonly string[];
  readonly roots: readonly string[];
  readonly currentFolder: string;
  /** As written; a date or an instant. */
  readonly asOf: string | undefined;
  readonly today: string;
  readonly readsData: boolean;
  /** What was named on the command line; undefined where the folder may say. */
  readonly preset: Preset | undefined;
  /** Only these rules; undefined for all. */
  readonly only: readonly string[] | undefined;
  /** The commit that changes are told against; undefined where nothing is compared. */
  readonly base: string | undefined;
  /** Whether evident mistakes are mended in the files first, and with `only` what these rules would write. */
  readonly fixes: boolean;
  readonly leastSeverity: Severity;
  readonly wantsFingerprint: boolean;
  /** Whether to find out what weighs most on each value. */
  readonly asksWhy: boolean;
  /** What the user has named in a file of their own; undefined where no connection may be opened. */
  readonly connections: Connections | undefined;
  readonly version: string;
}

const severities: readonly Severity[] = ['error', 'warning', 'information', 'hint'];
const maximumBytes = 512 * 1_048_576;

/** Checks all agreements, in path order. Throws `CannotRun` with a message for people. */
export async function check(options: CheckOptions, host: EngineHost): Promise<CheckReport> {
  if (options.asOf !== undefined) asOfInstant(options.asOf, undefined);
  const configOf = configReader(options.currentFolder);
  const paths = agreementsOf(options, configOf);
  const shown = [...paths].sort().map((path) => ({
    path,
    name: relative(options.currentFolder, path).split(sep).join('/') || path,
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

/** What a check of one file needs: the options with the configuration of each root. */
interface FileOptions extends CheckOptions {
  readonly configOf: (root: string) => Config;
}

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

/** The root whose configuration counts for a file: the one in which it lies. */
function rootAround(path: string, options: CheckOptions): string {
  const roots = rootsOf(path, options);
  const real = realPath(path);
  return roots.find((root) => real.startsWith(root + sep)) ?? roots[0] ?? dirname(real);
}

async function checkFile(path: string, shown: string, options: FileOptions, host: EngineHost): Promise<CheckedFile> {
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

/** What the rules look at: the agreement, those that it names, and what is known of its data. */
function projectOf(path: string, file: SlaFile, data: FileData, options: FileOptions): Project {
  const { uri } = file.snapshot;
  const roots = rootsOf(path, options);
  const neighbours = neighboursOf(path, file, roots);
  const config = options.configOf(rootAround(path, options));
  return {
    files: new Map([file, ...neighbours.files].map((each) => [each.snapshot.uri, each])),
    settings: settingsIn(config, { ...defaultSettings, preset: options.preset }),
    facts: {
      today: options.today,
      theme: 'dark',
      roots: roots.map(uriOfPath),
      agreements: new Set([uriKey(uri), ...neighbours.keys]),
      connections: options.connections && [...options.connections].map(([name, { kind }]) => ({ name, kind })),
      ...basesOf(path, uri, options),
    },
    data: new Map([[uri, data]]),
  };
}

/** The version of a commit, where one is named. An agreement that is new there has none. */
function basesOf(path: string, uri: string, { base }: CheckOptions): Pick<Project['facts'], 'bases'> {
  if (base === undefined) return {};
  const found = baseText(path, base);
  if (found.kind === 'failed') throw new CannotRun(`--base ${base}: ${found.reason}`);
  return { bases: new Map(found.kind === 'new' ? [] : [[uri, open({ uri, version: 0, text: found.text })]]) };
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

async function measure(
  path: string,
  file: ReturnType<typeof open>,
  options: CheckOptions,
  host: EngineHost,
): Promise<FileData> {
  const asOf = options.asOf === undefined ? undefined : asOfInstant(options.asOf, file.model.timeZone?.value);
  const roots = rootsOf(path, options);
  const folder = realPath(dirname(path));
  try {
    const planned = planOf(file.model, asOf === undefined ? {} : { asOf });
    if (planned.plan.sources.length === 0 && planned.plan.items.length === 0 && file.model.objectives.length === 0)
      return noData;
    const request = {
      plan: planned.plan,
      folder,
      fence: { roots, isTrusted: true },
      wantsFingerprint: options.wantsFingerprint || namesFingerprint(file.model),
      maximumBytes,
      connections: options.connections,
      connectionLack:
        options.connections === undefined
          ? 'no connections are named (--connections FILE)'
          : 'the file of --connections names no such connection',
    };
    const partials = await host.run(path, request);
    const results = withheld(file, resultsOf(file.model, planned, partials));
    const columns = new Map(partials.sources.map((source) => [source.source, source.columns]));
    const why = options.asksWhy ? whyQuestions(file.model, planned, results) : [];
    const explanations = await explanationsOf(why, () =>
      host.run(path, { ...request, plan: planOfQuestions(planned.plan, why), wantsFingerprint: false, why }),
    );
    return {
      measured: {
        ...{ planned, results, explanations },
        ...{ sources: partials.sources, exclusions: partials.exclusions, timeZoneData: partials.timeZoneData },
      },
      columns,
      isReading: false,
      unavailable: undefined,
    };
  } catch (error) {
    // The problems of the text are told all the same.
    return {
      ...noData,
      unavailable: `nothing was computed: ${error instanceof Error ? error.message : String(error)}`,
    };
  }
}

/** What is answered to questions why; where they cannot be answered, each has the reason, and the results stand. */
async function explanationsOf(
  why: readonly WhyQuestion[],
  ask: () => Promise<Partials>,
): Promise<readonly Explanation[]> {
  if (why.length === 0) return [];
  try {
    return (await ask()).explanations ?? [];
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return why.map(({ objective, group, from, to }) => ({
      ...{ objective, group, from, to, reason },
      value: undefined,
      contributors: [],
    }));
  }
}

/** The folders, as real paths, outside of which nothing is read for a file. */
function rootsOf(path: string, { roots, currentFolder }: CheckOptions): readonly string[] {
  return roots.length > 0 ? roots.map((root) => realPath(resolve(currentFolder, root))) : [rootOf(path, currentFolder)];
}

function asOfInstant(text: string, zoneId: string | undefined): number {
  const zone = zoneOf(zoneId ?? 'UTC') ?? zoneOf('UTC');
  const instant = zone === undefined ? Number.NaN : instantOfText(text, zone);
  if (Number.isNaN(instant))
    throw new CannotRun(`--as-of takes a date or an instant such as 2026-11-05T08:00:00Z, not "${text}"`);
  return instant;
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
