// Finds for every open agreement the version before, and sends its text to the server: HEAD, or what the person has chosen.
// It must never speak unless it was asked, nor send a text again that the server has already.

import * as vscode from 'vscode';
import { baseNotification, type BaseParams } from '../../../server/src/lsp/protocol';
import type { Server } from '../server';
import { baseBranch, commitOf, messageOf, textAt, type GitService, type Repository, type VersionText } from './git';

/** With what an agreement is compared. A choice holds for all agreements of a repository, a file for one agreement. */
export type Choice =
  | { readonly kind: 'head' }
  | { readonly kind: 'merge-base' }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'commit'; readonly hash: string }
  | { readonly kind: 'file'; readonly uri: vscode.Uri }
  | { readonly kind: 'nothing' };

interface Found extends VersionText {
  readonly name: string;
}

/** What is told of a version that is not there. */
interface Lack {
  readonly lack: string;
}

/** Changes of a repository come in crowds: each command of git makes several. */
const restMs = 300;
/** Longer files are not read. */
const mostBytes = 4_000_000;

export interface Bases {
  /** The version before of an agreement has been sent, or taken back. */
  readonly onDidSend: vscode.Event<vscode.Uri>;
  /** Compares with something else from now on; answers why that cannot be, and undefined where it can. */
  choose(uri: vscode.Uri, choice: Choice): Promise<string | undefined>;
  /** Resolved when the version before of an open agreement has been sent. */
  settled(uri: vscode.Uri): Promise<void>;
  /** Looks for all versions anew. */
  refresh(): Promise<void>;
  dispose(): void;
}

interface Open {
  readonly uri: vscode.Uri;
  running: Promise<void> | undefined;
  isOutdated: boolean;
  sent: string | undefined;
  lack: string | undefined;
}

export function createBases(server: Server, git: GitService, log: vscode.LogOutputChannel): Bases {
  const sends = new vscode.EventEmitter<vscode.Uri>();
  const open = new Map<string, Open>();
  const choices = new Map<string, Choice>();
  let timer: NodeJS.Timeout | undefined;

  const choiceOf = (uri: vscode.Uri): Choice => {
    const root = git.repositoryOf(uri)?.rootUri.toString() ?? '';
    return choices.get(uri.toString()) ?? choices.get(root) ?? { kind: 'head' };
  };
  const send = async (own: Open): Promise<void> => {
    const choice = choiceOf(own.uri);
    const found = await find(git, own.uri, choice).catch((error: unknown): Lack => {
      log.warn(`No version before: ${messageOf(error)}`);
      return { lack: messageOf(error) };
    });
    own.lack = 'lack' in found ? found.lack : undefined;
    const uri = own.uri.toString();
    const params: BaseParams =
      'name' in found
        ? { uri, ...found }
        : {
            uri,
            name: null,
            text: null,
            canCompare: choice.kind === 'nothing' && git.repositoryOf(own.uri) !== undefined,
          };
    const key = JSON.stringify(params);
    if (server.state !== 'running' || open.get(uri) !== own || key === own.sent) return;
    // To a server that has none, nothing needs not to be said.
    const isNothing = params.name === null && params.canCompare !== true && own.sent === undefined;
    own.sent = key;
    if (isNothing) return;
    await server.tell(baseNotification, params);
    sends.fire(own.uri);
  };
  /** One search at a time for each agreement; what comes meanwhile makes one more. */
  const update = (own: Open): Promise<void> => {
    own.isOutdated = true;
    own.running ??= (async () => {
      while (own.isOutdated) {
        own.isOutdated = false;
        await send(own);
      }
    })().finally(() => (own.running = undefined));
    return own.running;
  };
  const updateAll = async (): Promise<void> => {
    await Promise.all([...open.values()].map(update));
  };
  const opened = ({ uri, languageId }: vscode.TextDocument): void => {
    if (languageId !== 'sla' || uri.scheme !== 'file' || open.has(uri.toString())) return;
    const own: Open = { uri, running: undefined, isOutdated: false, sent: undefined, lack: undefined };
    open.set(uri.toString(), own);
    void update(own);
  };

  const listeners = [
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      if (open.delete(uri.toString())) sends.fire(uri);
    }),
    git.onDidChange(() => {
      clearTimeout(timer);
      timer = setTimeout(() => void updateAll(), restMs);
    }),
    server.onDidChangeState((state) => {
      for (const own of open.values()) own.sent = undefined;
      if (state === 'running') void updateAll();
    }),
  ];
  vscode.workspace.textDocuments.forEach(opened);
  return {
    onDidSend: sends.event,
    choose: async (uri, choice) => {
      const own = uri.toString();
      const root = git.repositoryOf(uri)?.rootUri.toString();
      const before = new Map(choices);
      choices.delete(own);
      choices.set(choice.kind === 'file' || root === undefined ? own : root, choice);
      await updateAll();
      const lack = open.get(own)?.lack;
      if (lack === undefined || choice.kind === 'nothing') return undefined;
      // What cannot be compared leaves the comparison as it was.
      choices.clear();
      for (const [key, old] of before) choices.set(key, old);
      await updateAll();
      return lack;
    },
    settled: async (uri) => {
      await open.get(uri.toString())?.running;
    },
    refresh: async () => {
      for (const own of open.values()) own.sent = undefined;
      await updateAll();
    },
    dispose: () => {
      clearTimeout(timer);
      for (const each of listeners) each.dispose();
      sends.dispose();
    },
  };
}

/** The text of the version before and how that is called, or why there is none. */
async function find(git: GitService, uri: vscode.Uri, choice: Choice): Promise<Found | Lack> {
  if (choice.kind === 'file') return fromFile(choice.uri);
  if (choice.kind === 'nothing') return { lack: '' };
  const repository = vscode.workspace.isTrusted ? git.repositoryOf(uri) : undefined;
  if (repository === undefined) return { lack: git.lack() };
  const version = await versionOf(repository, choice);
  return 'lack' in version ? version : { name: version.name, ...(await textAt(repository, version.commit, uri)) };
}

async function versionOf(
  repository: Repository,
  choice: Exclude<Choice, { readonly kind: 'file' | 'nothing' }>,
): Promise<{ readonly name: string; readonly commit: string } | Lack> {
  // The extension keeps the commit of HEAD; a branch that is not born yet has none.
  const head = repository.state.HEAD?.commit;
  if (choice.kind === 'commit') return { name: choice.hash.slice(0, 8), commit: choice.hash };
  if (choice.kind === 'ref') {
    const commit = await commitOf(repository, choice.name);
    return commit === undefined
      ? { lack: vscode.l10n.t('The repository has no version of this name any more.') }
      : { name: choice.name, commit };
  }
  if (head === undefined) return { lack: vscode.l10n.t('The repository has no commit yet.') };
  if (choice.kind === 'head') return { name: 'HEAD', commit: head };
  const branch = await baseBranch(repository);
  const tip = branch === undefined ? undefined : await commitOf(repository, branch);
  if (branch === undefined || tip === undefined)
    return { lack: vscode.l10n.t('It is not known from which branch this one came. Choose a branch to compare with.') };
  const commit = await repository.getMergeBase(head, tip);
  return commit === undefined
    ? { lack: vscode.l10n.t('The branch shares no commit with {0}.', branch) }
    : { name: vscode.l10n.t('merge base with {0}', branch), commit };
}

async function fromFile(uri: vscode.Uri): Promise<Found> {
  const name = uri.path.split('/').at(-1) ?? '';
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > mostBytes) return { name, text: null, isTooLong: true };
  return { name, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
}
