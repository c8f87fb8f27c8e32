// Lets a person choose with what an agreement is compared: HEAD, the merge base, a branch, a tag, a commit, a file, nothing.
// It must never show a name from a repository but as text: names of branches and messages of commits are written by others.

import * as vscode from 'vscode';
import { forLabel } from '../../../server/src/core/show/escape';
import { baseBranch, type Commit, type GitService, type Ref, type Repository } from './git';
import type { Choice } from './versions';

interface Item extends vscode.QuickPickItem {
  readonly choice?: Choice | 'file';
}

/** A list of more helps nobody, and whoever looks for one types its name. */
const [mostRefs, mostCommits] = [200, 20];
const longestMessage = 80;

/** What the person has chosen; undefined where they went away. */
export async function chooseBase(git: GitService, uri: vscode.Uri): Promise<Choice | undefined> {
  const repository = vscode.workspace.isTrusted ? git.repositoryOf(uri) : undefined;
  const items = (async (): Promise<Item[]> => [
    ...(repository === undefined ? [] : await itemsOf(repository, uri)),
    separator(vscode.l10n.t('Others')),
    { label: vscode.l10n.t('A File…'), iconPath: new vscode.ThemeIcon('file'), choice: 'file' },
    {
      label: vscode.l10n.t('Nothing'),
      description: vscode.l10n.t('do not compare'),
      iconPath: new vscode.ThemeIcon('close'),
      choice: { kind: 'nothing' },
    },
  ])();
  const placeHolder =
    repository === undefined
      ? `${git.lack()} ${vscode.l10n.t('Compare with a file?')}`
      : vscode.l10n.t('With which version is the agreement compared?');
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  if (picked?.choice === undefined) return undefined;
  return picked.choice === 'file' ? chooseFile(uri) : picked.choice;
}

async function chooseFile(uri: vscode.Uri): Promise<Choice | undefined> {
  const [file] =
    (await vscode.window.showOpenDialog({
      defaultUri: vscode.Uri.joinPath(uri, '..'),
      openLabel: vscode.l10n.t('Compare'),
      filters: { [vscode.l10n.t('Agreements')]: ['sla.yaml', 'sla.yml', 'sla.json', 'yaml', 'yml', 'json'] },
    })) ?? [];
  return file === undefined ? undefined : { kind: 'file', uri: file };
}

async function itemsOf(repository: Repository, uri: vscode.Uri): Promise<Item[]> {
  const [branch, refs, commits] = await Promise.all([
    baseBranch(repository),
    repository.getRefs({ count: mostRefs, sort: 'committerdate' }).catch((): readonly Ref[] => []),
    repository.log({ maxEntries: mostCommits, path: uri.fsPath }).catch((): readonly Commit[] => []),
  ]);
  const branches = refs.filter(({ type }) => type < 2);
  const tags = refs.filter(({ type }) => type === 2);
  return [
    {
      label: 'HEAD',
      description: vscode.l10n.t('the last commit'),
      iconPath: new vscode.ThemeIcon('git-commit'),
      choice: { kind: 'head' },
    },
    ...(branch === undefined
      ? []
      : [
          {
            label: forLabel(vscode.l10n.t('Merge base with {0}', branch)),
            description: vscode.l10n.t('all changes of this branch'),
            iconPath: new vscode.ThemeIcon('git-merge'),
            choice: { kind: 'merge-base' } as const,
          },
        ]),
    ...section(
      vscode.l10n.t('Branches'),
      branches.flatMap((ref) => refItem(ref, 'git-branch')),
    ),
    ...section(
      vscode.l10n.t('Tags'),
      tags.flatMap((ref) => refItem(ref, 'tag')),
    ),
    ...section(vscode.l10n.t('Commits of this file'), commits.map(commitItem)),
  ];
}

function refItem({ name, type, commit }: Ref, icon: string): Item[] {
  // A branch of that name would be an option to git.
  if (name === undefined || name.startsWith('-')) return [];
  const description = [type === 1 ? vscode.l10n.t('remote') : '', commit?.slice(0, 8) ?? ''].filter(
    (part) => part !== '',
  );
  return [
    {
      label: forLabel(name),
      description: description.join(', '),
      iconPath: new vscode.ThemeIcon(icon),
      choice: { kind: 'ref', name },
    },
  ];
}

function commitItem({ hash, message, authorDate }: Commit): Item {
  const [first = ''] = message.split('\n');
  const day = authorDate === undefined ? '' : `, ${authorDate.toLocaleDateString()}`;
  return {
    label:
      forLabel(first.length > longestMessage ? `${first.slice(0, longestMessage - 1)}…` : first) || hash.slice(0, 8),
    description: `${hash.slice(0, 8)}${day}`,
    iconPath: new vscode.ThemeIcon('git-commit'),
    choice: { kind: 'commit', hash },
  };
}

function section(label: string, items: readonly Item[]): Item[] {
  return items.length === 0 ? [] : [separator(label), ...items];
}

function separator(label: string): Item {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}
