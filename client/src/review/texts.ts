// Texts that are shown beside an agreement: both versions in plain language, and the version before as it was written.
// It must never make a text itself: each comes from the server, and is shown as plain text.

import * as vscode from 'vscode';
import { plainTextRequest, type PlainText, type PlainTextParams } from '../../../server/src/lsp/protocol';
import type { Server } from '../server';
import type { Bases } from './bases';

const [plainScheme, oldScheme] = ['sla-plain', 'sla-base'];

export interface Texts {
  /** Opens both versions in plain language side by side. */
  comparePlain(uri: vscode.Uri): Promise<void>;
  /** What opens both versions as they are written, at a place of the new one. */
  comparison(uri: vscode.Uri, base: string, selection: vscode.Range): vscode.Command;
  /** What opens the version before as it was written. */
  versionBefore(uri: vscode.Uri, base: string): vscode.Command;
  /** The texts of an agreement may have changed. */
  changed(uri: vscode.Uri): void;
  dispose(): void;
}

interface Shown {
  readonly of: string;
  readonly side: PlainTextParams['side'];
}

export function createTexts(server: Server, bases: Bases): Texts {
  const changes = new vscode.EventEmitter<vscode.Uri>();
  const shown = new Map<string, vscode.Uri>();
  const ask = async (uri: vscode.Uri, { of, side }: Shown): Promise<string> => {
    const agreement = vscode.Uri.parse(of, true);
    // Of what is not open the server may not have the version before; what is gone cannot be opened.
    await vscode.workspace.openTextDocument(agreement).then(undefined, () => undefined);
    await bases.settled(agreement);
    const params: PlainTextParams = { uri: of, side, isAsWritten: uri.scheme === oldScheme };
    return (await server.request<PlainText | null>(plainTextRequest, params))?.text ?? '';
  };
  const provider: vscode.TextDocumentContentProvider = {
    onDidChange: changes.event,
    provideTextDocumentContent: async (uri) => {
      const what = asShown(uri.query);
      if (what === undefined) return '';
      shown.set(uri.toString(), uri);
      return ask(uri, what);
    },
  };
  const listeners = [plainScheme, oldScheme].map((scheme) =>
    vscode.workspace.registerTextDocumentContentProvider(scheme, provider),
  );
  listeners.push(vscode.workspace.onDidCloseTextDocument(({ uri }) => void shown.delete(uri.toString())));
  return {
    comparePlain: async (uri) => {
      await vscode.workspace.openTextDocument(uri);
      await bases.settled(uri);
      const params: PlainTextParams = { uri: uri.toString(), side: 'before' };
      const before = await server.request<PlainText | null>(plainTextRequest, params);
      if (before?.base === undefined) {
        void vscode.window.showInformationMessage(
          vscode.l10n.t('The agreement is compared with nothing yet. Use “SLA: Compare with…” first.'),
        );
        return;
      }
      const title = vscode.l10n.t('{0}: {1} ↔ working tree, in plain language', before.title, before.base);
      await vscode.commands.executeCommand(
        'vscode.diff',
        addressOf(plainScheme, uri, 'before'),
        addressOf(plainScheme, uri, 'now'),
        title,
      );
    },
    comparison: (uri, base, selection) => ({
      command: 'vscode.diff',
      title: vscode.l10n.t('Compare'),
      arguments: [
        addressOf(oldScheme, uri, 'before'),
        uri,
        vscode.l10n.t('{0}: {1} ↔ working tree', uri.path.split('/').at(-1) ?? '', base),
        { selection },
      ],
    }),
    versionBefore: (uri, base) => ({
      command: 'vscode.open',
      title: vscode.l10n.t('Open the Version Before'),
      arguments: [
        addressOf(oldScheme, uri, 'before'),
        { preview: true },
        `${uri.path.split('/').at(-1) ?? ''} (${base})`,
      ],
    }),
    changed: (uri) => {
      const of = uri.toString();
      for (const each of shown.values()) if (asShown(each.query)?.of === of) changes.fire(each);
    },
    dispose: () => {
      for (const each of listeners) each.dispose();
      changes.dispose();
    },
  };
}

/** The address of a text: its name ends as its language wants it, and what it is stands in the query. */
function addressOf(scheme: string, uri: vscode.Uri, side: PlainTextParams['side']): vscode.Uri {
  const name = uri.path.split('/').at(-1) ?? '';
  const path = scheme === plainScheme ? `/${name.replace(/\.sla\.\w+$/i, '')}.sla-text` : `/${name}`;
  return vscode.Uri.from({ scheme, path, query: JSON.stringify({ of: uri.toString(), side } satisfies Shown) });
}

function asShown(query: string): Shown | undefined {
  try {
    const { of, side } = JSON.parse(query) as Partial<Shown>;
    const isSide = side === 'before' || side === 'now';
    return typeof of === 'string' && of.startsWith('file:') && isSide ? { of, side } : undefined;
  } catch {
    return undefined;
  }
}
