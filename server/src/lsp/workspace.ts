// Keeps the index of the workspace in step with the client: folders that are opened and closed, files that change or move.
// It must never read anything itself, nor begin before the first document has been answered.

import { dirname } from 'node:path';
import type { Connection, InitializeParams } from 'vscode-languageserver/node';
import { dataKind } from '../core/vocabulary/data-formats';
import { WorkspaceIndex } from '../files/workspace';
import { pathOf, type Session } from './session';

/** The first problems of an open document come before the first file of the disk is read. */
const startAfterMs = 400;

const folders = { scheme: 'file', pattern: { glob: '**', matches: 'folder' as const } };
const files = {
  scheme: 'file',
  pattern: {
    glob: '**/*.{sla.yaml,sla.yml,sla.json,csv,tsv,json,ndjson,jsonl,parquet,gz,pdf,md}',
    matches: 'file' as const,
  },
};

export const workspaceCapabilities = {
  workspace: {
    workspaceFolders: { supported: true, changeNotifications: true },
    fileOperations: {
      willRename: { filters: [files, folders] },
      didRename: { filters: [files, folders] },
      didDelete: { filters: [files, folders] },
    },
  },
};

/**
 * Listens to what becomes of the folders that a client has opened. `onInitialized` is called once it is ready, for a
 * connection has one such listener, `onLooked` whenever all folders have been looked
 * through, and `onConfig` when the configuration of one has changed.
 */
export function registerWorkspace(
  connection: Connection,
  session: Session,
  onInitialized: () => void,
  onLooked: () => void,
  onConfig: () => void,
): WorkspaceIndex {
  const index = new WorkspaceIndex(session.files);
  const take = (uris: readonly string[]): void => {
    session.rootUris = uris;
    session.roots = uris.flatMap((uri) => pathOf(uri) ?? []);
  };
  const look = (): void => {
    index.setRoots(session.roots);
    void index.settled().then(onLooked);
  };
  connection.onInitialized(() => {
    onInitialized();
    setTimeout(() => look(), startAfterMs).unref();
    if (session.capabilities.workspace?.workspaceFolders !== true) return;
    connection.workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
      const gone = new Set(removed.map(({ uri }) => uri));
      take([...session.rootUris.filter((uri) => !gone.has(uri)), ...added.map(({ uri }) => uri)]);
      look();
    });
  });
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      const path = pathOf(uri);
      if (path === undefined) continue;
      if (session.configs.isConfig(path, session.roots)) {
        session.configs.forget(dirname(path));
        onConfig();
        continue;
      }
      if (type === 3) index.deleted(path);
      else index.changed(path);
    }
    if (changes.some(({ uri }) => mayBeRead(session, uri))) session.data.refresh();
  });
  connection.workspace.onDidRenameFiles((params) => {
    for (const { oldUri, newUri } of params.files) {
      index.deleted(pathOf(oldUri) ?? '');
      index.changed(pathOf(newUri) ?? '');
    }
  });
  connection.workspace.onDidDeleteFiles((params) => {
    for (const { uri } of params.files) index.deleted(pathOf(uri) ?? '');
  });
  return index;
}

/** Whether an agreement that is known may read a file, by the end of its name: most files of JSON are nobody's data. */
function mayBeRead({ files: known }: Session, uri: string): boolean {
  const kind = dataKind(uri);
  if (kind === undefined || /\.sla\.json$/i.test(uri)) return false;
  for (const { model } of known.all.values())
    for (const { file } of model.data) {
      if (file === undefined) continue;
      // A pattern without an end may mean any file.
      const own = dataKind(file.value) ?? kind;
      if (own.format === kind.format && own.isGzipped === kind.isGzipped) return true;
    }
  return false;
}

/** The folders of a client that has just connected. */
export function openedFolders(params: InitializeParams): readonly string[] {
  return params.workspaceFolders?.map((folder) => folder.uri) ?? (params.rootUri == null ? [] : [params.rootUri]);
}
