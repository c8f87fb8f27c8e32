// A table that holds what a chart shows, a page of rows at a time.
// It must never make more than a thousand rows, nor make any before somebody asks for them.

import { element, replace } from './dom';
import { countText } from './numbers';
import { fill, type Words } from './words';

const pageRows = 1_000;

export interface TableContent {
  readonly caption: string;
  readonly head: readonly string[];
  readonly count: number;
  row(index: number): readonly string[];
}

/** The table with its first page; below it, where there are more rows, buttons for the others. */
export function pagedTable(content: TableContent, words: Words): HTMLElement {
  const body = element('tbody');
  const head = element('tr', {}, ...content.head.map((text) => element('th', { scope: 'col' }, text)));
  const table = element('table', {}, element('caption', {}, content.caption), element('thead', {}, head), body);
  // What is wider than a narrow panel is scrolled, by keys as well.
  const frame = element(
    'div',
    { class: 'table-frame', tabindex: 0, role: 'region', 'aria-label': content.caption },
    table,
  );
  const place = element('span', { role: 'status' });
  const previous = element('button', { type: 'button', class: 'plain' }, words.previousRows);
  const next = element('button', { type: 'button', class: 'plain' }, words.nextRows);
  let first = 0;

  const draw = (): void => {
    const end = Math.min(content.count, first + pageRows);
    const rows = Array.from({ length: end - first }, (_, at) => content.row(first + at));
    replace(body, ...rows.map(tableRow));
    place.textContent = fill(words.rows, countText(first + 1), countText(end), countText(content.count));
    previous.disabled = first === 0;
    next.disabled = end >= content.count;
  };
  const turn = (rows: number): void => {
    first = Math.max(0, first + rows);
    draw();
    frame.scrollTop = 0;
  };
  previous.addEventListener('click', () => turn(-pageRows));
  next.addEventListener('click', () => turn(pageRows));
  draw();
  const pages = content.count > pageRows ? element('div', { class: 'pages' }, previous, place, next) : undefined;
  return element('div', { class: 'paged-table' }, frame, ...(pages === undefined ? [] : [pages]));
}

/** A row whose first cell names it. */
function tableRow(cells: readonly string[]): HTMLTableRowElement {
  return element(
    'tr',
    {},
    ...cells.map((text, at) => (at === 0 ? element('th', { scope: 'row' }, text) : element('td', {}, text))),
  );
}
