// Keeps one of each object that the YAML parser makes, and of ours that are made of them, so that what the engine of JavaScript has compiled for them stays.
// It must never be read for what it says: nothing but its being there matters.

import { Composer, Lexer, Parser, type CST, type ParsedNode } from 'yaml';
import { Origin } from '../text/span';
import { parserOptions } from './compose';
import { maskTraps } from './masks';
import { TreeBuilder } from './tree-builder';

const text = `# Every kind of token and of node.
map: &anchor { flow: [1, "two", 'three', *anchor], none: }
list:
  - plain # comment
  - key: 1.5

literal: |
  lines
folded: >-
  lines
truth: true
nothing: ~
tagged: !!str 5
? asked
: answered
`;

/**
 * What the parser has made of a text with everything in it; hold it as long as the process may parse again. Compiled code dies
 * with the last object that it was compiled for: a collection of garbage between two keys would leave the next key with slow code.
 */
export function keptShapes(): readonly unknown[] {
  const [lexer, parser] = [new Lexer(), new Parser()];
  const tokens: CST.Token[] = [];
  for (const lexeme of lexer.lex(text)) tokens.push(...parser.next(lexeme));
  tokens.push(...parser.end());
  const composer = new Composer<ParsedNode, true>(parserOptions);
  const documents = [...composer.compose(tokens, true, text.length)];
  const masked = maskTraps(text, 0);
  const builder = new TreeBuilder(text, masked.masks, new Origin(), new Map());
  const trees = documents.map((document) => builder.build(document));
  return [lexer, parser, tokens, composer, documents, masked, builder, trees];
}
