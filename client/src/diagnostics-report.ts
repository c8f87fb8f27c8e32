// Copies what helps to find a fault: versions, platform, settings, counts.
// It must never hold a text of a file, a name, a path or an address; settings are given only where their values are closed.

import * as vscode from 'vscode';
import { serverFactsRequest, type ServerFacts } from '../../server/src/lsp/protocol';
import type { Server } from './server';

export async function copyDiagnostics(context: vscode.ExtensionContext, server: Server): Promise<string> {
  const facts = await server.request<ServerFacts>(serverFactsRequest);
  const text = [
    'SLA as Code: diagnostics. No text of a file, no name, no path.',
    '',
    `extension: ${versionOf(context)}`,
    `editor: ${vscode.version} (${vscode.env.uiKind === vscode.UIKind.Web ? 'web' : 'desktop'}${vscode.env.remoteName === undefined ? '' : ', remote'})`,
    `language: ${/^[a-z]{2}(?:-[a-z]{2,4})?$/i.test(vscode.env.language) ? vscode.env.language : 'other'}`,
    `trusted: ${vscode.workspace.isTrusted}`,
    `folders: ${vscode.workspace.workspaceFolders?.length ?? 0}`,
    `server: ${server.state}`,
    ...(facts === undefined ? [] : Object.entries(facts).map(([name, value]) => `server.${name}: ${String(value)}`)),
    ...problemCounts(),
    ...settings(context),
    '',
  ].join('\n');
  await vscode.env.clipboard.writeText(text).then(undefined, () => undefined);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Diagnostics copied'), 5_000);
  return text;
}

function versionOf(context: vscode.ExtensionContext): string {
  return String((context.extension.packageJSON as { version?: unknown }).version);
}

function problemCounts(): string[] {
  const all = vscode.languages.getDiagnostics().flatMap(([, found]) => found.filter((each) => each.source === 'sla'));
  const names = ['errors', 'warnings', 'informations', 'hints'];
  return names.map((name, severity) => `${name}: ${all.filter((each) => each.severity === severity).length}`);
}

interface Property {
  readonly type?: string;
  readonly enum?: readonly unknown[];
}

/** Settings of the manifest: flags, numbers and words of closed sets; of others only whether they are set. */
function settings(context: vscode.ExtensionContext): string[] {
  const { contributes } = context.extension.packageJSON as {
    contributes: { configuration: readonly { properties: Readonly<Record<string, Property>> }[] };
  };
  const properties = contributes.configuration.flatMap((group) => Object.entries(group.properties));
  return properties.map(([name, property]) => {
    const value: unknown = vscode.workspace.getConfiguration().get(name);
    if (value === null) return `${name}: not set`;
    const isClosed = typeof value === 'boolean' || typeof value === 'number' || property.enum?.includes(value) === true;
    const entries = typeof value === 'object' && value !== null ? Object.keys(value).length : undefined;
    return `${name}: ${isClosed ? String(value) : entries === undefined ? 'set' : `${entries} entries`}`;
  });
}
