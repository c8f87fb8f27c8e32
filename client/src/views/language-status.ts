// One item of the language status: whether the server runs, until when the data of the agreement reaches, and whether it is being read.
// It must never guess: what it says of the data is what the server said.

import * as vscode from 'vscode';
import type { OverviewAgreement } from '../../../server/src/lsp/protocol';
import type { Server } from '../server';
import type { OverviewSource } from './overview';

export function createLanguageStatus(server: Server, overview: OverviewSource): vscode.Disposable {
  const item = vscode.languages.createLanguageStatusItem('sla.status', { language: 'sla' });
  item.name = vscode.l10n.t('SLA');
  const draw = (): void => {
    const uri = vscode.window.activeTextEditor?.document.uri.toString();
    const agreement = overview.current?.agreements.find((each) => vscode.Uri.parse(each.uri).toString() === uri);
    item.busy = server.state === 'starting' || (server.state === 'running' && agreement?.isReading === true);
    item.severity =
      server.state === 'stopped' ? vscode.LanguageStatusSeverity.Error : vscode.LanguageStatusSeverity.Information;
    item.text = server.state === 'running' ? dataText(agreement) : serverText(server);
    item.detail = server.state === 'running' ? vscode.l10n.t('SLA language server is running') : '';
    item.command =
      server.state === 'stopped'
        ? { command: 'sla.restartServer', title: vscode.l10n.t('Restart') }
        : { command: 'sla.showLog', title: vscode.l10n.t('Show Log') };
  };
  draw();
  return vscode.Disposable.from(
    item,
    overview.onDidChange(draw),
    server.onDidChangeState(draw),
    vscode.window.onDidChangeActiveTextEditor(draw),
  );
}

function serverText(server: Server): string {
  return server.state === 'starting'
    ? vscode.l10n.t('SLA language server is starting')
    : vscode.l10n.t('SLA language server has stopped');
}

function dataText(agreement: OverviewAgreement | undefined): string {
  if (agreement?.isReading === true) return vscode.l10n.t('Reading data');
  return agreement?.asOf === undefined ? vscode.l10n.t('No data') : vscode.l10n.t('Data as of {0}', agreement.asOf);
}
