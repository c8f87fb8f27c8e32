// The commands of review: choosing what an agreement is compared with, and showing what changed.
// It must never fail in silence: whoever asks for a comparison that cannot be made is told why.

import * as vscode from 'vscode';
import type { ChangesView } from '../views/changes';
import type { Bases } from './bases';
import { chooseBase } from './choose-base';
import type { GitService } from './git';
import type { Texts } from './texts';
import type { Choice } from './versions';

export interface ReviewPorts {
  readonly bases: Bases;
  readonly git: GitService;
  readonly texts: Texts;
  readonly changes: ChangesView;
}

export function registerReviewCommands({ bases, git, texts, changes }: ReviewPorts): vscode.Disposable[] {
  const register = vscode.commands.registerCommand;
  /** Runs an action on the agreement that a command was started from. */
  const on = (action: (uri: vscode.Uri) => Promise<void>) => async (from?: unknown) => {
    const uri = changes.uriOf(from) ?? addressOf(from);
    if (uri !== undefined) return action(uri);
    void vscode.window.showInformationMessage(vscode.l10n.t('Open an agreement of a folder first.'));
  };
  const compare = async (uri: vscode.Uri, choice: Choice): Promise<void> => {
    await vscode.workspace.openTextDocument(uri);
    await git.settled(uri);
    const lack = await bases.choose(uri, choice);
    if (lack !== undefined) void vscode.window.showInformationMessage(lack);
    else if (choice.kind !== 'nothing') await changes.show(uri);
  };
  const chooseAndCompare = async (uri: vscode.Uri): Promise<void> => {
    await git.settled(uri);
    const choice = await chooseBase(git, uri);
    if (choice !== undefined) await compare(uri, choice);
  };
  const withHead = (uri: vscode.Uri): Promise<void> => compare(uri, { kind: 'head' });
  const withMergeBase = (uri: vscode.Uri): Promise<void> => compare(uri, { kind: 'merge-base' });
  return [
    register('sla.compareWithHead', on(withHead)),
    register('sla.compareWithMergeBase', on(withMergeBase)),
    register('sla.compareWith', on(chooseAndCompare)),
    register('sla.showChanges', on(changes.show)),
    register('sla.comparePlain', on(texts.comparePlain)),
    register('sla.refreshChanges', () => bases.refresh()),
    register('sla.groupChangesByParty', () => changes.groupBy('party')),
    register('sla.groupChangesByClause', () => changes.groupBy('clause')),
  ];
}

/** An address as text, the place of a title, the agreement in front, or the one that is open beside it. */
function addressOf(address: unknown): vscode.Uri | undefined {
  const named = typeof address === 'string' ? vscode.Uri.parse(address) : address;
  if (named instanceof vscode.Uri) return named.scheme === 'file' ? named : undefined;
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  const editors = [...(activeTextEditor === undefined ? [] : [activeTextEditor]), ...visibleTextEditors];
  return editors
    .map(({ document }) => document)
    .find(({ languageId, uri }) => languageId === 'sla' && uri.scheme === 'file')?.uri;
}
