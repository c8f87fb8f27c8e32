// Says whether two trees mean the same: values, keys, order, styles, anchors, comments and where they stand.
// It must never call two texts the same because both cannot be read.

import type { Node, SyntaxTree } from '../../syntax/nodes';

/** Whether a text formatted into another one still says what it said. A blank before a percent sign is no difference. */
export function meansTheSame(a: SyntaxTree, b: SyntaxTree): boolean {
  return printed(a) === printed(b);
}

/** The content of a tree as one text, in document order, comments between the values that they stand between. */
function printed(tree: SyntaxTree): string {
  const parts: string[] = [];
  let next = 0;
  const commentsBefore = (offset: number): void => {
    for (let comment = tree.comments[next]; comment !== undefined && comment.span.start < offset;) {
      parts.push(`#${comment.text.trimEnd()}`);
      comment = tree.comments[++next];
    }
  };
  const visit = (node: Node | undefined): void => {
    if (node === undefined) {
      parts.push('null');
      return;
    }
    commentsBefore(node.span.start);
    if (node.anchor !== undefined) parts.push(`&${node.anchor}`);
    switch (node.kind) {
      case 'alias':
        parts.push(`*${node.name}`);
        return;
      case 'scalar':
        parts.push(`${node.style} ${JSON.stringify(node.text.replace(/(\d) ?%/g, '$1 %'))}`);
        return;
      case 'map':
        parts.push(node.flow ? '{' : 'map');
        for (const { key, value } of node.entries) {
          commentsBefore(key.span.start);
          parts.push(`${key.style} ${JSON.stringify(key.text)}:`);
          visit(value);
        }
        break;
      case 'seq':
        parts.push(node.flow ? '[' : 'seq');
        node.items.forEach(visit);
    }
    parts.push('end');
  };
  visit(tree.root);
  commentsBefore(Infinity);
  const problems = tree.problems.map(({ kind, message }) => `${kind} ${message}`);
  return [...parts, ...problems].join('\n');
}
