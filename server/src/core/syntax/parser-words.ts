// Says in words of people what the YAML parser says in words of its own.
// It must never name a token, a node or a scalar: who writes an agreement has signs, keys, values and lines before them.

import { shortened } from '../text/ends';
import type { YAMLParseError } from 'yaml';

const byCode: Readonly<Record<string, string>> = {
  ALIAS_PROPS: 'An alias has neither an anchor nor a tag of its own',
  BAD_ALIAS: 'An alias needs a name',
  BAD_DQ_ESCAPE: 'This escape is not known in a double-quoted text',
  BAD_INDENT: 'The indentation does not fit the lines around it',
  BAD_PROP_ORDER: 'An anchor or a tag stands behind the dash or the colon',
  BLOCK_AS_IMPLICIT_KEY: 'A key and a value stand where one value is expected; quote the text or indent it',
  BLOCK_IN_FLOW: 'A block cannot stand inside brackets',
  KEY_OVER_1024_CHARS: 'A key is longer than 1024 characters',
  MULTILINE_IMPLICIT_KEY: 'A key needs a colon on its own line',
  MULTIPLE_ANCHORS: 'A value has one anchor at most',
  MULTIPLE_DOCS: 'One file holds one agreement; this starts a second document',
  MULTIPLE_TAGS: 'A value has one tag at most',
};

/** As long as any message may be. */
const longestMessage = 100;

type Say = (sign: string, match: RegExpExecArray) => string;

/** By what the parser says; `sign` is the word or the sign at which it stopped, in quotes. */
const byMessage: readonly (readonly [pattern: RegExp, say: Say])[] = [
  [/^Implicit map keys/, () => 'A key needs a colon and a value'],
  [/at node end/, (sign) => `${sign} stands behind a value that has ended already`],
  [/^Unexpected flow-(?:map|seq)-end/, (sign) => `${sign} closes no bracket`],
  [/^Unexpected (?:, in|empty item)/, () => 'A comma stands where an entry is expected'],
  [/^Unexpected block-seq-ind on same line/, () => 'A list begins on the line below its key'],
  [/^(?:Unexpected|Not a YAML token)/, (sign) => `${sign} cannot stand here`],
  [/^Expected a flow scalar/, () => 'A single value is expected here'],
  [/^Missing , or :/, (sign) => `A comma or a colon is missing before ${sign}`],
  [/^Missing , between/, (sign) => `A comma is missing before ${sign}`],
  [/^Missing space after :/, () => 'A blank is missing behind the colon'],
  [/^Missing closing .quote/, () => 'The quote that opens here is not closed'],
  [/^Missing directives-end/, () => 'A line of directives is followed by a line ---'],
  [/^Comments must be separated/, () => 'A blank is missing before the # of the comment'],
  [/^Plain value cannot start with/, (sign) => `A text that begins with ${sign} needs quotes`],
  [/^Tags and anchors must be separated/, () => 'A blank is missing behind the anchor or the tag'],
  [/^Block scalar header/, () => 'A text behind | or > begins on the line below'],
  [/^Block collection cannot start/, () => 'What stands behind --- begins on the line below'],
  [/^Missing newline/, () => 'What stands here begins on the line below'],
  [/^Sequence item without/, () => 'An item of a list begins with a dash'],
  [/must end with an? (\S)/, (_sign, match) => `A "${match[1] ?? ''}" is missing, which closes the bracket`],
  [/^Unresolved tag: (.*)/, (_sign, match) => `The tag ${match[1] ?? ''} is not known`],
];

/** What the parser reports, in at most 100 characters; `at` is the text from where it stopped. */
export function inWords({ code, message }: YAMLParseError, at: string): string {
  const known = byCode[code];
  if (known !== undefined) return known;
  const plain = message.replace(/\s+/g, ' ').trim();
  for (const [pattern, say] of byMessage) {
    const match = pattern.exec(plain);
    if (match !== null) return shortened(say(signOf(at), match), longestMessage);
  }
  return shortened(plain, longestMessage);
}

/** The word or the sign at which a text begins. */
function signOf(at: string): string {
  const word = /^(?:"[^"\\\n]*"|[\p{L}\p{N}_][\p{L}\p{N}_.-]*|\P{C})/u.exec(at.slice(0, 60))?.[0];
  if (word === undefined) return 'The sign';
  const shown = shortened(word, 30);
  return word.startsWith('"') && word.length > 1 ? shown : `"${shown}"`;
}
