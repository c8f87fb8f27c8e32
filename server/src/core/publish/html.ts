// Writes a document as one page of HTML that loads nothing and runs nothing, for the screen and for paper.
// It must never let text of a file reach the page but through `forXml`, and it writes no script, no address and no inline style.

import { forXml } from '../show/escape';
import type { Block, Document, Fact, Table } from './document';
import { pageStyle, styleHash } from './style';

const policy = `default-src 'none'; style-src '${styleHash}'; base-uri 'none'; form-action 'none'`;

/** The whole document as HTML. The same document gives the same bytes. */
export function htmlOf(document: Document): string {
  const { title, subtitle, notices, facts, blocks, footer } = document;
  return [
    '<!DOCTYPE html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${shown(title)}</title>`,
    `<style>${pageStyle}</style>`,
    '</head>',
    '<body>',
    '<header>',
    `<h1>${shown(title)}</h1>`,
    ...(subtitle === '' ? [] : [`<p class="subtitle">${shown(subtitle)}</p>`]),
    ...notices.map((notice) => `<p class="notice">${shown(notice)}</p>`),
    ...(facts.length === 0 ? [] : [factsHtml(facts)]),
    '</header>',
    '<main>',
    ...blocks.map(blockHtml),
    '</main>',
    `<footer><p>${shown(footer)}</p></footer>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
}

/**
 * Text between tags or in an attribute, on one line: no line of the page begins with words of a file, and none ends between a number and
 * its unit.
 */
function shown(text: string): string {
  return forXml(text.replaceAll('\n', ' ').replace(/(\d) (?=%|(?:ms|s|min|h|d|[A-Z]{3})\b)/g, '$1\u00a0'));
}

function blockHtml(block: Block): string {
  switch (block.kind) {
    case 'heading': {
      const tag = `h${block.level + 1}`;
      return `<${tag}>${shown(block.text)}</${tag}>`;
    }
    case 'paragraph':
      return `<p>${shown(block.text)}</p>`;
    case 'list':
      return `<ul>\n${block.items.map((item) => `<li>${shown(item)}</li>`).join('\n')}\n</ul>`;
    case 'facts':
      return factsHtml(block.rows);
    case 'table':
      return tableHtml(block);
    case 'chart': {
      const label = shown(`${block.caption}: ${block.alt}`);
      const picture = block.svg.replace('<svg ', `<svg role="img" aria-label="${label}" `);
      return `<figure>\n<figcaption>${shown(block.caption)}</figcaption>\n${picture}\n</figure>`;
    }
  }
}

function factsHtml(rows: readonly Fact[]): string {
  return `<dl>\n${rows.map(([term, text]) => `<div><dt>${shown(term)}</dt><dd>${shown(text)}</dd></div>`).join('\n')}\n</dl>`;
}

/** Cells with so few characters stay on one line. */
const shortCell = 16;
/** Cells with so many are sentences, which are no pleasure to read in a column of one word. */
const sentenceCell = 28;
const longWord = /[^\s\u00ad-]{25}/;

function tableHtml({ caption, head, rows, numbers = [], marked, marks = [], isForm }: Table): string {
  const classOf = (column: number, row?: number, text = ''): string => {
    const names = [
      // Only what has no place to break may break anywhere, else words would be torn to make a column narrow.
      ...(longWord.test(text) ? ['long'] : []),
      ...(row !== undefined && text.length >= sentenceCell ? ['sentence'] : []),
      ...(row !== undefined && (text.length <= shortCell || column === marked) ? ['short'] : []),
      ...(numbers.includes(column) ? ['number'] : []),
      ...(row !== undefined && column === marked ? [marks[row] ?? 'none'] : []),
    ];
    return names.length === 0 ? '' : ` class="${names.join(' ')}"`;
  };
  const cell = (text: string, column: number, row: number): string =>
    column === 0
      ? `<th scope="row"${classOf(column, row, text)}>${shown(text)}</th>`
      : `<td${classOf(column, row, text)}>${shown(text)}</td>`;
  return [
    // What is wider than the page can be moved by the keyboard too.
    `<div class="wide${isForm === true ? ' form' : ''}" role="group" aria-label="${shown(caption)}" tabindex="0">`,
    '<table>',
    `<caption>${shown(caption)}</caption>`,
    `<thead><tr>${head.map((text, column) => `<th scope="col"${classOf(column)}>${shown(text)}</th>`).join('')}</tr></thead>`,
    '<tbody>',
    ...rows.map((cells, row) => `<tr>${cells.map((text, column) => cell(text, column, row)).join('')}</tr>`),
    '</tbody>',
    '</table>',
    '</div>',
  ].join('\n');
}
