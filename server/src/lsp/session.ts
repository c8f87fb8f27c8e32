// What the server knows while it lives: open documents as files, their data, the settings, what the client can do.
// It must never hold an answer; every answer is made from the project of the moment.

import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TextDocuments, type ClientCapabilities, type Connection } from 'vscode-languageserver/node';
import type { Connections } from '../core/compliance/connection-types';
import { open, type SlaFile } from '../core/model/file';
import type { Project } from '../core/project';
import { lineTable, type LineTable } from '../core/text/lines';
import { folderOf } from '../core/text/uri';
import { EngineHost } from '../engine/host';
import { listPaths } from '../files/listing';
import { localTimeZone, localToday } from '../files/clock';
import { mayOffer, type Fence } from '../files/paths';
import { BackgroundData } from './background';
import { Bases } from './bases';
import { Configs } from './configs';
import { DataService } from './data';
import { progressOf } from './progress';
import { createText, updateText, type OpenText } from './document';
import type { InitializationOptions } from './protocol';
import { ProjectFiles } from './project-files';
import { defaultServerSettings, type ServerSettings } from './settings';

const mebibyte = 1_048_576;
/** A list of files is good for so long. */
const listedMs = 3_000;

/** A file with its line table, which every answer to a client needs. */
export interface OpenFile {
  readonly file: SlaFile;
  readonly lines: LineTable;
  readonly project: Project;
}

/** A class because it is the state of one connection. */
export class Session {
  readonly documents = new TextDocuments<OpenText>({ create: createText, update: updateText });
  readonly host: EngineHost;
  readonly data: DataService;
  settings: ServerSettings = defaultServerSettings;
  theme: InitializationOptions['theme'] = 'dark';
  isTrusted = false;
  /** Whether the client is the one that has a preview; others have no such command. */
  hasPreview = false;
  /** Whether the client has the commands of review. */
  hasReview = false;
  /** What the person has named in settings of their own, and how that is called. */
  private named: Connections | undefined;
  private connectionNames: Project['facts']['connections'];
  /** Paths of the folders that are open, and their addresses as the client spells them. */
  roots: readonly string[] = [];
  /** Keys of all agreements of the workspace, once all were looked for. */
  agreements: () => ReadonlySet<string> | undefined = () => undefined;
  rootUris: readonly string[] = [];
  capabilities: ClientCapabilities = {};
  readonly files: ProjectFiles;
  readonly configs: Configs;
  readonly background: BackgroundData;
  readonly bases: Bases;
  /** Documents that are no file of a disk: what git had, or a side of a comparison. They belong to no project. */
  private readonly asides = new Map<string, SlaFile>();
  private listed: { readonly folder: string; readonly at: number; readonly paths: readonly string[] } | undefined;
  private readonly tables = new WeakMap<SlaFile, LineTable>();

  /**
   * `onData` is called when the data of a file has changed, `onFile` when one of the disk has, and `onBase` when the changes since the
   * version before have, so that what is shown can be shown anew.
   */
  constructor(
    connection: Connection,
    onData: (uri: string) => void,
    onFile: (uri: string) => void,
    onBase: (uri: string, isShown: boolean) => void,
  ) {
    this.configs = new Configs(connection);
    this.files = new ProjectFiles((uri) => {
      this.background.changed();
      this.bases.fileChanged(uri);
      onFile(uri);
    });
    const isOpen = (uri: string): boolean => this.documents.get(uri) !== undefined;
    this.host = new EngineHost({
      script: join(__dirname, 'engine.js'),
      timeLimitMs: this.settings.timeLimitMs,
      memoryLimitMiB: this.settings.memoryLimitMiB,
    });
    this.data = new DataService({
      host: this.host,
      fence: (uri) => this.fenceOf(uri),
      lack: (uri) => (isAside(uri) ? 'data is read for the file on disk only' : 'save the file to read its data'),
      isOpen,
      onReading: () => this.background.giveWay(),
      onChange: (uri) => {
        this.background.changed(uri);
        onData(uri);
      },
      progress: () => progressOf(connection, () => this.capabilities.window?.workDoneProgress === true),
    });
    this.background = new BackgroundData({ data: this.data, files: () => this.files.all, isOpen });
    this.bases = new Bases({
      fileOf: (uri) => this.anyFileOf(uri),
      isOpen,
      ids: () => new Set([...this.files.all.values()].flatMap(({ model }) => model.id?.value ?? [])),
      onChange: onBase,
    });
  }

  get connections(): Connections | undefined {
    return this.named;
  }

  set connections(named: Connections | undefined) {
    this.named = named;
    this.connectionNames = named && [...named].map(([name, { kind }]) => ({ name, kind }));
  }

  /** Whether the client asks for the edits of an action when it is chosen. */
  get canResolveEdits(): boolean {
    const support = this.capabilities.textDocument?.codeAction;
    return support?.dataSupport === true && support.resolveSupport?.properties.includes('edit') === true;
  }

  /** The file of an open document as it stands now; undefined for a document that is not open. */
  fileOf(uri: string): SlaFile | undefined {
    const document = this.documents.get(uri);
    if (document === undefined) return undefined;
    const known = isAside(uri) ? this.asides.get(uri) : this.files.opened(uri);
    if (known?.snapshot.version === document.version) return known;
    const file = open({ uri, version: document.version, text: document.text }, known);
    if (isAside(uri)) this.asides.set(uri, file);
    else this.files.open(file);
    return file;
  }

  /** An open document with all that an answer needs. */
  ask(uri: string): OpenFile | undefined {
    const file = this.fileOf(uri);
    if (file === undefined) return undefined;
    return { file, lines: this.linesOf(file), project: this.projectOf(uri) };
  }

  /** An agreement with all that an answer needs, open or not; of one that is not open only data that has been read already. */
  askAny(uri: string): OpenFile | undefined {
    const opened = this.ask(uri);
    const file = opened === undefined ? this.files.find(uri) : undefined;
    if (file === undefined) return opened;
    const data = new Map([[file.snapshot.uri, this.background.dataOf(file)]]);
    return { file, lines: this.linesOf(file), project: { ...this.projectOf(file.snapshot.uri), data } };
  }

  linesOf(file: SlaFile): LineTable {
    let lines = this.tables.get(file);
    if (lines === undefined) {
      const document = this.documents.get(file.snapshot.uri);
      lines = document?.text === file.snapshot.text ? document.lines : lineTable(file.snapshot.text);
      this.tables.set(file, lines);
    }
    return lines;
  }

  projectOf(uri: string): Project {
    if (isAside(uri)) return this.asideProject(uri);
    const pathsOf = (): readonly string[] => this.pathsBeside(uri);
    const agreements = this.agreements();
    const bases = this.bases.factsFor(uri, this.files.all.get(uri));
    return {
      files: this.files.all,
      settings: this.settingsOf(this.rootOf(uri)),
      facts: {
        today: localToday(),
        theme: this.theme,
        roots: this.rootUris,
        ...(agreements === undefined ? {} : { agreements }),
        ...(bases === undefined ? {} : { bases }),
        connections: this.isTrusted ? this.connectionNames : undefined,
        // Only completion of a path asks for these, and listing costs more than any other answer.
        get paths() {
          return pathsOf();
        },
        // The first zone that a process asks for costs more than to read an agreement; only one fix asks for it.
        get timeZone() {
          return localTimeZone();
        },
      },
      // What another open agreement has reached is shown where this one builds on it.
      data: new Map(
        [uri, ...this.documents.all().map((document) => document.uri)].map((each) => [each, this.data.get(each)]),
      ),
    };
  }

  /** A text that is no file of the disk stands alone: nothing beside it is known, and a path in it leads nowhere. */
  private asideProject(uri: string): Project {
    const file = this.asides.get(uri);
    return {
      files: new Map(file === undefined ? [] : [[uri, file]]),
      settings: this.settingsOf(undefined),
      facts: { today: localToday(), theme: this.theme, connections: this.isTrusted ? this.connectionNames : undefined },
      data: new Map([[uri, this.data.get(uri)]]),
    };
  }

  private settingsOf(root: string | undefined): Project['settings'] {
    return this.configs.settingsIn(root, this.settings.core);
  }

  /** An open document with the whole workspace, every open document of it as it stands now. */
  askAll(uri: string): OpenFile | undefined {
    for (const document of this.documents.all()) this.fileOf(document.uri);
    return this.ask(uri);
  }

  close(uri: string): void {
    this.asides.delete(uri);
    this.files.close(uri);
    this.bases.close(uri);
    // What is still seen among all agreements need not be read again.
    if (this.files.all.has(uri)) this.data.pause(uri);
    else this.data.close(uri);
    this.background.changed();
  }

  /** The whole workspace, every open document of it as it stands now. */
  project(): Project {
    for (const document of this.documents.all()) this.fileOf(document.uri);
    return this.projectOf('');
  }

  /** The file of an agreement, open or not, as it stands now. */
  anyFileOf(uri: string): SlaFile | undefined {
    return this.fileOf(uri) ?? this.files.find(uri);
  }

  /** The lines of any agreement of the workspace. */
  linesAt(uri: string): LineTable | undefined {
    const file = this.asides.get(uri) ?? this.files.all.get(uri);
    return file === undefined ? undefined : this.linesOf(file);
  }

  /** Whether an agreement belongs to those of the workspace that are looked at: open ones do, others where the folder has not left them out. */
  isLookedAt(uri: string): boolean {
    const path = pathOf(uri);
    const root = this.rootOf(uri);
    if (path === undefined || root === undefined || this.documents.get(uri) !== undefined) return true;
    return this.configs.admits(root, path);
  }

  /** The open folder in which a file lies. */
  private rootOf(uri: string): string | undefined {
    const path = pathOf(uri);
    return path === undefined ? undefined : this.roots.find((root) => path.startsWith(`${root}/`));
  }

  /** Whether a file may be offered to a person who reads an agreement: inside the folders that are open, links followed. */
  mayOffer(uri: string, from: string): boolean {
    const path = pathOf(uri);
    return path !== undefined && mayOffer(path, this.readable(from));
  }

  /** Where what an agreement names may lie. */
  private readable(uri: string): Fence {
    const path = pathOf(uri) ?? '';
    const isInside = this.roots.some((root) => path.startsWith(`${root}/`));
    return { roots: isInside ? this.roots : [pathOf(folderOf(uri)) ?? ''], isTrusted: this.isTrusted };
  }

  /** The files that an agreement may name, listed at most every few seconds. */
  private pathsBeside(uri: string): readonly string[] {
    const fence = this.fenceOf(uri);
    if (fence === undefined) return [];
    const { folder } = fence;
    const now = Date.now();
    if (this.listed?.folder !== folder || now - this.listed.at > listedMs)
      this.listed = { folder, at: now, paths: listPaths(folder, fence.fence.roots) };
    return this.listed.paths;
  }

  private fenceOf(uri: string): ReturnType<ConstructorParameters<typeof DataService>[0]['fence']> {
    const path = pathOf(uri);
    if (path === undefined) return undefined;
    const inside = this.roots.filter((root) => path.startsWith(`${root}/`));
    const folder = dirname(path);
    return {
      folder,
      fence: { roots: inside.length > 0 ? inside : [folder], isTrusted: this.isTrusted },
      maximumBytes: (this.isTrusted ? 512 : 64) * mebibyte,
      connections: this.isTrusted ? this.connections : undefined,
      connectionLack: this.isTrusted
        ? 'your setting sla.connections names no such connection'
        : 'connections wait until you trust this folder',
    };
  }
}

/** Whether an address is of a text that is neither on disk nor on its way there, such as a version that git had. */
export function isAside(uri: string): boolean {
  return /^(?!file:|untitled:)[a-z][a-z0-9+.-]*:/i.test(uri);
}

/** The path of a file on disk; undefined for any other kind of address. */
export function pathOf(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? fileURLToPath(uri).replace(/\/$/, '') : undefined;
  } catch {
    return undefined;
  }
}
