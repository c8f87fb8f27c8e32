// Finds the version before of an agreement: in a commit that the person has chosen, or in a file.
// It must never ask git anything in a folder that is not trusted, nor read a file that is longer than any agreement.

import * as vscode from 'vscode';
import {
  baseBranch,
  commitOf,
  textAt,
  type Difference,
  type GitService,
  type Repository,
  type VersionText,
} from './git';

/** With what an agreement is compared. A choice holds for all agreements of a repository, a file for one agreement. */
export type Choice =
  | { readonly kind: 'head' }
  | { readonly kind: 'merge-base' }
  | { readonly kind: 'ref'; readonly name: string }
  | { readonly kind: 'commit'; readonly hash: string }
  | { readonly kind: 'file'; readonly uri: vscode.Uri }
  | { readonly kind: 'nothing' };

/** A version before, and how people call it. */
export interface Found extends VersionText {
  readonly name: string;
}

/** What is told of a version that is not there. */
export interface Lack {
  readonly lack: string;
}

/** What differs from a commit, asked of git or known already. */
export type Differences = (repository: Repository, commit: string) => Promise<Difference>;

/** Longer files are not read. */
const mostBytes = 4_000_000;

/** The text of the version before and how that is called, or why there is none. */
export async function findVersion(
  git: GitService,
  uri: vscode.Uri,
  choice: Choice,
  differences: Differences,
): Promise<Found | Lack> {
  if (choice.kind === 'file') return fromFile(choice.uri);
  if (choice.kind === 'nothing') return { lack: '' };
  const repository = vscode.workspace.isTrusted ? git.repositoryOf(uri) : undefined;
  if (repository === undefined) return { lack: git.lack() };
  const version = await versionOf(repository, choice);
  if ('lack' in version) return version;
  const difference = (): Promise<Difference> => differences(repository, version.commit);
  return { name: version.name, ...(await textAt(repository, version.commit, uri, difference)) };
}

/** The commit that a choice means, and how people call it; or why there is none. */
export async function versionOf(
  repository: Repository,
  choice: Exclude<Choice, { readonly kind: 'file' | 'nothing' }>,
): Promise<{ readonly name: string; readonly commit: string } | Lack> {
  // The extension keeps the commit of HEAD; a branch that is not born yet has none.
  const head = repository.state.HEAD?.commit;
  if (choice.kind === 'commit') return { name: choice.hash.slice(0, 8), commit: choice.hash };
  if (choice.kind === 'ref') {
    const commit = await commitOf(repository, choice.name);
    return commit === undefined
      ? { lack: vscode.l10n.t('The repository has no version of this name any more.') }
      : { name: choice.name, commit };
  }
  if (head === undefined) return { lack: vscode.l10n.t('The repository has no commit yet.') };
  if (choice.kind === 'head') return { name: 'HEAD', commit: head };
  const branch = await baseBranch(repository);
  const tip = branch === undefined ? undefined : await commitOf(repository, branch);
  if (branch === undefined || tip === undefined)
    return { lack: vscode.l10n.t('It is not known from which branch this one came. Choose a branch to compare with.') };
  const commit = await repository.getMergeBase(head, tip);
  return commit === undefined
    ? { lack: vscode.l10n.t('The branch shares no commit with {0}.', branch) }
    : { name: vscode.l10n.t('merge base with {0}', branch), commit };
}

async function fromFile(uri: vscode.Uri): Promise<Found> {
  const name = uri.path.split('/').at(-1) ?? '';
  const { size } = await vscode.workspace.fs.stat(uri);
  if (size > mostBytes) return { name, text: null, isTooLong: true };
  return { name, text: new TextDecoder().decode(await vscode.workspace.fs.readFile(uri)) };
}
