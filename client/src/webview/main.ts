// The page of the preview: takes messages of the client, keeps its state, and shows one of three tabs.
// It must never act on a message of another panel, nor show an older preview after a newer one.

import 'uplot/dist/uPlot.min.css';
import './page.css';
import type { OverviewPosition, Preview } from '../../../server/src/lsp/protocol';
import { createAgreementView } from './agreement';
import { createBaselineView } from './baseline';
import { createComplianceView } from './compliance';
import { debounced, element } from './dom';
import { asPanelMessage, asPanelState, type Condition, type PanelRequest, type PanelState } from './messages';
import { createNotice } from './notice';
import { createTabs } from './tabs';
import { followTheme } from './theme';
import type { View, ViewPorts } from './view';
import { fill, type Words } from './words';

interface EditorApi {
  postMessage(message: unknown): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare function acquireVsCodeApi(): EditorApi;

const keepAfterMs = 200;
const editor = acquireVsCodeApi();
const token = document.body.dataset['token'] ?? '';
let page: ReturnType<typeof createPage> | undefined;

const send = (request: PanelRequest): void => editor.postMessage({ ...request, token });

window.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
  const message = asPanelMessage(data, token);
  if (message === undefined) return;
  if (message.kind === 'start') {
    page ??= createPage(message.uri, message.words, message.kept);
    return;
  }
  if (message.kind === 'preview') page?.preview(message.revision, message.preview);
  else if (message.kind === 'condition') page?.condition(message.condition);
  else if (message.kind === 'cursor') page?.cursor(message.position);
  else if (message.kind === 'choose') page?.choose(message.objective);
  else if (message.kind === 'written') page?.written(message.target, message.refusal);
  else page?.undoable(message.isUndoable);
});
send({ kind: 'ready' });

/** Builds the page once its words are there. */
function createPage(uri: string, words: Words, keptByClient: unknown) {
  const kept = asPanelState(editor.getState()) ?? asPanelState(keptByClient);
  let state: PanelState =
    kept?.uri === uri
      ? kept
      : { uri, tab: 'baseline', objective: undefined, group: undefined, isTable: false, scroll: 0 };
  let preview: Preview | undefined;
  let revision = 0;
  let condition: Condition = 'reading';
  let isUndoable = false;
  let position: OverviewPosition | undefined;

  const keep = (change: Partial<PanelState>): void => {
    state = { ...state, ...change };
    editor.setState(state);
    send({ kind: 'keep', state });
  };
  const live = element('div', { class: 'hidden-text', role: 'status' });
  const announce = (text: string): void => {
    live.textContent = text;
  };
  const notice = createNotice(words, send);
  const moved = (): void => notice.say(undefined);
  const ports: ViewPorts = { words, send, announce, moved, state: () => state, keep };
  const views = {
    baseline: createBaselineView(ports),
    compliance: createComplianceView(ports),
    agreement: createAgreementView(ports),
  } satisfies Record<PanelState['tab'], View>;
  const names = ['baseline', 'compliance', 'agreement'] as const;
  const title = element('h1');
  const panels = names.map((name) => ({ name, label: words[name], panel: element('div', {}, views[name].root) }));
  const tabs = createTabs(words.views, panels, (name) => {
    // Each tab begins at its own top, but the one that comes back after a reload.
    if (name !== state.tab) {
      keep({ tab: name, scroll: 0 });
      window.scrollTo(0, 0);
    }
    if (preview !== undefined) views[name].show(preview);
  });
  const main = element('main', {}, ...panels.map(({ panel }) => panel));
  document.body.append(element('header', { class: 'page-head' }, title, tabs.root), notice.root, main, live);
  let isRestored = false;
  const draw = (): void => {
    main.hidden = preview === undefined;
    if (preview !== undefined) title.textContent = preview.title;
    notice.show(condition, preview);
    // While data is read the text can be written: the client refuses what was made for another version of it.
    const isServed = condition === 'current' || condition === 'reading';
    views.baseline.allow(isServed, isUndoable && isServed);
  };

  tabs.show(state.tab);
  draw();
  followTheme(() => views[state.tab].recolour());
  window.addEventListener(
    'scroll',
    debounced(keepAfterMs, () => {
      if (isRestored) keep({ scroll: Math.round(window.scrollY) });
    }),
    { passive: true },
  );
  // What is printed is the document, wherever one has been before.
  window.addEventListener('beforeprint', () => {
    if (preview !== undefined) views.agreement.show(preview);
  });

  return {
    preview: (number: number, next: Preview): void => {
      if (number <= revision) return;
      revision = number;
      preview = next;
      keep({});
      draw();
      views[state.tab].show(next);
      if (!isRestored) requestAnimationFrame(() => window.scrollTo(0, state.scroll));
      isRestored = true;
      follow();
    },
    condition: (next: Condition): void => {
      condition = next;
      draw();
    },
    cursor: (next: OverviewPosition): void => {
      position = next;
      follow();
    },
    choose: (objective: string): void => {
      position = undefined;
      views.baseline.choose(objective);
    },
    written: (target: string, refusal: string | null | undefined): void => {
      const refused = refusal == null ? undefined : fill(words.notWritten, refusal);
      announce(refused ?? fill(words.applied, target));
      notice.say(refused);
    },
    undoable: (next: boolean): void => {
      isUndoable = next;
      draw();
    },
  };

  /** Chooses the objective around the cursor of the text; elsewhere the choice stays. */
  function follow(): void {
    if (position === undefined || preview === undefined) return;
    const at = position;
    const around = preview.objectives.find(({ range }) => isBefore(range.start, at) && isBefore(at, range.end));
    position = undefined;
    if (around === undefined || around.id === state.objective) return;
    if (state.tab === 'baseline') views.baseline.choose(around.id);
    else keep({ objective: around.id, group: undefined });
  }
}

function isBefore(one: OverviewPosition, other: OverviewPosition): boolean {
  return one.line < other.line || (one.line === other.line && one.character <= other.character);
}
