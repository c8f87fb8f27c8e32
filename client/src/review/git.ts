// What is used of the built-in Git extension: which repository holds a file, which versions there are, and what one of them had.
// It must never run git by itself, need the extension to be there, or ask it anything in a folder that is not trusted.

import * as vscode from 'vscode';
import { Remembered } from './remembered';

/** Of the interface that the extension gives to others, the parts that are used here. */
interface GitExtension {
  readonly enabled: boolean;
  readonly onDidChangeEnablement: vscode.Event<boolean>;
  getAPI(version: 1): GitApi;
}
interface GitApi {
  /** Whether the folders that are open have been looked through for repositories. */
  readonly state?: 'uninitialized' | 'initialized';
  readonly repositories: readonly Repository[];
  readonly onDidOpenRepository: vscode.Event<Repository>;
  readonly onDidCloseRepository: vscode.Event<Repository>;
  getRepository(uri: vscode.Uri): Repository | null;
}
export interface Ref {
  /** A branch, a branch of a remote, or a tag. */
  readonly type: 0 | 1 | 2;
  readonly name?: string;
  readonly commit?: string;
  readonly remote?: string;
}
export interface Commit {
  readonly hash: string;
  readonly message: string;
  readonly authorDate?: Date;
}
interface Change {
  readonly uri: vscode.Uri;
  readonly originalUri: vscode.Uri;
  readonly renameUri: vscode.Uri | undefined;
  readonly status: number;
}
export interface Repository {
  readonly rootUri: vscode.Uri;
  readonly state: {
    readonly HEAD: (Ref & { readonly upstream?: { readonly remote: string; readonly name: string } }) | undefined;
    readonly workingTreeChanges: readonly Change[];
    /** Empty where the person wants files that git does not know among the others. */
    readonly untrackedChanges?: readonly Change[];
    readonly onDidChange: vscode.Event<void>;
  };
  getCommit(ref: string): Promise<Commit>;
  getRefs(query: { readonly count?: number; readonly sort?: 'committerdate' }): Promise<readonly Ref[]>;
  getBranchBase?(name: string): Promise<Ref | undefined>;
  getMergeBase(one: string, other: string): Promise<string | undefined>;
  log(options: { readonly maxEntries: number; readonly path: string }): Promise<readonly Commit[]>;
  getObjectDetails(commit: string, path: string): Promise<{ readonly size: number }>;
  show(commit: string, path: string): Promise<string>;
  diffWith(commit: string): Promise<readonly Change[]>;
}

/** What a version has of an agreement. */
export interface VersionText {
  readonly text: string | null;
  readonly others?: readonly string[];
  readonly isTooLong?: boolean;
}

/** Changes of a file as the extension numbers them. */
const [renamed, deleted, untracked] = [3, 6, 7];
/** Longer texts are not even read: no agreement has so many bytes. */
const mostBytes = 4_000_000;
/** Agreements that are gone, among which one that was renamed is looked for. */
const mostOthers = 20;
/** The extension begins when the window does, and takes a moment to find repositories: whoever asks meanwhile waits, but not for ever. */
const [stepMs, longestWaitMs] = [50, 10_000];

/** What differs between a commit and the files of now, as git tells it: asked once for many files. */
export interface Difference {
  readonly commit: string;
  /** Agreements that are there now, and were not or were otherwise in the commit. */
  readonly changed: readonly vscode.Uri[];
  /** Agreements of the commit that are not there any more. */
  readonly gone: readonly vscode.Uri[];
  readonly changes: readonly Change[];
}

export interface GitService {
  /** Resolved when it is known which repository holds a file and what its HEAD is, or at the latest after some seconds. */
  settled(uri: vscode.Uri): Promise<void>;
  /** Repositories came or went, or the state of one of them may have changed. */
  readonly onDidChange: vscode.Event<void>;
  repositoryOf(uri: vscode.Uri): Repository | undefined;
  repositories(): readonly Repository[];
  /** Why there is no repository for a file, in words for people. */
  lack(): string;
  dispose(): void;
}

export function createGit(log: vscode.LogOutputChannel): GitService {
  const changes = new vscode.EventEmitter<void>();
  const listeners: vscode.Disposable[] = [];
  /** Of the extension while it is switched on. */
  let attached: readonly vscode.Disposable[] = [];
  const states = new Map<string, vscode.Disposable>();
  let extension: GitExtension | undefined;
  let api: GitApi | undefined;
  let isConnecting = false;

  const watch = (repository: Repository): void => {
    const key = repository.rootUri.toString();
    states.get(key)?.dispose();
    states.set(
      key,
      repository.state.onDidChange(() => changes.fire()),
    );
    changes.fire();
  };
  const unwatch = (repository: Repository): void => {
    const key = repository.rootUri.toString();
    states.get(key)?.dispose();
    states.delete(key);
    changes.fire();
  };
  /** The extension can be switched on and off while the window is open. */
  const attach = (): void => {
    if (api !== undefined || extension?.enabled !== true) return;
    const found = extension.getAPI(1);
    api = found;
    for (const repository of found.repositories) watch(repository);
    attached = [found.onDidOpenRepository(watch), found.onDidCloseRepository(unwatch)];
  };
  const detach = (): void => {
    api = undefined;
    for (const each of [...attached, ...states.values()]) each.dispose();
    attached = [];
    states.clear();
  };
  const connect = async (): Promise<void> => {
    if (isConnecting || extension !== undefined || !vscode.workspace.isTrusted) return;
    const found = vscode.extensions.getExtension<GitExtension>('vscode.git');
    if (found === undefined) return;
    isConnecting = true;
    try {
      extension = await found.activate();
      attach();
      listeners.push(
        extension.onDidChangeEnablement((isEnabled) => {
          if (isEnabled) attach();
          else detach();
          changes.fire();
        }),
      );
    } catch (error) {
      log.info(`The Git extension of the editor cannot be used: ${messageOf(error)}`);
    } finally {
      isConnecting = false;
    }
  };
  listeners.push(
    vscode.workspace.onDidGrantWorkspaceTrust(() => void connect()),
    vscode.extensions.onDidChange(() => void connect()),
  );
  void connect();
  const isSettled = (uri: vscode.Uri): boolean => {
    if (!vscode.workspace.isTrusted) return true;
    if (api === undefined) return !isConnecting;
    const repository = api.getRepository(uri);
    // A branch that is not born yet is a HEAD as well.
    return repository === null ? api.state !== 'uninitialized' : repository.state.HEAD !== undefined;
  };
  return {
    settled: async (uri) => {
      if (uri.scheme !== 'file' || isSettled(uri)) return;
      const waited = async (): Promise<void> => {
        for (let left = longestWaitMs; left > 0 && !isSettled(uri); left -= stepMs)
          await new Promise((done) => setTimeout(done, stepMs));
      };
      const progress = { location: vscode.ProgressLocation.Window, title: vscode.l10n.t('Waiting for Git') };
      await vscode.window.withProgress(progress, waited);
    },
    onDidChange: changes.event,
    repositoryOf: (uri) => (uri.scheme === 'file' ? (api?.getRepository(uri) ?? undefined) : undefined),
    repositories: () => api?.repositories ?? [],
    lack: () => {
      if (!vscode.workspace.isTrusted) return vscode.l10n.t('Git is used only in folders that you trust.');
      if (api === undefined) return vscode.l10n.t('The Git extension of the editor is switched off, or finds no git.');
      return vscode.l10n.t('This agreement is in no Git repository that the editor has open.');
    },
    dispose: () => {
      detach();
      for (const each of listeners) each.dispose();
      changes.dispose();
    },
  };
}

/** Which agreements differ from those of a commit. */
export async function differenceSince(repository: Repository, commit: string): Promise<Difference> {
  const changes = await repository.diffWith(commit);
  const { workingTreeChanges, untrackedChanges = [] } = repository.state;
  const isNew = ({ status }: Change): boolean => status === untracked;
  const unknown = [...workingTreeChanges, ...untrackedChanges].filter(isNew).map(({ uri }) => uri);
  const there = changes.filter(({ status }) => status !== deleted).map(({ uri, renameUri }) => renameUri ?? uri);
  const known = new Map([...there, ...unknown].filter(isAgreement).map((uri) => [uri.toString(), uri]));
  const gone = changes.filter(({ status }) => status === deleted).map(({ uri }) => uri);
  return { commit, changes, changed: [...known.values()], gone: gone.filter(isAgreement) };
}

/** What a commit has of a file; under the name that it had then, or else the agreements that are gone since. */
export async function textAt(
  repository: Repository,
  commit: string,
  uri: vscode.Uri,
  difference: () => Promise<Difference> = () => differenceSince(repository, commit),
): Promise<VersionText> {
  const own = await readAt(repository, commit, uri.fsPath);
  if (own !== undefined) return own;
  const { changes } = await difference();
  const before = changes.find(({ status, renameUri, uri: now }) => status === renamed && isSame(renameUri ?? now, uri));
  const old = before === undefined ? undefined : await readAt(repository, commit, before.originalUri.fsPath);
  if (old !== undefined) return old;
  // Whatever was moved to another folder has its name still.
  const hasName = (each: Change): boolean => each.uri.path.split('/').at(-1) === uri.path.split('/').at(-1);
  const gone = changes
    .filter((each) => each.status === deleted && isAgreement(each.uri))
    .sort((one, other) => Number(hasName(other)) - Number(hasName(one)))
    .slice(0, mostOthers);
  const texts = await Promise.all(gone.map((each) => readAt(repository, commit, each.originalUri.fsPath)));
  return { text: null, others: texts.flatMap((each) => each?.text ?? []) };
}

/** What a commit has never changes, and is asked for whenever anything in the repository does. */
const remembered = new Remembered<VersionText | undefined>((found) => found?.text?.length ?? 0);

/** The text of a file in a commit; undefined where the commit has no such file. */
function readAt(repository: Repository, commit: string, path: string): Promise<VersionText | undefined> {
  const key = JSON.stringify([repository.rootUri.toString(), commit, path]);
  return remembered.get(key, () => readStored(repository, commit, path));
}

async function readStored(repository: Repository, commit: string, path: string): Promise<VersionText | undefined> {
  let size: number;
  try {
    ({ size } = await repository.getObjectDetails(commit, path));
  } catch (error) {
    if ((error as { gitErrorCode?: unknown }).gitErrorCode === 'UnknownPath') return undefined;
    throw error;
  }
  return size > mostBytes ? { text: null, isTooLong: true } : { text: await repository.show(commit, path) };
}

/** The commit that a name means; undefined where there is none, as in a repository without commits. */
export async function commitOf(repository: Repository, name: string): Promise<string | undefined> {
  if (name.startsWith('-')) return undefined;
  const hash = await repository.getCommit(name).then(
    (commit) => commit.hash,
    () => undefined,
  );
  return hash !== undefined && /^[0-9a-f]{40,64}$/.test(hash) ? hash : undefined;
}

/** The branch from which the current one came, as far as git knows or its name says. */
export async function baseBranch(repository: Repository): Promise<string | undefined> {
  const { HEAD } = repository.state;
  const known = HEAD?.name === undefined ? undefined : await quietly(repository.getBranchBase?.(HEAD.name));
  const refs = (await quietly(repository.getRefs({}))) ?? [];
  const names = refs.flatMap(({ type, name, remote }) => {
    if (type > 1 || name === undefined) return [];
    return [type === 1 && remote !== undefined && !name.startsWith(`${remote}/`) ? `${remote}/${name}` : name];
  });
  const usual = ['origin/HEAD', 'origin/main', 'origin/master', 'main', 'master', 'trunk', 'develop'];
  const guess = usual.find((name) => name !== HEAD?.name && names.includes(name));
  if (known?.name === undefined) return guess;
  return known.remote === undefined || known.name.startsWith(`${known.remote}/`)
    ? known.name
    : `${known.remote}/${known.name}`;
}

async function quietly<T>(value: Promise<T> | undefined): Promise<T | undefined> {
  try {
    return await value;
  } catch {
    return undefined;
  }
}

function isSame(one: vscode.Uri, other: vscode.Uri): boolean {
  return one.fsPath === other.fsPath;
}

function isAgreement({ path }: vscode.Uri): boolean {
  return /\.sla\.(?:yaml|yml|json)$/i.test(path);
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
