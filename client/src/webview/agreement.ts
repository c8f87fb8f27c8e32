// The tab of the agreement: the document in plain language, whose clauses lead to their text.
// It must never make more of a text than text.

import type { PreviewBlock } from '../../../server/src/lsp/protocol';
import { element, keepFocus, replace } from './dom';
import type { View, ViewPorts } from './view';

const headings = ['h2', 'h3', 'h4'] as const;

export function createAgreementView({ words, send }: ViewPorts): View {
  const hint = element('p', { class: 'faint no-print', id: 'clause-keys' }, words.clauseKeys);
  const content = element('article', { class: 'document' });
  const root = element('section', {}, hint, content);
  let clauses: readonly HTMLElement[] = [];
  let current = 0;

  const focus = (at: number): void => {
    const next = Math.min(clauses.length - 1, Math.max(0, at));
    clauses[current]?.setAttribute('tabindex', '-1');
    current = next;
    clauses[current]?.setAttribute('tabindex', '0');
    clauses[current]?.focus();
  };
  content.addEventListener('keydown', (event) => {
    const at = clauses.findIndex((clause) => clause === event.target);
    if (at < 0) return;
    const places: Readonly<Record<string, number>> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      Home: 0,
      End: clauses.length - 1,
    };
    const next = places[event.key];
    if (next === undefined) return;
    event.preventDefault();
    focus(next);
  });

  const clause = (block: PreviewBlock, index: number): HTMLElement => {
    const made = blockOf(block);
    const { range } = block;
    if (range == null) return made;
    const reveal = (): void => send({ kind: 'reveal', range });
    made.classList.add('clause');
    made.setAttribute('data-key', `clause-${index}`);
    made.setAttribute('tabindex', '-1');
    made.addEventListener('click', () => {
      // Whoever marks text to copy it does not want to go anywhere.
      if (document.getSelection()?.isCollapsed !== false) reveal();
    });
    made.addEventListener('keydown', (event) => {
      if (event.key === 'Enter' && event.target === made) reveal();
    });
    return made;
  };

  return {
    root,
    show: ({ agreement }) => {
      keepFocus(content, () => {
        const made = agreement.map(clause);
        replace(content, ...made);
        clauses = made.filter((each) => each.classList.contains('clause'));
        current = Math.min(current, Math.max(0, clauses.length - 1));
        clauses[current]?.setAttribute('tabindex', '0');
        hint.hidden = clauses.length === 0;
      });
    },
    recolour: () => undefined,
  };
}

function blockOf(block: PreviewBlock): HTMLElement {
  if (block.kind === 'heading') return element(headings[block.level - 1] ?? 'h4', {}, block.text);
  if (block.kind === 'paragraph') return element('p', {}, block.text);
  if (block.kind === 'list') return element('ul', {}, ...block.items.map((item) => element('li', {}, item)));
  if (block.kind === 'facts')
    return element(
      'dl',
      {},
      ...block.rows.map(([term, text]) => element('div', {}, element('dt', {}, term), element('dd', {}, text))),
    );
  const head = element('tr', {}, ...block.head.map((text) => element('th', { scope: 'col' }, text)));
  const rows = block.rows.map((cells) => element('tr', {}, ...cells.map((text) => element('td', {}, text))));
  return element(
    'table',
    {},
    element('caption', {}, block.caption),
    element('thead', {}, head),
    element('tbody', {}, ...rows),
  );
}
