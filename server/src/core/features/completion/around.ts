// Says what stands around a cursor that lines alone do not tell: a text over several lines, a closed list or map over several lines.
// It must never move anything: what it takes out of a text it replaces by blanks, so that every offset stays.

import { findAt } from '../../syntax/find';
import type { SyntaxTree } from '../../syntax/nodes';
import { startOfLine } from '../../text/lines';

/** Whether a text that began on a line above goes on behind an offset: there no key may stand. */
export function isInsideText(tree: SyntaxTree, offset: number): boolean {
  const { node } = findAt(tree, offset);
  if (node?.kind !== 'scalar' || node.style === 'block') return false;
  return node.span.start < startOfLine(tree.text, offset) && offset < node.span.end;
}

/** So far up the bracket is looked for that the line above closes. */
const mostLines = 500;

/**
 * The text in which the list or map that ends on the nearest line above, and began further up, is a single value: its lines are
 * indented as no keys are. The same text where there is none.
 */
export function withFlowClosed(text: string, offset: number): string {
  let lineStart = startOfLine(text, offset);
  let close = -1;
  let depth = 0;
  for (let count = 0; lineStart > 0 && count < mostLines; count++) {
    const end = lineStart - 1;
    lineStart = startOfLine(text, end);
    const line = text.slice(lineStart, end);
    if (close < 0 && (line.trim() === '' || line.trim().startsWith('#'))) continue;
    const signs = bracketsIn(line);
    if (close < 0) {
      if (signs.reduce((sum, { sign }) => sum + sign, 0) >= 0) return text;
      close = end;
    }
    for (const { column, sign } of signs.reverse()) {
      depth -= sign;
      if (depth > 0 || sign < 0) continue;
      const open = lineStart + column;
      return `${text.slice(0, open)}0${text.slice(open + 1, close).replace(/[^\r\n]/g, ' ')}${text.slice(close)}`;
    }
  }
  return text;
}

/** The brackets of a line outside of quotes and comments: 1 opens, -1 closes. */
function bracketsIn(line: string): { readonly column: number; readonly sign: 1 | -1 }[] {
  const found: { column: number; sign: 1 | -1 }[] = [];
  const plain = line.replace(/"(?:[^"\\]|\\.)*"?|'[^']*'?/g, (quoted) => 'x'.repeat(quoted.length));
  const end = /(?:^|\s)#/.exec(plain)?.index ?? plain.length;
  for (let column = 0; column < end; column++) {
    const sign = plain[column] ?? '';
    if (sign === '{' || sign === '[') found.push({ column, sign: 1 });
    else if (sign === '}' || sign === ']') found.push({ column, sign: -1 });
  }
  return found;
}
