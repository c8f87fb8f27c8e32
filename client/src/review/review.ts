// Brings the review of changes to life: versions of open agreements, the tree of changes, texts beside an agreement.
// It must never hold up the start of the extension: it waits for nobody.

import * as vscode from 'vscode';
import type { Server } from '../server';
import { createChanges } from '../views/changes';
import { createBases } from './bases';
import { registerReviewCommands } from './commands';
import { createGit } from './git';
import { createTexts } from './texts';

export function createReview(
  { workspaceState }: vscode.ExtensionContext,
  server: Server,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const git = createGit(log);
  const bases = createBases(server, git, log);
  const texts = createTexts(server, bases);
  const changes = createChanges({ server, bases, texts, memory: workspaceState });
  return vscode.Disposable.from(git, bases, texts, changes, ...registerReviewCommands({ bases, git, texts, changes }));
}
