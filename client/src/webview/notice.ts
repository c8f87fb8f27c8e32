// How it stands with what is shown: that data is read, that the server is away, that the text is closed, with what can be done.
// It must never hide that what is on the screen may be out of date.

import type { Preview } from '../../../server/src/lsp/protocol';
import { createButton } from './controls';
import { element } from './dom';
import type { Condition, PanelRequest } from './messages';
import { fill, type Words } from './words';

export interface Notice {
  readonly root: HTMLElement;
  show(condition: Condition, preview: Preview | undefined): void;
  /** Says why something was refused, until something else is said. */
  say(refusal: string | undefined): void;
}

/** Shorter readings are not told, so that nothing flickers. */
const tellAfterMs = 400;

export function createNotice(words: Words, send: (request: PanelRequest) => void): Notice {
  const text = element('span');
  const actions = {
    open: createButton('open', true, () => send({ kind: 'open' })),
    restart: createButton('restart', true, () => send({ kind: 'restart' })),
    retry: createButton('retry', true, () => send({ kind: 'retry' })),
  };
  actions.open.set(words.open, true);
  actions.restart.set(words.restart, true);
  actions.retry.set(words.retry, true);
  const buttons = [actions.open.root, actions.restart.root, actions.retry.root];
  const root = element('div', { class: 'notice page-notice', role: 'status', hidden: true }, text, ...buttons);
  let refusal: string | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const put = (message: string, action: keyof typeof actions | undefined): void => {
    root.hidden = message === '';
    if (text.textContent !== message) text.textContent = message;
    for (const [name, { root: button }] of Object.entries(actions)) button.hidden = name !== action;
  };
  const show = (condition: Condition, preview: Preview | undefined): void => {
    clearTimeout(timer);
    if (condition === 'current') put(refusal ?? currentText(preview, words), undefined);
    else if (condition === 'reading') {
      // What was said before holds until there is an answer, or it takes long.
      timer = setTimeout(() => put(words.reading, undefined), tellAfterMs);
    } else if (condition === 'starting') put(words.starting, undefined);
    else if (condition === 'stopped') put(words.stopped, 'restart');
    else if (condition === 'closed') put(words.closed, 'open');
    else if (condition === 'none') put(words.noAgreement, undefined);
    else put(words.failed, 'retry');
  };
  let last: readonly [Condition, Preview | undefined] = ['reading', undefined];
  return {
    root,
    show: (condition, preview) => {
      last = [condition, preview];
      show(condition, preview);
    },
    say: (next) => {
      if (next === refusal) return;
      refusal = next;
      show(...last);
    },
  };
}

function currentText(preview: Preview | undefined, words: Words): string {
  if (preview?.isReading === true) return words.reading;
  return preview?.unavailable == null ? '' : fill(words.noResult, preview.unavailable);
}
