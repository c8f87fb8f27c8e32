// The tab of the baseline: the history of one objective, and what another target would have meant for it.
// It must never build a table or draw all windows while a target is being moved.

import type { Preview, PreviewGroup, PreviewObjective } from '../../../server/src/lsp/protocol';
import { createChart, type Chart } from './chart';
import { createButton, createChoice, createToggle } from './controls';
import { counterOf, type Counter } from './counting';
import { debounced, element, keepFocus, replace } from './dom';
import { effectSentence, effectText } from './effect';
import { legendOf } from './legend';
import { countText, targetText, targetValue } from './numbers';
import { pagedTable } from './table';
import { createHandle, type TargetHandle } from './target-handle';
import type { View, ViewPorts } from './view';
import { standingText, statusSign, statusWord, windowLine, windowWords } from './windows';
import { fill } from './words';

const announceAfterMs = 500;

/** A group that is on the screen, with what was made for it. */
interface Shown {
  readonly preview: Preview;
  readonly objective: PreviewObjective;
  readonly group: PreviewGroup;
}

interface Moving {
  readonly counter: Counter;
  readonly handle: TargetHandle;
  index: number;
}

export interface BaselineView extends View {
  choose(objective: string, group?: string): void;
  /** Whether a change can be written now, and whether the last one can be taken back. */
  allow(canWrite: boolean, canUndo: boolean): void;
}

export function createBaselineView({ words, send, announce, moved, state, keep }: ViewPorts): BaselineView {
  let preview: Preview | undefined;
  let shown: Shown | undefined;
  let chart: Chart | undefined;
  let moving: Moving | undefined;
  let isWaiting = false;
  let canWrite = false;
  let canUndo = false;

  const objectives = createChoice(words.objective, (id) => choose(id, undefined));
  const groups = createChoice(words.group, (name) => choose(state().objective ?? '', name));
  const toggle = createToggle('baseline-table', words.showAsTable, (isTable) => {
    keep({ isTable });
    draw();
  });
  const apply = createButton('apply', false, () => applyTarget());
  const reset = createButton('reset', true, () => move(shown?.group.target?.at));
  const undo = createButton('undo', true, () => send({ kind: 'undo' }));
  const suggest = createButton('suggest', true, () => move(shown?.group.target?.suggested ?? undefined));
  const heading = element('div', { class: 'standing' });
  const host = element('div', { class: 'chart' });
  const legend = element('div');
  const point = element('p', { class: 'point', 'aria-hidden': 'true' });
  const effect = element('p', { class: 'effect' });
  const help = element('p', { class: 'faint' }, words.targetKeys);
  const suggestion = element('p', { class: 'suggestion' });
  const buttons = element('div', { class: 'buttons' }, apply.root, reset.root, undo.root, suggest.root);
  const table = element('div');
  const below = element('div');
  const note = element('p', { class: 'notice' });
  const content = element(
    'div',
    {},
    ...[heading, host, table, point, legend, effect, help, buttons, suggestion, below],
  );
  const bar = element('div', { class: 'bar' }, objectives.root, groups.root, toggle.root);
  const root = element('section', {}, bar, note, content);
  const announceEffect = debounced(announceAfterMs, (text: string) => announce(text));

  const choose = (objective: string, group: string | undefined): void => {
    keep({ objective, group });
    if (preview !== undefined) render(preview);
  };

  const move = (index: number | undefined): void => {
    const target = shown?.group.target;
    if (moving === undefined || target == null || index === undefined) return;
    moving.index = index;
    moved();
    chart?.reach(targetValue(target, index));
    showMove();
    announceEffect(effectSentence(index, target, words, moving.counter.at));
  };

  const showMove = (): void => {
    const target = shown?.group.target;
    if (moving === undefined || target == null) return;
    const { counter, handle, index } = moving;
    handle.show(index);
    chart?.markChanges(counter.changed(target.at, index));
    effect.textContent = effectSentence(index, target, words, counter.at);
    showButtons();
  };

  const showButtons = (): void => {
    const target = shown?.group.target;
    const index = moving?.index;
    const isMoved = target != null && index !== undefined && index !== target.at;
    apply.set(
      target == null || index === undefined ? '' : fill(words.apply, targetText(target, index)),
      isMoved && canWrite,
    );
    reset.set(words.reset, isMoved);
    undo.set(words.undo, canUndo);
    const suggested = target?.suggested ?? undefined;
    if (target == null || suggested === undefined) return;
    suggest.set(fill(words.useSuggested, targetText(target, suggested)), suggested !== index);
  };

  const applyTarget = (): void => {
    const target = shown?.group.target;
    if (!canWrite || shown === undefined || moving === undefined || target == null || moving.index === target.at)
      return;
    const text = targetText(target, moving.index);
    announce(fill(words.sending, text));
    send({
      kind: 'apply',
      version: shown.preview.version,
      objective: shown.objective.id,
      group: shown.group.name ?? undefined,
      target: text,
    });
  };

  const render = (next: Preview): void => {
    preview = next;
    // What is under the pointer is not taken away: the newer preview waits until it is let go.
    if (moving?.handle.isDragged === true) {
      isWaiting = true;
      return;
    }
    const objective = next.objectives.find(({ id }) => id === state().objective) ?? next.objectives[0];
    const group = objective?.groups.find(({ name }) => (name ?? '') === (state().group ?? '')) ?? objective?.groups[0];
    objectives.set(
      next.objectives.map(({ id }) => ({ value: id, label: id })),
      objective?.id ?? '',
    );
    const named = (objective?.groups ?? []).flatMap(({ name }) => (name == null ? [] : [{ value: name, label: name }]));
    groups.set(named, group?.name ?? '');
    const before = shown;
    const index = moving?.index;
    shown = objective === undefined || group === undefined ? undefined : { preview: next, objective, group };
    showStanding(objective);
    note.textContent = objective === undefined ? words.empty : noteOf(objective, group);
    note.hidden = note.textContent === '';
    content.hidden = objective === undefined;
    const isSame = before !== undefined && shown !== undefined && isSameTarget(before, shown);
    const isMoved = isSame && index !== undefined && index !== before.group.target?.at;
    keepFocus(content, () => draw(isMoved ? index : undefined));
  };

  const noteOf = (objective: PreviewObjective, group: PreviewGroup | undefined): string => {
    // What holds for the whole agreement stands above already.
    if (objective.unavailable != null && objective.unavailable !== preview?.unavailable)
      return fill(words.noResult, objective.unavailable);
    if (objective.unavailable != null) return '';
    if (group === undefined || group.names.length === 0) return words.noWindows;
    return '';
  };

  const showStanding = (objective: PreviewObjective | undefined): void => {
    if (objective === undefined) return replace(heading);
    const link = element(
      'button',
      {
        type: 'button',
        class: 'plain link',
        'data-key': 'reveal',
        'aria-label': fill(words.chosenObjective, objective.id),
      },
      objective.id,
    );
    link.addEventListener('click', () => send({ kind: 'reveal', range: objective.range }));
    replace(
      heading,
      element('h2', {}, link),
      element('p', {}, objective.promise),
      element('p', { class: 'status' }, statusSign(objective.status), statusWord(objective.status, words)),
      element('p', { class: 'faint' }, standingText(objective.standing, objective.status, words)),
      objective.edited == null ? undefined : element('p', {}, fill(words.edited, objective.edited)),
    );
  };

  /** Makes the chart or the table of what is shown anew; `index` keeps a target that was moved. */
  const draw = (index?: number): void => {
    chart?.destroy();
    chart = moving = undefined;
    replace(host);
    replace(table);
    point.textContent = '';
    const hasWindows = shown !== undefined && shown.group.names.length > 0;
    toggle.root.hidden = !hasWindows;
    toggle.set(state().isTable);
    for (const part of [host, legend, point, effect, help, buttons, suggestion, below]) part.hidden = !hasWindows;
    if (shown === undefined || !hasWindows) return;
    const { group, objective } = shown;
    const target = group.target ?? undefined;
    if (state().isTable) replace(table, windowTable(shown));
    host.hidden = state().isTable;
    replace(legend, legendOf(group, objective.unit, words));
    legend.hidden = help.hidden = state().isTable;
    point.hidden = state().isTable;
    if (!state().isTable) chart = chartOf(shown, () => moving?.handle.show(moving.index));
    if (target !== undefined) moving = movingOf(shown, index ?? target.at);
    effect.hidden = buttons.hidden = target === undefined;
    help.hidden ||= target === undefined;
    suggest.root.hidden = target?.suggested == null;
    suggestion.textContent = target === undefined ? words.fixedTarget : target.suggestedWhy;
    replace(below, ...baselineParts(shown));
    showMove();
  };

  const chartOf = ({ group, objective }: Shown, onLayout: () => void): Chart => {
    const target = group.target ?? undefined;
    const count = (letter: string): string => countText(group.verdicts.split(letter).length - 1);
    return createChart({
      host,
      group,
      unit: objective.unit,
      written: target === undefined ? undefined : targetValue(target, target.at),
      label: fill(
        words.chart,
        ...[countText(group.names.length), group.names[0] ?? '', group.names.at(-1) ?? '', count('m'), count('b')],
      ),
      onPoint: (window) => {
        point.textContent = window === undefined ? '' : windowLine(windowWords(group, window, objective.unit, words));
      },
      onLayout,
    });
  };

  const movingOf = ({ group, objective }: Shown, index: number): Moving | undefined => {
    const target = group.target ?? undefined;
    if (target === undefined) return undefined;
    const counter = counterOf(target);
    // A target is moved by its slider where there is a chart, and by the suggestion alone where there is a table.
    const handle =
      chart === undefined
        ? { isDragged: false, show: () => undefined }
        : createHandle({
            target,
            chart,
            label: fill(words.target, objective.id),
            describe: (at) => effectText(counter.at(at), target, words),
            onMove: move,
            onApply: applyTarget,
            onDragEnd: () => {
              if (isWaiting && preview !== undefined) render(preview);
              isWaiting = false;
            },
          });
    return { counter, handle, index };
  };

  const windowTable = ({ group, objective }: Shown): HTMLElement =>
    pagedTable(
      {
        caption: fill(words.windowsOf, group.name == null ? objective.id : `${objective.id}, ${group.name}`),
        head: [words.window, words.value, words.verdict, words.note],
        count: group.names.length,
        row: (at) => {
          const {
            name,
            value,
            verdict,
            note: text,
          } = windowWords(group, group.names.length - 1 - at, objective.unit, words);
          return [name, value, verdict, text];
        },
      },
      words,
    );

  const baselineParts = ({ group, objective }: Shown): HTMLElement[] => {
    // What the suggestion says stands beside its button already.
    const said = group.baseline?.sentences ?? [words.noBaseline];
    const sentences = said.filter((text) => text !== group.target?.suggestedWhy);
    return [
      element('ul', { class: 'sentences' }, ...sentences.map((text) => element('li', {}, text))),
      element('p', { class: 'faint' }, objective.origin),
    ];
  };

  return {
    root,
    show: render,
    choose,
    allow: (write, undoable) => {
      [canWrite, canUndo] = [write, undoable];
      showButtons();
    },
    recolour: () => chart?.redraw(),
  };
}

function isSameTarget(before: Shown, now: Shown): boolean {
  const [one, other] = [before.group.target, now.group.target];
  return (
    before.objective.id === now.objective.id &&
    before.group.name === now.group.name &&
    one?.step === other?.step &&
    one?.unit === other?.unit
  );
}
