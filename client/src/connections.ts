// Hands the connections that a person has named in their own settings to the language server, with the secrets kept for them.
// It must never take an entry from the settings of a workspace, write a secret into a log, or send any of it before trust is given.

import * as vscode from 'vscode';
import { connectionsNotification, type ConnectionsParams } from '../../server/src/lsp/protocol';
import type { Server } from './server';

const setting = 'connections';
const keyOf = (name: string): string => `connection.${name}`;

/** The entries of the person's own settings, whatever a workspace writes. */
function entries(): Readonly<Record<string, unknown>> {
  return vscode.workspace.getConfiguration('sla').inspect<Record<string, unknown>>(setting)?.globalValue ?? {};
}

/** The names of the secrets that entries ask for. */
function secretNames(): readonly string[] {
  const names = Object.values(entries()).flatMap((entry) =>
    typeof entry !== 'object' || entry === null
      ? []
      : Object.entries(entry).flatMap(([key, name]) =>
          key.endsWith('From') && typeof name === 'string' ? [name] : [],
        ),
  );
  return [...new Set(names)].sort();
}

/** A storage of secrets that does not answer may not keep connections back that need none. */
const longestWaitMs = 3_000;

async function inTime<T>(value: Thenable<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((done) => {
    timer = setTimeout(() => done(undefined), longestWaitMs);
  });
  try {
    return await Promise.race([value, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Tells the server what is named now, and again whenever that changes. */
export function shareConnections({ secrets }: vscode.ExtensionContext, server: Server): vscode.Disposable[] {
  let hasTold = false;
  const tell = async (): Promise<void> => {
    const named = entries();
    if (!vscode.workspace.isTrusted || (Object.keys(named).length === 0 && !hasTold)) return;
    hasTold = true;
    const found = await Promise.all(
      secretNames().map(async (name) => [name, await inTime(secrets.get(keyOf(name)))] as const),
    );
    const known = Object.fromEntries(found.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
    await server.tell(connectionsNotification, { entries: named, secrets: known } satisfies ConnectionsParams);
  };
  return [
    server.onDidChangeState((state) => void (state === 'running' ? tell() : undefined)),
    vscode.workspace.onDidGrantWorkspaceTrust(() => void tell()),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`sla.${setting}`)) void tell();
    }),
    secrets.onDidChange(() => void tell()),
  ];
}

/** Asks for the value of a secret and keeps it in the secret storage of the editor; an empty one is forgotten. */
export async function setSecret({ secrets }: vscode.ExtensionContext): Promise<void> {
  const names = secretNames();
  if (names.length === 0) {
    void vscode.window.showInformationMessage(vscode.l10n.t('No connection in your settings names a secret.'));
    return;
  }
  const placeHolder = vscode.l10n.t('Which secret?');
  const name = names.length === 1 ? names[0] : await vscode.window.showQuickPick(names, { placeHolder });
  if (name === undefined) return;
  const prompt = vscode.l10n.t('Value of {0}; leave it empty to forget it.', name);
  const value = await vscode.window.showInputBox({ prompt, password: true, ignoreFocusOut: true });
  if (value === undefined) return;
  if (value === '') await secrets.delete(keyOf(name));
  else await secrets.store(keyOf(name), value);
}
