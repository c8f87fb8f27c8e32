// The icon and the word of each direction of a change; icons differ by shape, and not by colour alone.
// It must never be the only sign: the words beside it say the same.

import * as vscode from 'vscode';
import type { ChangeDirection } from '../../../server/src/lsp/protocol';

const icons: Readonly<Record<ChangeDirection, readonly [string, string | undefined]>> = {
  weaker: ['arrow-down', 'problemsWarningIcon.foreground'],
  stronger: ['arrow-up', 'testing.iconPassed'],
  unclear: ['question', 'problemsInfoIcon.foreground'],
  mixed: ['arrow-swap', 'problemsWarningIcon.foreground'],
  neutral: ['dash', undefined],
};

/** `isCompared` is false for an agreement that is new, or cannot be read. */
export function directionIcon(direction: ChangeDirection, isCompared: boolean): vscode.ThemeIcon {
  const [name, colour] = isCompared ? icons[direction] : ['circle-outline', undefined];
  return new vscode.ThemeIcon(name, colour === undefined ? undefined : new vscode.ThemeColor(colour));
}

export function directionWord(direction: ChangeDirection): string {
  switch (direction) {
    case 'weaker':
      return vscode.l10n.t('weaker');
    case 'stronger':
      return vscode.l10n.t('stronger');
    case 'unclear':
      return vscode.l10n.t('unclear');
    case 'mixed':
      return vscode.l10n.t('weaker and stronger');
    case 'neutral':
      return vscode.l10n.t('neutral');
  }
}
