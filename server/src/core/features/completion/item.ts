// The type of what completion offers, and the way in which its documentation is found later.
// It must never carry the documentation itself: a list of a hundred items is sent for every key that is pressed.

import type { Path } from '../../schema/navigate';
import type { RefKind } from '../../schema/schema-node';
import type { Span } from '../../text/span';

/** Where the documentation of an item is found; plain data, so that it can travel to the client and back. */
export type DocsOf =
  | { readonly of: 'place'; readonly path: Path }
  | { readonly of: 'word'; readonly path: Path; readonly word: string }
  | { readonly of: 'key-word'; readonly path: Path; readonly word: string }
  | { readonly of: 'type'; readonly id: string }
  | { readonly of: 'id'; readonly ref: RefKind; readonly id: string }
  | { readonly of: 'rule'; readonly id: string }
  | { readonly of: 'text'; readonly text: string };

export type CompletionKind =
  'key' | 'value' | 'type' | 'id' | 'unit' | 'column' | 'duty' | 'clause' | 'operator' | 'file' | 'term';

export interface Completion {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail: string;
  /** What a code stands for: it is found by that too, and shown beside it in every row. */
  readonly meaning: string | undefined;
  readonly docsOf: DocsOf | undefined;
  readonly replace: Span;
  /** A snippet with tab stops where `isSnippet`, else the text as it is inserted. */
  readonly newText: string;
  readonly isSnippet: boolean;
  /** A comma that is missing before, and is written with the item. */
  readonly comma: number | undefined;
  readonly sortText: string;
  /** Whether more is to be offered right after the item was accepted. */
  readonly opensNext: boolean;
  /** Whether the item is made of what was typed, so that the list must be asked for again with every key. */
  readonly followsTyping: boolean;
}

/** An item before it has a place: `newText` is a snippet where `isSnippet`, and the label where undefined. */
export interface Draft {
  readonly label: string;
  readonly kind: CompletionKind;
  readonly detail?: string;
  /** What a code stands for, by which it may be found as well. */
  readonly meaning?: string;
  readonly docsOf?: DocsOf | undefined;
  readonly newText?: string;
  readonly isSnippet?: boolean;
  readonly opensNext?: boolean;
  readonly followsTyping?: boolean;
  /** The text stands as it is written here, quotes included; else it is quoted where YAML would misread it. */
  readonly isWritten?: boolean;
  /** Replaces the word at the cursor only, not the whole value. */
  readonly isPart?: boolean;
}

/** A text as it stands in a snippet, where `$`, `}` and `\` have a meaning. */
export function inSnippet(text: string): string {
  return text.replace(/[\\$}]/g, '\\$&');
}

/** What a snippet leaves behind when all its defaults are taken; what clients without tab stops insert. */
export function expanded(snippet: string): string {
  let text = '';
  for (let index = 0; index < snippet.length; index++) {
    const sign = snippet[index] ?? '';
    if (sign === '\\' && index + 1 < snippet.length) text += snippet[++index] ?? '';
    else if (sign === '$') {
      const stop = /^\$(?:\d+|\{\d+(?::((?:[^\\}]|\\.)*))?\})/.exec(snippet.slice(index, index + 500));
      if (stop === null) text += sign;
      else {
        text += (stop[1] ?? '').replace(/\\(.)/g, '$1');
        index += stop[0].length - 1;
      }
    } else text += sign;
  }
  return text;
}
