// Reads one agreement and measures it with its data, for every command that needs more than its text.
// It must never read outside the roots, or let a connection be opened that the user has not named.

import { dirname, relative, resolve, sep } from 'node:path';
import type { Connections } from '../core/compliance/connection-types';
import { planOfQuestions, whyQuestions, type Explanation, type WhyQuestion } from '../core/compliance/explanation';
import type { Partials } from '../core/compliance/partials';
import { planOf } from '../core/compliance/plan';
import { resultsOf } from '../core/compliance/verdict';
import { settingsIn, type Config } from '../core/config';
import { open, type SlaFile } from '../core/model/file';
import { namesFingerprint } from '../core/model/queries';
import { defaultSettings, noData, type FileData, type Preset, type Project } from '../core/project';
import { withheld } from '../core/rules/doubt';
import { uriKey, uriOfPath } from '../core/text/uri';
import { instantOfText, zoneOf } from '../core/time/zones';
import type { EngineHost } from '../engine/host';
import { findAgreements, readAgreement, realPath, rootOf, type Encoding } from '../files/agreements';
import { baseText } from '../files/git';
import { CannotRun } from './cannot-run';
import { configReader } from './configs';
import { neighboursOf } from './neighbours';

/** What was asked for on the command line about reading and measuring. */
export interface MeasuringOptions {
  readonly roots: readonly string[];
  readonly currentFolder: string;
  /** As written; a date or an instant. */
  readonly asOf: string | undefined;
  readonly today: string;
  readonly readsData: boolean;
  /** What was named on the command line; undefined where the folder may say. */
  readonly preset: Preset | undefined;
  /** The commit that changes are told against; undefined where nothing is compared. */
  readonly base: string | undefined;
  readonly wantsFingerprint: boolean;
  /** Whether to find out what weighs most on each value. */
  readonly asksWhy: boolean;
  /** What the user has named in a file of their own; undefined where no connection may be opened. */
  readonly connections: Connections | undefined;
}

/** What one file needs: the options with the configuration of each root. */
export interface FileOptions extends MeasuringOptions {
  readonly configOf: (root: string) => Config;
}

export interface MeasuredAgreement {
  /** Absolute, and relative to the current folder with slashes. */
  readonly path: string;
  readonly shown: string;
  readonly file: SlaFile;
  readonly project: Project;
  readonly data: FileData;
  readonly encoding: Encoding;
}

const maximumBytes = 512 * 1_048_576;

/**
 * Reads and measures the one agreement that a path names, for commands that take a single file. Data that cannot be read, or an engine that
 * dies, is told in `data`; throws `CannotRun` where there is no such agreement or where it is no text.
 */
export async function measuredAgreement(
  named: string,
  options: MeasuringOptions,
  host: EngineHost,
): Promise<MeasuredAgreement> {
  const path = resolve(options.currentFolder, named);
  const found = findAgreements(path);
  if (!found.ok) throw new CannotRun(found.message);
  if (found.paths[0] !== path) throw new CannotRun(`"${named}" is a folder; name one agreement`);
  const text = readAgreement(path);
  if (!text.ok) throw new CannotRun(`${named}: ${text.message}`);
  const withConfigs = { ...options, configOf: configReader(options.currentFolder) };
  const file = open({ uri: uriOfPath(path), version: 0, text: text.text });
  const data = options.readsData ? await measure(path, file, options, host) : noData;
  return {
    path,
    shown: shownPath(path, options),
    file,
    project: projectOf(path, file, data, withConfigs),
    data,
    encoding: text.encoding,
  };
}

/** A path as it is shown: relative to the current folder, with slashes. */
export function shownPath(path: string, { currentFolder }: Pick<MeasuringOptions, 'currentFolder'>): string {
  return relative(currentFolder, path).split(sep).join('/') || path;
}

/** What the rules look at: the agreement, those that it names, and what is known of its data. */
export function projectOf(path: string, file: SlaFile, data: FileData, options: FileOptions): Project {
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
function basesOf(path: string, uri: string, { base }: MeasuringOptions): Pick<Project['facts'], 'bases'> {
  if (base === undefined) return {};
  const found = baseText(path, base);
  if (found.kind === 'failed') throw new CannotRun(`--base ${base}: ${found.reason}`);
  return { bases: new Map(found.kind === 'new' ? [] : [[uri, open({ uri, version: 0, text: found.text })]]) };
}

/** The root whose configuration counts for a file: the one in which it lies. */
export function rootAround(path: string, options: MeasuringOptions): string {
  const roots = rootsOf(path, options);
  const real = realPath(path);
  return roots.find((root) => real.startsWith(root + sep)) ?? roots[0] ?? dirname(real);
}

/** The folders, as real paths, outside of which nothing is read for a file. */
export function rootsOf(path: string, { roots, currentFolder }: MeasuringOptions): readonly string[] {
  return roots.length > 0 ? roots.map((root) => realPath(resolve(currentFolder, root))) : [rootOf(path, currentFolder)];
}

/** The results of an agreement; what keeps them from being computed is told in words, and never thrown. */
export async function measure(
  path: string,
  file: SlaFile,
  options: MeasuringOptions,
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
        ...{ planned, results, partials, explanations },
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

/** The instant that --as-of names. Throws `CannotRun` for a text that names none. */
export function asOfInstant(text: string, zoneId: string | undefined): number {
  const zone = zoneOf(zoneId ?? 'UTC') ?? zoneOf('UTC');
  const instant = zone === undefined ? Number.NaN : instantOfText(text, zone);
  if (Number.isNaN(instant))
    throw new CannotRun(`--as-of takes a date or an instant such as 2026-11-05T08:00:00Z, not "${text}"`);
  return instant;
}
