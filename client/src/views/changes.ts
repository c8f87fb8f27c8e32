// The tree of what changed in the agreements of the folders that are open, by party or by clause.
// It must never compute or order anything but which agreement comes first: it draws what the server sends, whose texts are escaped already.

import * as vscode from 'vscode';
import {
  changesChangedNotification,
  changesRequest,
  type ChangeDirection,
  type ChangeEntry,
  type ChangeGroup,
  type Changes,
  type ChangesChangedParams,
  type ChangesParams,
} from '../../../server/src/lsp/protocol';
import type { Bases } from '../review/bases';
import type { Texts } from '../review/texts';
import type { Server } from '../server';
import { directionIcon, directionWord } from './change-icons';

type Element =
  | { readonly kind: 'agreement'; readonly agreement: Changes }
  | { readonly kind: 'group'; readonly agreement: Changes; readonly group: ChangeGroup }
  | { readonly kind: 'change'; readonly agreement: Changes; readonly group: ChangeGroup; readonly at: number }
  | { readonly kind: 'rest'; readonly agreement: Changes }
  | { readonly kind: 'others'; readonly count: number };

type Grouping = 'party' | 'clause';

const groupingKey = 'sla.changesBy';

export interface ChangesView {
  /** Shows the view, and in it an agreement. */
  show(uri: vscode.Uri): Promise<void>;
  groupBy(grouping: Grouping): void;
  /** The agreement of an element of the tree. */
  uriOf(element: unknown): vscode.Uri | undefined;
  dispose(): void;
}

export interface ChangesPorts {
  readonly server: Server;
  readonly bases: Bases;
  readonly texts: Texts;
  /** Where the way of grouping is kept. */
  readonly memory: vscode.Memento;
}

export function createChanges({ server, bases, texts, memory }: ChangesPorts): ChangesView {
  const changes = new vscode.EventEmitter<void>();
  const known = new Map<string, Changes>();
  const asked = new Map<string, Promise<void>>();
  let grouping: Grouping = memory.get(groupingKey) === 'clause' ? 'clause' : 'party';
  let elements = new Map<string, Element>();

  const agreements = (): Element[] =>
    [...known.values()]
      .filter(({ state, changes: own }) => state !== 'compared' || own.length > 0)
      .sort((a, b) => rank(a) - rank(b) || (a.title < b.title ? -1 : 1))
      .map((agreement) => elementOf(agreement));
  /** The same object for the same agreement, so that the tree can be led to it. */
  const elementOf = (agreement: Changes): Element => {
    const element = elements.get(agreement.uri) ?? { kind: 'agreement', agreement };
    elements.set(agreement.uri, element);
    return element;
  };
  const provider: vscode.TreeDataProvider<Element> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: (element) => toItem(element, grouping, texts),
    getParent: () => undefined,
    getChildren: (element) => {
      if (element === undefined) {
        const count = bases.leftOut();
        return count === 0 ? agreements() : [...agreements(), { kind: 'others', count }];
      }
      if (element.kind === 'others') return [];
      const { agreement } = element;
      if (element.kind === 'group')
        return element.group.changes.map((_, at) => ({ kind: 'change', agreement, group: element.group, at }));
      if (element.kind !== 'agreement') return [];
      const groups: Element[] = (grouping === 'party' ? agreement.byParty : agreement.byClause).map((group) => ({
        kind: 'group',
        agreement,
        group,
      }));
      return agreement.leftOut === 0 ? groups : [...groups, { kind: 'rest', agreement }];
    },
  };
  const view = vscode.window.createTreeView('sla.changes', { treeDataProvider: provider, showCollapseAll: true });

  const draw = (): void => {
    elements = new Map();
    const all = [...known.values()];
    const names = new Set(all.map(({ base }) => base));
    const [only] = names;
    view.description = names.size === 1 && only !== undefined ? vscode.l10n.t('since {0}', only) : '';
    void vscode.commands.executeCommand('setContext', 'sla.isCompared', all.length > 0 || bases.isListed());
    changes.fire();
  };
  /** Resolved when the newest answer about an agreement is known, also where another question overtook this one. */
  const ask = (uri: vscode.Uri): Promise<void> => {
    const key = uri.toString();
    const isOvertaken = (): boolean => asked.get(key) !== own;
    const own: Promise<void> = server
      .request<Changes | null>(changesRequest, { uri: key } satisfies ChangesParams)
      .then((answer) => (isOvertaken() ? asked.get(key) : take(uri, answer ?? undefined)));
    asked.set(key, own);
    return own;
  };
  const take = (uri: vscode.Uri, answer: Changes | undefined): void => {
    const key = uri.toString();
    const before = known.get(key);
    asked.delete(key);
    if (answer === undefined) known.delete(key);
    else known.set(key, keptWhileBroken(before, answer));
    if (before !== undefined || known.has(key)) draw();
    texts.changed(uri);
  };
  const forget = (): void => {
    known.clear();
    draw();
  };
  const keep = (by: Grouping): void => {
    grouping = by;
    void memory.update(groupingKey, by);
    void vscode.commands.executeCommand('setContext', groupingKey, by);
    changes.fire();
  };

  keep(grouping);
  bases.list(view.visible);
  server.onNotification(changesChangedNotification, (params) => {
    const uri = (params as Partial<ChangesChangedParams> | undefined)?.uri;
    if (typeof uri === 'string') void ask(vscode.Uri.parse(uri));
  });
  const listeners = [
    view,
    changes,
    bases.onDidSend((uri) => (uri === undefined ? draw() : void ask(uri))),
    view.onDidChangeVisibility(({ visible }) => bases.list(visible)),
    server.onDidChangeState((state) => {
      if (state !== 'running') forget();
    }),
  ];
  return {
    show: async (uri) => {
      await vscode.commands.executeCommand('sla.changes.focus');
      await ask(uri);
      const agreement = known.get(uri.toString());
      if (agreement !== undefined && agreement.changes.length > 0)
        await view.reveal(elementOf(agreement), { focus: true, select: true, expand: 2 });
      const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri.toString());
      if (document !== undefined) server.redrawLenses(document);
    },
    groupBy: keep,
    uriOf: (element) => {
      const uri = (element as { readonly agreement?: Changes } | undefined)?.agreement?.uri;
      return typeof uri === 'string' ? vscode.Uri.parse(uri) : undefined;
    },
    dispose: () => {
      for (const each of listeners) each.dispose();
    },
  };
}

/** While somebody types, a text is often broken for a moment: what was known of it stays until it can be read again. */
function keptWhileBroken(before: Changes | undefined, now: Changes): Changes {
  const isBroken = now.state === 'unreadable' && before?.base === now.base && before.changes.length > 0;
  return isBroken ? { ...before, summary: now.summary } : now;
}

/** Whether it is known what the change means as a whole. */
function hasMeaning({ state }: Changes): boolean {
  return state === 'compared' || state === 'gone';
}

function rank(changes: Changes): number {
  const { direction } = changes;
  const order: readonly ChangeDirection[] = ['weaker', 'mixed', 'unclear', 'stronger', 'neutral'];
  return hasMeaning(changes) ? order.indexOf(direction) : order.length;
}

function toItem(element: Element, grouping: Grouping, texts: Texts): vscode.TreeItem {
  if (element.kind === 'others') {
    const item = new vscode.TreeItem(vscode.l10n.t('{0} more agreements have changed', String(element.count)));
    item.tooltip = vscode.l10n.t('Open one of them to see what changed in it.');
    return item;
  }
  const { agreement } = element;
  switch (element.kind) {
    case 'rest':
      return new vscode.TreeItem(vscode.l10n.t('{0} more changes', String(agreement.leftOut)));
    case 'agreement': {
      const isParent = agreement.changes.length > 0;
      const item = new vscode.TreeItem(agreement.title, isParent ? expanded : vscode.TreeItemCollapsibleState.None);
      item.id = agreement.uri;
      item.description = agreement.summary;
      item.iconPath = directionIcon(agreement.direction, hasMeaning(agreement));
      item.tooltip = agreement.summary;
      const isGone = agreement.state === 'gone';
      item.contextValue = isGone ? 'gone' : isParent ? 'changedAgreement' : 'agreement';
      item.accessibilityInformation = { label: `${agreement.title}, ${agreement.summary}` };
      item.command = isGone
        ? texts.versionBefore(vscode.Uri.parse(agreement.uri), agreement.base)
        : opening(agreement.uri, new vscode.Range(0, 0, 0, 0));
      return item;
    }
    case 'group': {
      const { label, description, direction } = element.group;
      const item = new vscode.TreeItem(label, expanded);
      item.id = `${agreement.uri}#${grouping}#${label}#${groupsOf(agreement, grouping).indexOf(element.group)}`;
      item.description = description;
      item.iconPath = grouping === 'party' ? partyIcon(direction) : directionIcon(direction, true);
      item.accessibilityInformation = { label: `${label}, ${description}` };
      return item;
    }
    case 'change':
      return changeItem(element, grouping, texts);
  }
}

const expanded = vscode.TreeItemCollapsibleState.Expanded;

function groupsOf(agreement: Changes, grouping: Grouping): readonly ChangeGroup[] {
  return grouping === 'party' ? agreement.byParty : agreement.byClause;
}

/** What belongs to nobody has no picture of a person. */
function partyIcon(direction: ChangeDirection): vscode.ThemeIcon {
  return direction === 'neutral' ? directionIcon(direction, true) : new vscode.ThemeIcon('person');
}

function changeItem(
  { agreement, group, at }: Extract<Element, { readonly kind: 'change' }>,
  grouping: Grouping,
  texts: Texts,
): vscode.TreeItem {
  const index = group.changes[at] ?? -1;
  const entry = agreement.changes[index];
  const direction = group.directions[at] ?? 'unclear';
  const item = new vscode.TreeItem((grouping === 'party' ? entry?.label : entry?.key) ?? '');
  if (entry === undefined) return item;
  // Below a party the picture says what it means to that party; a change of a clause says for whom.
  const meaning = grouping === 'party' ? directionWord(direction) : entry.meaning;
  const shown = grouping === 'party' ? [entry.values, entry.detail] : [entry.values, entry.meaning, entry.detail];
  item.id = `${agreement.uri}#${grouping}#${group.label}#${groupsOf(agreement, grouping).indexOf(group)}#${index}`;
  item.description = shown.filter((text) => text !== '' && text !== 'neutral').join(' · ');
  item.iconPath = directionIcon(direction, true);
  item.tooltip = new vscode.MarkdownString(entry.tooltip);
  item.contextValue = 'change';
  item.accessibilityInformation = {
    label: [entry.label, entry.values, meaning, entry.detail].filter((text) => text !== '').join(', '),
  };
  item.command = entryCommand(agreement, entry, texts);
  return item;
}

/** What is there is shown where it stands; what is gone can be seen only beside the version before. */
function entryCommand(agreement: Changes, { range, isGone }: ChangeEntry, texts: Texts): vscode.Command {
  const selection = new vscode.Range(range.start.line, range.start.character, range.end.line, range.end.character);
  if (!isGone) return opening(agreement.uri, selection);
  return texts.comparison(vscode.Uri.parse(agreement.uri), agreement.base, selection);
}

function opening(uri: string, selection: vscode.Range): vscode.Command {
  return {
    command: 'vscode.open',
    title: vscode.l10n.t('Open the Clause'),
    arguments: [vscode.Uri.parse(uri), { selection }],
  };
}
