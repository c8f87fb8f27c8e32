// A project is everything a question can be asked of: files, settings, facts from the shells, results of the engine. One immutable value.
// It must never read a clock or a file; whoever makes it puts in what the shells know.

import type { Connection, UnusableConnection } from './compliance/connection-types';
import type { Explanation } from './compliance/explanation';
import type { ExclusionPart, Partials, SourcePart } from './compliance/partials';
import type { ThemeName } from './show/palettes';
import type { Planned } from './compliance/plan';
import type { ObjectiveResult } from './compliance/result';
import type { SlaFile } from './model/file';

export type Severity = 'error' | 'warning' | 'information' | 'hint';
export type { ThemeName } from './show/palettes';
export type Preset = 'recommended' | 'strict' | 'transcribe';

export interface Settings {
  readonly preset: Preset;
  /** Severity by rule id, as the user has set it. */
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  readonly showsCurrentValue: boolean;
  readonly showsAllowedDowntime: boolean;
  readonly showsDefaults: boolean;
  readonly showsChanges: boolean;
  readonly showsCodeLens: boolean;
}

export const defaultSettings: Settings = {
  preset: 'recommended',
  rules: new Map(),
  showsCurrentValue: true,
  showsAllowedDowntime: true,
  showsDefaults: true,
  showsChanges: true,
  showsCodeLens: true,
};

/** What the shells know and the core must not find out. */
export interface Facts {
  /** ISO date of today, for rules about terms and reviews. */
  readonly today: string;
  readonly theme: ThemeName;
  /** The IANA zone of the editor, which fixes may offer and nothing is computed in; unknown where undefined. */
  readonly timeZone?: string;
  /** Files of the workspace that an agreement may name, relative to the agreement that is asked about; none where undefined. */
  readonly paths?: readonly string[];
  /** The connections that the user has named, by kind; `unusable` where the entry of one is not as it has to be. Unknown where undefined. */
  readonly connections?:
    readonly { readonly name: string; readonly kind: (Connection | UnusableConnection)['kind'] }[] | undefined;
  /** Keys (`uriKey`) of all agreements in the open folders, read or not; undefined while they are still looked for. */
  readonly agreements?: ReadonlySet<string>;
  /** The versions before, by the address of the agreement; they may hold what is not there any more. */
  readonly bases?: ReadonlyMap<string, SlaFile>;
  /** Addresses of the folders that are open; a file outside all of them has its own folder. */
  readonly roots?: readonly string[];
}

/** What the engine answered for one file, with the plan that asked for it. */
export interface Measured {
  readonly planned: Planned;
  readonly results: readonly ObjectiveResult[];
  /** What the engine answered, from which results for other targets are made. */
  readonly partials?: Partials;
  readonly sources: readonly SourcePart[];
  /** Time that exclusions leave out, and what of their records counts all the same. */
  readonly exclusions?: readonly ExclusionPart[];
  readonly timeZoneData: string;
  /** Why results are what they are, as far as somebody has asked. */
  readonly explanations?: readonly Explanation[];
}

/** How far the engine is with one file. `before` is what the saved text says of the same data, where the text is another one by now. `columns` are known before the first results. */
export interface FileData {
  readonly measured: Measured | undefined;
  readonly before?: readonly ObjectiveResult[] | undefined;
  /** Column names by data id, as far as headers have been read. */
  readonly columns: ReadonlyMap<string, readonly string[]>;
  /** A few values of each column, by data id and in the order of its columns. They are hostile text as any of a file. */
  readonly samples?: ReadonlyMap<string, readonly (readonly string[])[]>;
  readonly isReading: boolean;
  /** Why nothing is computed, in words: the engine died, data is off. */
  readonly unavailable: string | undefined;
}

export const noData: FileData = { measured: undefined, columns: new Map(), isReading: false, unavailable: undefined };

export interface Project {
  readonly files: ReadonlyMap<string, SlaFile>;
  readonly settings: Settings;
  readonly facts: Facts;
  readonly data: ReadonlyMap<string, FileData>;
}

/** What is known of the data of one file. */
export function dataOf(project: Project, file: SlaFile): FileData {
  return project.data.get(file.snapshot.uri) ?? noData;
}
