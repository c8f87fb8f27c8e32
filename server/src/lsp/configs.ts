// The configuration of each folder that is open: read once, read again when it changes, its problems told at its own address.
// It must never let a folder take from a person what they have set by themselves.

import { DiagnosticSeverity, type Connection, type Diagnostic } from 'vscode-languageserver/node';
import { configName, noConfig, readConfig, settingsIn, type OwnSettings, type ReadConfig } from '../core/config';
import type { Settings } from '../core/project';
import { rules } from '../core/rules/index';
import { forLine } from '../core/show/escape';
import { lineTable } from '../core/text/lines';
import { uriOfPath } from '../core/text/uri';
import { admits, configText } from '../files/config';
import { toRange } from './convert';

const ruleIds = rules.map(({ id }) => id);

/** A class because it is what is known of the disk while the server lives. */
export class Configs {
  private readonly connection: Connection;
  private readonly read = new Map<string, ReadConfig>();
  private readonly settings = new Map<string, { readonly own: OwnSettings; readonly settings: Settings }>();

  constructor(connection: Connection) {
    this.connection = connection;
  }

  /** The settings in a folder, the same object for as long as nothing has changed; without a folder those of the person. */
  settingsIn(folder: string | undefined, own: OwnSettings): Settings {
    const key = folder ?? '';
    const known = this.settings.get(key);
    if (known?.own === own) return known.settings;
    const settings = settingsIn(folder === undefined ? noConfig : this.of(folder).config, own);
    this.settings.set(key, { own, settings });
    return settings;
  }

  /** Whether an agreement below a folder is looked at among all of the workspace. */
  admits(folder: string, path: string): boolean {
    return admits(this.of(folder).config, folder, path);
  }

  /** Whether a path is that of a configuration at the root of one of the folders. */
  isConfig(path: string, folders: readonly string[]): boolean {
    return folders.some((folder) => path === `${folder}/${configName}`);
  }

  /** Forgets what was read of a folder; it is read again when it is asked for. */
  forget(folder: string): void {
    this.read.delete(folder);
    this.settings.delete(folder);
  }

  private of(folder: string): ReadConfig {
    const known = this.read.get(folder);
    if (known !== undefined) return known;
    const found = configText(folder, configName);
    const text = found !== undefined && 'text' in found ? found.text : '';
    const read = found === undefined ? { config: noConfig, problems: [] } : readConfig(text, ruleIds);
    this.read.set(folder, read);
    const lines = lineTable(text);
    const diagnostics = read.problems.map(({ span, message }): Diagnostic => ({
      range: toRange(span, lines),
      severity: DiagnosticSeverity.Error,
      source: 'sla',
      message: forLine(message),
    }));
    if (found !== undefined && 'reason' in found) diagnostics.push(unreadable(found.reason));
    const uri = uriOfPath(`${folder}/${configName}`);
    void this.connection.sendDiagnostics({ uri, diagnostics }).catch(() => undefined);
    return read;
  }
}

function unreadable(reason: string): Diagnostic {
  const start = { line: 0, character: 0 };
  const message = `This configuration is not read: ${reason}`;
  return { range: { start, end: start }, severity: DiagnosticSeverity.Error, source: 'sla', message };
}
