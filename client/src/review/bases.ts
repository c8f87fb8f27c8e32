// Finds the version before of every agreement that is open, and while they are listed of all that have changed, and sends its text.
// It must never speak unless it was asked, nor send a text again that the server has already.

import * as vscode from 'vscode';
import { baseNotification, type BaseParams } from '../../../server/src/lsp/protocol';
import type { Server } from '../server';
import { differenceSince, messageOf, type Difference, type GitService, type Repository } from './git';
import { inTurn, joined, type Joined } from './joined';
import { listed } from './listed';
import { findVersion, versionOf, type Choice, type Lack } from './versions';

/** Changes of a repository come in crowds: each command of git makes several. */
const restMs = 300;
/** A list of more agreements helps nobody. */
const mostListed = 200;
/** Agreements whose versions are asked for at a time: each asks git twice. */
const atOnce = 4;

export interface Bases {
  /** The version before of an agreement has been sent, or taken back; undefined where it is known now whether all can be listed. */
  readonly onDidSend: vscode.Event<vscode.Uri | undefined>;
  /** Compares with something else from now on; answers why that cannot be, and undefined where it can. */
  choose(uri: vscode.Uri, choice: Choice): Promise<string | undefined>;
  /** Resolved when the version before of an open agreement has been sent. */
  settled(uri: vscode.Uri): Promise<void>;
  /** Looks for all versions anew. */
  refresh(): Promise<void>;
  /** Lists what has changed in the folders that are open, from now on, or only what is open. */
  list(isWanted: boolean): void;
  /** Whether all agreements that have changed are listed, */
  isListed(): boolean;
  /** but for so many, for which there is no place. */
  leftOut(): number;
  dispose(): void;
}

interface Watched {
  readonly uri: vscode.Uri;
  readonly update: Joined;
  isOpen: boolean;
  /** Whether it differs from the version before, open or not. */
  isListed: boolean;
  isGone: boolean;
  sent: string | undefined;
  lack: string | undefined;
}

export function createBases(server: Server, git: GitService, log: vscode.LogOutputChannel): Bases {
  const sends = new vscode.EventEmitter<vscode.Uri | undefined>();
  const watched = new Map<string, Watched>();
  const choices = new Map<string, Choice>();
  /** By the address of the repository: the Git extension hands out another object each time. */
  let differences = new Map<string, Difference>();
  let [isWanted, isListed] = [false, false];
  let leftOut = 0;
  let timer: NodeJS.Timeout | undefined;

  const choiceOf = (uri: vscode.Uri): Choice => {
    const root = git.repositoryOf(uri)?.rootUri.toString() ?? '';
    return choices.get(uri.toString()) ?? choices.get(root) ?? { kind: 'head' };
  };
  const differenceOf = async (repository: Repository, commit: string): Promise<Difference> => {
    const known = differences.get(repository.rootUri.toString());
    return known?.commit === commit ? known : differenceSince(repository, commit);
  };
  const send = async (own: Watched): Promise<void> => {
    const choice = choiceOf(own.uri);
    const found = await findVersion(git, own.uri, choice, differenceOf).catch((error: unknown): Lack => {
      log.warn(`No version before: ${messageOf(error)}`);
      return { lack: messageOf(error) };
    });
    own.lack = 'lack' in found ? found.lack : undefined;
    const uri = own.uri.toString();
    const kept = own.isListed ? { isKept: true, ...(own.isGone ? { isGone: true } : {}) } : {};
    const params: BaseParams =
      'name' in found
        ? { uri, ...found, ...kept }
        : {
            uri,
            name: null,
            text: null,
            canCompare: choice.kind === 'nothing' && git.repositoryOf(own.uri) !== undefined,
          };
    const key = JSON.stringify(params);
    if (server.state !== 'running' || watched.get(uri) !== own || key === own.sent) return;
    // To a server that has none, nothing needs not to be said.
    const isNothing = params.name === null && params.canCompare !== true && own.sent === undefined;
    own.sent = key;
    if (isNothing) return;
    await server.tell(baseNotification, params);
    sends.fire(own.uri);
  };
  const watch = (uri: vscode.Uri): Watched => {
    const key = uri.toString();
    const known = watched.get(key);
    if (known !== undefined) return known;
    const own: Watched = {
      uri,
      update: joined(() => send(own)),
      isOpen: false,
      isListed: false,
      isGone: false,
      sent: undefined,
      lack: undefined,
    };
    watched.set(key, own);
    return own;
  };
  const drop = async ({ uri, isOpen }: Watched): Promise<void> => {
    if (isOpen) return;
    watched.delete(uri.toString());
    if (server.state === 'running')
      await server.tell(baseNotification, { uri: uri.toString(), name: null, text: null } satisfies BaseParams);
    sends.fire(uri);
  };
  /** What differs in each repository that is open; a repository that cannot be asked has no list. */
  const differing = async (): Promise<Map<string, Difference>> => {
    const found = new Map<string, Difference>();
    for (const repository of vscode.workspace.isTrusted ? git.repositories() : []) {
      const root = repository.rootUri.toString();
      const choice = choices.get(root) ?? { kind: 'head' };
      if (choice.kind === 'file' || choice.kind === 'nothing') continue;
      try {
        const version = await versionOf(repository, choice);
        if ('commit' in version) found.set(root, await differenceSince(repository, version.commit));
      } catch (error) {
        log.warn(`What has changed cannot be listed: ${messageOf(error)}`);
      }
    }
    return found;
  };
  const relist = async (): Promise<void> => {
    differences = isWanted ? await differing() : new Map();
    if (!isWanted) return;
    const lists = [...differences.values()].map(({ changed, gone }) =>
      [...changed.map((uri) => ({ uri, isGone: false })), ...gone.map((uri) => ({ uri, isGone: true }))].filter(
        ({ uri }) => vscode.workspace.getWorkspaceFolder(uri) !== undefined,
      ),
    );
    const list = listed(lists, mostListed);
    const [couldList, lacked] = [isListed, leftOut];
    isListed = differences.size > 0;
    leftOut = list.leftOut;
    if (isListed !== couldList || leftOut !== lacked) sends.fire(undefined);
    const wanted = new Set(list.items.map(({ uri }) => uri.toString()));
    for (const { uri, isGone } of list.items) Object.assign(watch(uri), { isListed: true, isGone });
    const others = [...watched.values()].filter((own) => own.isListed && !wanted.has(own.uri.toString()));
    for (const own of others) {
      Object.assign(own, { isListed: false, isGone: false });
      await drop(own);
    }
  };
  const updating = joined(async () => {
    await relist();
    const wanted = [...watched.values()].filter((own) => own.isOpen || isWanted);
    // What is open is looked at, so that it comes first.
    wanted.sort((one, other) => Number(other.isOpen) - Number(one.isOpen));
    await inTurn(wanted, atOnce, (own) => own.update.run());
  });
  const updateAll = (): Promise<void> => updating.run();
  const opened = ({ uri, languageId }: vscode.TextDocument): void => {
    if (languageId !== 'sla' || uri.scheme !== 'file') return;
    const own = watch(uri);
    if (own.isOpen) return;
    own.isOpen = true;
    void own.update.run();
  };
  const closed = ({ uri }: vscode.TextDocument): void => {
    const own = watched.get(uri.toString());
    if (own?.isOpen !== true) return;
    own.isOpen = false;
    // The server keeps the version of what is listed; what was listed when it was sent has to be taken back.
    if (!own.isListed) void drop(own);
  };

  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(() => void updateAll(), restMs);
  };
  const listeners = [
    vscode.workspace.onDidOpenTextDocument(opened),
    vscode.workspace.onDidCloseTextDocument(closed),
    git.onDidChange(later),
    // A folder may come, or go, without a word from git: its repository is open already, or stays open.
    vscode.workspace.onDidChangeWorkspaceFolders(later),
    server.onDidChangeState((state) => {
      for (const own of watched.values()) own.sent = undefined;
      if (state === 'running') void updateAll();
    }),
  ];
  vscode.workspace.textDocuments.forEach(opened);
  return {
    onDidSend: sends.event,
    choose: async (uri, choice) => {
      const own = uri.toString();
      const root = git.repositoryOf(uri)?.rootUri.toString();
      const chosen = choice.kind === 'file' || root === undefined ? own : root;
      const before = [...new Set([own, chosen])].map((key) => [key, choices.get(key)] as const);
      choices.delete(own);
      choices.set(chosen, choice);
      await updateAll();
      const lack = watched.get(own)?.lack;
      if (lack === undefined || choice.kind === 'nothing') return undefined;
      // What cannot be compared leaves the comparison as it was.
      for (const [key, old] of before) {
        if (old === undefined) choices.delete(key);
        else choices.set(key, old);
      }
      await updateAll();
      return lack;
    },
    settled: async (uri) => {
      await watched.get(uri.toString())?.update.settled();
    },
    refresh: async () => {
      for (const own of watched.values()) own.sent = undefined;
      await updateAll();
    },
    list: (isNowWanted) => {
      if (isWanted === isNowWanted) return;
      isWanted = isNowWanted;
      if (isWanted) void updateAll();
    },
    isListed: () => isListed,
    leftOut: () => leftOut,
    dispose: () => {
      clearTimeout(timer);
      for (const each of listeners) each.dispose();
      sends.dispose();
    },
  };
}
