// One item of the status bar: how many agreements are missed or at risk.
// It must never show a text of a file, only counts.

import * as vscode from 'vscode';
import type { OverviewStatus } from '../../../server/src/lsp/protocol';
import type { OverviewSource } from './overview';

export function createStatusBar(overview: OverviewSource): vscode.Disposable {
  const item = vscode.window.createStatusBarItem('sla.compliance', vscode.StatusBarAlignment.Left, 40);
  item.name = vscode.l10n.t('SLA Compliance');
  item.command = 'sla.explorer.focus';
  const draw = (): void => {
    const agreements = overview.current?.agreements ?? [];
    if (agreements.length === 0) {
      item.hide();
      return;
    }
    const count = (status: OverviewStatus): number => agreements.filter((each) => each.status === status).length;
    const [missed, atRisk, unknown] = [count('breached'), count('at-risk'), count('unknown')];
    item.text = `SLA: ${inWords(missed, atRisk, unknown)}`;
    const lines = [
      vscode.l10n.t('Service level agreements: {0}', String(agreements.length)),
      vscode.l10n.t('missed: {0}', String(missed)),
      vscode.l10n.t('at risk: {0}', String(atRisk)),
      ...(unknown === 0 ? [] : [vscode.l10n.t('unknown: {0}', String(unknown))]),
    ];
    item.tooltip = [...lines, vscode.l10n.t('Click to open the SLA explorer, which reads the data of all.')].join('\n');
    item.accessibilityInformation = { label: lines.join(', '), role: 'button' };
    item.show();
  };
  return vscode.Disposable.from(item, overview.onDidChange(draw));
}

/** In words, because the icons of errors and warnings beside it count problems of texts. */
function inWords(missed: number, atRisk: number, unknown: number): string {
  const words = [
    ...(missed > 0 ? [vscode.l10n.t('{0} missed', String(missed))] : []),
    ...(atRisk > 0 ? [vscode.l10n.t('{0} at risk', String(atRisk))] : []),
  ];
  if (words.length > 0) return words.join(', ');
  return unknown > 0 ? vscode.l10n.t('{0} unknown', String(unknown)) : vscode.l10n.t('none missed');
}
