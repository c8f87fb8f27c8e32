// The outline of an agreement: its sections, and what each declares.
// It must never list more than an outline can show.

import type { SlaFile } from '../model/file';
import { resolved } from '../syntax/nodes';
import type { Span } from '../text/span';

export interface OutlineSymbol {
  readonly name: string;
  readonly detail: string;
  readonly span: Span;
  readonly nameSpan: Span;
  readonly children: readonly OutlineSymbol[];
}

const maximumChildren = 2_000;

/** The sections with the entries below them. */
export function outline(file: SlaFile): readonly OutlineSymbol[] {
  const root = resolved(file.tree.root);
  if (root?.kind !== 'map') return [];
  return root.entries.map((entry) => {
    const value = resolved(entry.value);
    const children = value?.kind === 'map' ? value.entries.slice(0, maximumChildren) : [];
    return {
      name: entry.key.text === '' ? '(empty)' : entry.key.text,
      detail: value?.kind === 'scalar' ? value.text.slice(0, 60) : '',
      span: entry.span,
      nameSpan: entry.key.span,
      children: children.map((child) => {
        const inner = resolved(child.value);
        const detail = inner?.kind === 'scalar' ? inner.text.slice(0, 60) : '';
        return {
          name: child.key.text === '' ? '(empty)' : child.key.text,
          detail,
          span: child.span,
          nameSpan: child.key.span,
          children: [],
        };
      }),
    };
  });
}
