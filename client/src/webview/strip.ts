// A strip of windows: a cell for each of the last ones that fit, with its sign, its colour and what there is to say.
// It must never tell how a window ended by colour alone, nor be more than one stop of the Tab key.

import type { PreviewGroup } from '../../../server/src/lsp/protocol';
import { countText } from './numbers';
import { element, replace } from './dom';
import type { Tip } from './tip';
import { windowLine, windowWords } from './windows';
import { fill, type Words } from './words';

const cellPixels = 22;
const mostCells = 60;

export interface StripPorts {
  readonly key: string;
  readonly label: string;
  readonly group: PreviewGroup;
  readonly unit: string;
  readonly words: Words;
  readonly tip: Tip;
  onPress(): void;
}

/** The strip for a width in pixels. */
export function createStrip(ports: StripPorts, width: number): HTMLElement {
  const { group, words, label, key } = ports;
  const count = group.names.length;
  const fitting = Math.min(count, mostCells, Math.max(4, Math.floor(width / cellPixels)));
  const cells = Array.from({ length: fitting }, (_, at) => cellOf(ports, count - fitting + at));
  let current = cells.length - 1;

  const go = (at: number): void => {
    const next = Math.min(cells.length - 1, Math.max(0, at));
    cells[current]?.setAttribute('tabindex', '-1');
    current = next;
    cells[current]?.setAttribute('tabindex', '0');
    cells[current]?.focus();
  };
  cells.forEach((cell, at) => cell.setAttribute('tabindex', at === current ? '0' : '-1'));
  const strip = element(
    'div',
    { class: 'strip', role: 'toolbar', 'aria-label': fill(words.windowKeys, label), 'data-strip': key },
    ...cells,
  );
  strip.addEventListener('keydown', (event) => {
    const places: Readonly<Record<string, number>> = {
      ArrowRight: current + 1,
      ArrowLeft: current - 1,
      Home: 0,
      End: cells.length - 1,
    };
    const next = places[event.key];
    if (next === undefined) return;
    event.preventDefault();
    go(next);
  });
  strip.addEventListener('focusin', ({ target }) => {
    const at = cells.findIndex((cell) => cell === target);
    if (at < 0 || at === current) return;
    cells[current]?.setAttribute('tabindex', '-1');
    current = at;
    cells[current]?.setAttribute('tabindex', '0');
  });
  const leftOut =
    fitting < count
      ? element('span', { class: 'faint' }, fill(words.windowsLeftOut, countText(fitting), countText(count)))
      : undefined;
  const root = element('div', { class: 'strip-frame' });
  replace(root, strip, leftOut);
  return root;
}

function cellOf({ group, unit, words, tip, onPress, key }: StripPorts, window: number): HTMLButtonElement {
  const found = windowWords(group, window, unit, words);
  const text = windowLine(found);
  const isHistory = group.inTerm[window] === '0';
  const cell = element(
    'button',
    {
      type: 'button',
      class: `cell cell-${found.style}${isHistory ? ' history' : ''}`,
      'aria-label': text,
      'data-key': `${key}/${found.name}`,
    },
    element('span', { 'aria-hidden': 'true' }, found.sign),
  );
  cell.addEventListener('click', (event) => {
    event.stopPropagation();
    onPress();
  });
  tip.attach(cell, text);
  return cell;
}
