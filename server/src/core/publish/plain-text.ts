// The agreement in plain language as plain text, one line for each sentence group, so that two versions can be laid side by side.
// It must never tell what data says: both versions are told by their texts alone, or a difference of data would look like one of terms.

import type { SlaFile } from '../model/file';
import type { Project } from '../project';
import { forLine } from '../show/escape';
import { agreementDocument } from './agreement';
import type { Block, Table } from './document';
import { humanised } from './phrases';

/** The whole agreement, with a line feed at its end. Texts are on one line each, and signs that hide or reorder text are visible. */
export function plainTextOf(project: Project, file: SlaFile): string {
  const { model } = file;
  const title = model.title?.value.trim() || (model.id === undefined ? '' : humanised(model.id.value));
  const [first, ...rest] = agreementDocument({ ...project, data: new Map() }, file);
  // The document begins with a heading that every agreement has.
  const blocks =
    first?.kind === 'heading' && first.level === 1 ? rest : [...(first === undefined ? [] : [first]), ...rest];
  const parts = [...(title === '' ? [] : [line(title)]), ...blocks.flatMap(blockText)];
  return `${parts.map((part) => part.split('\n').map(forLine).join('\n')).join('\n\n')}\n`;
}

/** Titles of chapters stand out without any sign of a markup. */
function blockText(block: Block): readonly string[] {
  switch (block.kind) {
    case 'heading':
      return block.level === 3 ? [line(block.text)] : [`${line(block.text)}\n${'='.repeat(line(block.text).length)}`];
    case 'paragraph':
      return [line(block.text)];
    case 'list':
      return [block.items.map((item) => `  - ${line(item)}`).join('\n')];
    case 'facts':
      return [block.rows.map(([term, text]) => `  ${line(term)}: ${line(text)}`).join('\n')];
    case 'table':
      return [`${line(block.caption)}:\n${tableText(block)}`];
    case 'chart':
      return [line(`${block.caption}: ${block.alt}`)];
  }
}

/** One line a row, each cell with the name of its column: columns that are aligned would all move with one long cell. */
function tableText({ head, rows }: Table): string {
  return rows
    .map((row) => {
      const cells = row.map((cell, at) => (at === 0 ? line(cell) : `${line(head[at] ?? '')}: ${line(cell)}`));
      return `  - ${cells.filter((cell) => !cell.endsWith(': ')).join('; ')}`;
    })
    .join('\n');
}

function line(text: string): string {
  return text.replaceAll('\n', ' ').trim();
}
