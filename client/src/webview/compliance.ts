// The tab of compliance: every objective with how it stands, its windows as a strip, and the budget of the running window.
// It must never draw more than a person asked for: objectives and groups come by the hundred, more on request.

import type { Preview, PreviewGroup, PreviewObjective } from '../../../server/src/lsp/protocol';
import { budgetAmount, createBudget } from './budget';
import { createToggle } from './controls';
import { element, keepFocus, replace } from './dom';
import { countText } from './numbers';
import { createStrip } from './strip';
import { pagedTable } from './table';
import { createTip } from './tip';
import type { View, ViewPorts } from './view';
import { standingText, statusSign, statusWord, windowWords } from './windows';
import { fill } from './words';

const objectivesAtATime = 100;
const groupsAtATime = 12;

export function createComplianceView({ words, send, state, keep }: ViewPorts): View {
  let preview: Preview | undefined;
  let shownObjectives = objectivesAtATime;
  const allGroups = new Set<string>();
  const tip = createTip();
  const toggle = createToggle('compliance-table', words.showAsTable, (isTable) => {
    keep({ isTable });
    redraw();
  });
  const content = element('div');
  const root = element('section', {}, element('div', { class: 'bar' }, toggle.root), content, tip.root);
  let width = 0;

  const redraw = (): void => {
    if (preview !== undefined) keepFocus(content, draw);
  };
  const draw = (): void => {
    if (preview === undefined) return;
    toggle.set(state().isTable);
    toggle.root.hidden = preview.objectives.length === 0;
    tip.root.hidden = true;
    if (preview.objectives.length === 0) return replace(content, element('p', { class: 'notice' }, words.empty));
    if (state().isTable) return replace(content, ...tables(preview));
    width = content.clientWidth;
    const rows = preview.objectives.slice(0, shownObjectives).map(row);
    const left = preview.objectives.length - rows.length;
    const more = left <= 0 ? undefined : moreButton('objectives', left, () => (shownObjectives += objectivesAtATime));
    replace(content, element('ul', { class: 'objectives' }, ...rows), more);
  };
  const moreButton = (key: string, left: number, onMore: () => void): HTMLElement => {
    const button = element('button', { type: 'button', class: 'plain', 'data-key': `more-${key}` });
    button.textContent = fill(words.showMore, countText(left));
    button.addEventListener('click', () => {
      onMore();
      redraw();
    });
    return button;
  };

  const row = (objective: PreviewObjective): HTMLElement => {
    const reveal = (): void => send({ kind: 'reveal', range: objective.range });
    const link = element('button', { type: 'button', class: 'plain link', 'data-key': `objective/${objective.id}` });
    link.textContent = objective.id;
    link.setAttribute('aria-label', fill(words.chosenObjective, objective.id));
    const groups = allGroups.has(objective.id) ? objective.groups : objective.groups.slice(0, groupsAtATime);
    const left = objective.groups.length - groups.length;
    const made = element(
      'li',
      { class: 'objective' },
      element(
        'div',
        { class: 'objective-head' },
        element('span', { class: 'status' }, statusSign(objective.status), statusWord(objective.status, words)),
        element('h2', {}, link),
        element('span', { class: 'promise' }, objective.promise),
      ),
      element('p', { class: 'faint' }, standingText(objective.standing, objective.status, words)),
      objective.edited == null ? undefined : element('p', {}, fill(words.edited, objective.edited)),
      objective.unavailable == null || objective.unavailable === preview?.unavailable
        ? undefined
        : element('p', { class: 'faint' }, fill(words.noResult, objective.unavailable)),
      ...groups.map((group) => groupPart(objective, group, reveal)),
      left > 0 ? moreButton(objective.id, left, () => allGroups.add(objective.id)) : undefined,
    );
    // The whole row can be clicked; by keys it is the name.
    made.addEventListener('click', () => {
      if (document.getSelection()?.isCollapsed !== false) reveal();
    });
    return made;
  };

  const groupPart = (objective: PreviewObjective, group: PreviewGroup, onPress: () => void): HTMLElement => {
    const label = group.name == null ? objective.id : `${objective.id}, ${group.name}`;
    const { unit } = objective;
    return element(
      'div',
      { class: 'group' },
      group.name == null ? undefined : element('h3', {}, group.name),
      group.names.length === 0
        ? element('p', { class: 'faint' }, words.noWindows)
        : createStrip({ key: label, label, group, unit, words, tip, onPress }, width),
      group.budget == null ? undefined : createBudget(group.budget, label, words),
    );
  };

  /** What strips and pictures show, as tables: windows with the newest first, then budgets. */
  const tables = ({ objectives }: Preview): HTMLElement[] => {
    const windows: (readonly [PreviewObjective, PreviewGroup, number])[] = [];
    const points: (readonly [PreviewObjective, PreviewGroup, number])[] = [];
    for (const objective of objectives)
      for (const group of objective.groups) {
        for (let window = group.names.length - 1; window >= 0; window--) windows.push([objective, group, window]);
        group.budget?.at.forEach((_, at) => points.push([objective, group, at]));
      }
    const windowTable = pagedTable(
      {
        caption: words.compliance,
        head: [words.objective, words.group, words.window, words.value, words.verdict, words.note],
        count: windows.length,
        row: (at) => {
          const [objective, group, window] = windows[at] ?? [];
          if (objective === undefined || group === undefined || window === undefined) return [];
          const { name, value, verdict, note } = windowWords(group, window, objective.unit, words);
          return [objective.id, group.name ?? '', name, value, verdict, note];
        },
      },
      words,
    );
    if (points.length === 0) return [windowTable];
    const budgetTable = pagedTable(
      {
        caption: words.budgets,
        head: [words.objective, words.group, words.budgetTime, words.budgetUsed, words.budgetTotal],
        count: points.length,
        row: (at) => {
          const [objective, group, point = 0] = points[at] ?? [];
          const budget = group?.budget;
          if (objective === undefined || group === undefined || budget == null) return [];
          const used = budgetAmount(budget, budget.used[point] ?? 0);
          return [
            objective.id,
            group.name ?? '',
            timeText(budget.at[point] ?? 0),
            used,
            budgetAmount(budget, budget.total),
          ];
        },
      },
      words,
    );
    return [windowTable, budgetTable];
  };

  new ResizeObserver(() => {
    // A strip shows as many windows as fit; a few pixels more or less change nothing.
    if (content.clientWidth > 0 && Math.abs(content.clientWidth - width) >= 22 && !state().isTable) redraw();
  }).observe(content);
  return {
    root,
    show: (next) => {
      preview = next;
      redraw();
    },
    recolour: () => undefined,
  };
}

/** An instant as `2026-10-01 14:30Z`: the page knows no zone of an agreement. */
function timeText(milliseconds: number): string {
  const time = new Date(milliseconds);
  return Number.isNaN(time.getTime()) ? '' : `${time.toISOString().slice(0, 16).replace('T', ' ')}Z`;
}
