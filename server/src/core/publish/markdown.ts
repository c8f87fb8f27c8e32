// Writes a document as Markdown for a forge: headings, lists and tables, nothing that could link, mention or run.
// It must never let text of a file reach the page but through `forPage`, and it writes no HTML of its own.

import { forPage } from '../show/escape';
import type { Block, Document, Fact, Table } from './document';

/** The whole document as Markdown, with a line feed at its end. The same document gives the same bytes. */
export function markdownOf(document: Document): string {
  const parts = [
    `# ${line(document.title)}`,
    ...(document.subtitle === '' ? [] : [atStart(document.subtitle)]),
    ...document.notices.map((notice) => `> **${line(notice)}**`),
    ...(document.facts.length === 0 ? [] : [factList(document.facts)]),
    ...document.blocks.flatMap(blockText),
    '---',
    atStart(document.footer),
  ];
  return `${parts.join('\n\n')}\n`;
}

function blockText(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return [`${'#'.repeat(block.level + 1)} ${line(block.text)}`];
    case 'paragraph':
      return [atStart(block.text)];
    case 'list':
      return [block.items.map((item) => `- ${atStart(item)}`).join('\n')];
    case 'facts':
      return [factList(block.rows)];
    case 'table':
      return [`**${line(block.caption)}**`, tableText(block)];
    case 'chart':
      return [atStart(`${block.caption}: ${block.alt}`)];
  }
}

function factList(rows: readonly Fact[]): string {
  return rows.map(([term, text]) => `- **${line(term)}:** ${line(text)}`).join('\n');
}

function tableText({ head, rows, numbers = [] }: Table): string {
  const row = (cells: readonly string[]): string => `| ${cells.map((cell) => line(cell)).join(' | ')} |`;
  const rule = head.map((_, column) => (numbers.includes(column) ? '---:' : '---'));
  return [row(head), `| ${rule.join(' | ')} |`, ...rows.map(row)].join('\n');
}

/** Text inside a line; what is nothing but blanks would end emphasis or a cell in another place. */
function line(text: string): string {
  return forPage(text).trim();
}

/** Text at the beginning of a line, where signs make headings, lists and rules. */
function atStart(text: string): string {
  return line(text)
    .replace(/^(?=[#+=:-])/, '\\')
    .replace(/^(\d+)(?=[.)])/, '$1\\');
}
