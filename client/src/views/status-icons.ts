// The icon of each way in which a promise can stand, the same in every view.
// It must never be the only sign: the words beside it say the same, for colours and shapes are not seen by everyone.

import * as vscode from 'vscode';
import type { OverviewStatus } from '../../../server/src/lsp/protocol';

const icons: Readonly<Record<OverviewStatus, readonly [string, string | undefined]>> = {
  breached: ['error', 'problemsErrorIcon.foreground'],
  'at-risk': ['warning', 'problemsWarningIcon.foreground'],
  unknown: ['question', undefined],
  running: ['watch', 'problemsInfoIcon.foreground'],
  met: ['pass', 'testing.iconPassed'],
  'not-judged': ['circle-outline', undefined],
};

export function statusIcon(status: OverviewStatus): vscode.ThemeIcon {
  const [name, colour] = icons[status];
  return new vscode.ThemeIcon(name, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}
