// yaml-trap: YAML reads a value as something else than it looks like.
// It must never speak of a value that every YAML reader takes as it is written.

import { parseExpression } from '../../scalars/expression';
import type { ScalarNode, SyntaxProblem, SyntaxTree } from '../../syntax/nodes';
import type { SlaFile } from '../../model/file';
import type { Place, ValuePlace } from '../../schema/walk';
import type { Span } from '../../text/span';
import { written } from '../edits';
import { withFixes } from '../fixes';
import { defineRule, type Fix, type Yield } from '../rule';
import { cut, message } from '../say';

const booleans: Readonly<Record<string, 'true' | 'false'>> = {
  yes: 'true',
  on: 'true',
  y: 'true',
  no: 'false',
  off: 'false',
  n: 'false',
};

export const yamlTrap = defineRule({
  id: 'yaml-trap',
  category: 'syntax',
  lane: 'static',
  severity: 'error',
  summary: 'YAML reads a value as something else than it looks like.',
  why: 'A promise that is read otherwise than it is meant is another promise, and no reader is told.',
  bad: `purpose: @orders serve the shops.
#        ^^^^^^^^^^^^^^^^^^^^^^^^ YAML reads @orders serve the shops. as a reserved sign; quote it
`,
  good: `purpose: "@orders serve the shops."
`,
  fixed: `purpose: "@orders serve the shops."
`,
  readsBeside: [],
  *check(input) {
    const { file } = input;
    for (const problem of file.tree.problems) {
      if (problem.kind !== 'trap') continue;
      yield withFixes({ span: problem.span, message: message(problem.message) }, () =>
        fixesOf(file, problem, input.places),
      );
    }
  },
  *checkClause({ file, places }) {
    yield* misreadValues(file, places);
  },
});

/** What mends a trap; a value is quoted only where a text may stand that reads so. */
function fixesOf(file: SlaFile, { fix, span }: SyntaxProblem, places: readonly Place[]): readonly Fix[] {
  if (fix === undefined) return [];
  const asGiven = { title: fix.title, edits: [{ span: fix.span, newText: fix.text }] };
  if (fix.title !== 'Quote the value') return [asGiven];
  const value = file.snapshot.text.slice(span.start, span.end);
  const place = places.find((each) => each.kind === 'value' && each.span.start === span.start);
  const isText = place?.kind === 'value' && (isFreeText(place) || isReadable(place, value));
  const quoting = isText ? [asGiven] : [];
  const bare = /^:(?:\s+|$)/.test(value) ? value.slice(1).trimStart() : value.replace(/\s*:$/, '');
  if (bare === value || /:(?:\s|$)/.test(bare)) return quoting;
  const removal = { title: 'Remove the colon', edits: [{ span, newText: bare }] };
  return isText ? [...quoting, removal] : [removal];
}

/** Whether a value would be read as an expression once it is quoted. */
function isReadable({ scalar }: ValuePlace, value: string): boolean {
  return (scalar === 'expression' || scalar === 'when') && parseExpression(value).ok;
}

function* misreadValues(file: SlaFile, places: readonly Place[]): Generator<Yield> {
  const comments = commentsBehindText(file);
  for (const place of places) {
    if (place.kind !== 'value' || place.node.style !== 'plain' || place.span !== place.node.span) continue;
    const { node } = place;
    if (place.scalar === 'flag') {
      const word = booleans[node.text.toLowerCase()];
      if (word === undefined || !Object.hasOwn(booleans, node.text.toLowerCase())) continue;
      yield {
        span: node.span,
        message: `YAML reads ${node.text} as text; write ${word}`,
        fixes: [{ title: `Write ${word}`, edits: [{ span: node.span, newText: word }] }],
      };
    } else if (place.scalar === 'hours-range' && node.text.includes(':') && isInBrackets(node)) {
      const fix = { title: 'Quote the value', edits: [{ span: node.span, newText: written(node.text, 'double') }] };
      yield {
        span: node.span,
        message: `Between braces older YAML reads ${cut(node.text, 24)} as a key and a value; quote it`,
        fixes: [fix],
      };
    } else {
      const comment = isFreeText(place) ? comments.get(node.span.end) : undefined;
      if (comment === undefined) continue;
      const text = file.snapshot.text.slice(node.span.start, comment.end).trimEnd();
      yield {
        span: comment,
        message: `YAML reads ${cut(file.snapshot.text.slice(comment.start, comment.end), 24)} as a comment; quote it`,
        fixes: [
          {
            title: 'Quote the whole text',
            edits: [{ span: { start: node.span.start, end: comment.end }, newText: written(text, 'double') }],
          },
        ],
      };
    }
  }
}

/** Whether a value is read as prose: no id, no word of a closed set, no grammar. */
function isFreeText({ scalar, shape }: ValuePlace): boolean {
  return scalar === 'text' && shape.ref === undefined && shape.values === undefined && !shape.isId && !shape.isColumn;
}

function isInBrackets(node: ScalarNode): boolean {
  const parent = node.parent;
  return parent?.kind === 'entry' ? parent.parent.flow : parent?.flow === true;
}

const behindText = new WeakMap<SyntaxTree, ReadonlyMap<number, Span>>();

/** Comments that begin with a digit, as numbers of tickets do, by the end of the text right before them on the line. */
function commentsBehindText({ tree }: SlaFile): ReadonlyMap<number, Span> {
  const known = behindText.get(tree);
  if (known !== undefined) return known;
  const found = new Map<number, Span>();
  behindText.set(tree, found);
  for (const { span, text } of tree.comments) {
    if (!/^\d/.test(text)) continue;
    let end = span.start;
    while (end > 0 && (tree.text[end - 1] === ' ' || tree.text[end - 1] === '\t')) end--;
    found.set(end, { start: span.start, end: span.start + 1 + text.trimEnd().length });
  }
  return found;
}
