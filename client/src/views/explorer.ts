// The tree of all agreements, worst first, and of their objectives.
// It must never compute or order anything: it draws what the server sends, whose texts are escaped already.

import * as vscode from 'vscode';
import type { OverviewAgreement, OverviewEntry } from '../../../server/src/lsp/protocol';
import type { OverviewSource } from './overview';
import { statusIcon } from './status-icons';

type Element =
  | { readonly kind: 'agreement'; readonly agreement: OverviewAgreement }
  | { readonly kind: 'objective'; readonly agreement: OverviewAgreement; readonly objective: OverviewEntry }
  | { readonly kind: 'rest'; readonly agreement: OverviewAgreement };

export function createExplorer(overview: OverviewSource): vscode.Disposable {
  const changes = new vscode.EventEmitter<void>();
  const provider: vscode.TreeDataProvider<Element> = {
    onDidChangeTreeData: changes.event,
    getTreeItem: toItem,
    getChildren: (element) => {
      if (element === undefined)
        return (overview.current?.agreements ?? []).map((agreement) => ({ kind: 'agreement', agreement }));
      return element.kind === 'agreement' ? objectivesOf(element.agreement) : [];
    },
  };
  const view = vscode.window.createTreeView('sla.explorer', { treeDataProvider: provider, showCollapseAll: true });
  view.onDidChangeVisibility(({ visible }) => overview.watch(visible));
  overview.watch(view.visible);
  const changed = overview.onDidChange(() => changes.fire());
  return vscode.Disposable.from(view, changes, changed);
}

function objectivesOf(agreement: OverviewAgreement): Element[] {
  const objectives: Element[] = agreement.objectives.map((objective) => ({ kind: 'objective', agreement, objective }));
  return agreement.leftOut === 0 ? objectives : [...objectives, { kind: 'rest', agreement }];
}

function toItem(element: Element): vscode.TreeItem {
  const { agreement } = element;
  if (element.kind === 'rest')
    return new vscode.TreeItem(vscode.l10n.t('{0} more objectives', String(agreement.leftOut)));
  const entry = element.kind === 'agreement' ? agreement : element.objective;
  const isParent = element.kind === 'agreement' && agreement.objectives.length > 0;
  const item = new vscode.TreeItem(
    entry.label,
    isParent ? vscode.TreeItemCollapsibleState.Collapsed : vscode.TreeItemCollapsibleState.None,
  );
  // An id keeps what is unfolded unfolded when the order changes.
  item.id =
    element.kind === 'agreement'
      ? agreement.uri
      : `${agreement.uri}#${agreement.objectives.filter((each) => each.label === entry.label).indexOf(element.objective)}#${entry.label}`;
  item.description = entry.description;
  item.iconPath =
    element.kind === 'agreement' && agreement.isReading && agreement.status === 'unknown'
      ? new vscode.ThemeIcon('loading~spin')
      : statusIcon(entry.status);
  item.tooltip = new vscode.MarkdownString(entry.tooltip);
  item.contextValue = element.kind;
  item.accessibilityInformation = { label: `${entry.label}, ${entry.description}` };
  const at = new vscode.Position(entry.position.line, entry.position.character);
  item.command = {
    command: 'vscode.open',
    title: vscode.l10n.t('Open the Clause'),
    arguments: [vscode.Uri.parse(agreement.uri), { selection: new vscode.Range(at, at) }],
  };
  return item;
}
