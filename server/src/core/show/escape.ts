// Makes text of files harmless, one function for each place where it may be shown.
// Nothing from a file, a data file or a path may reach a sink without passing through the function of that sink.

/** Control characters (but not the line feed), bidirectional controls and zero-width characters, which hide or reorder text, and what is no character, which XML forbids. */
const invisible =
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff]|[\u{e0000}-\u{e007f}]/gu;

function codePoint(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
}

/** For terminals and logs: control characters are shown as `\u{1b}`, line feeds as well, so that one text stays on one line. */
export function forTerminal(text: string): string {
  return text.replace(invisible, codePoint).replaceAll('\n', '\\n');
}

/** For Markdown that an editor renders without trust: every character with a meaning is escaped, and no link or picture can form. */
export function forMarkdown(text: string): string {
  return text
    .replace(invisible, codePoint)
    .replace(/[\\`*_{}[\]()#+\-.!|<>~$&:@/]/g, (character) =>
      character === '&' ? '&amp;' : character === '<' ? '&lt;' : `\\${character}`,
    )
    .replaceAll('\n', ' ');
}

/** For a Markdown code span: the fence is longer than any run of backticks inside. */
export function forCode(text: string): string {
  const clean = text.replace(invisible, codePoint).replaceAll('\n', ' ');
  const longest = [...clean.matchAll(/`+/g)].reduce((most, run) => Math.max(most, run[0].length), 0);
  const fence = '`'.repeat(longest + 1);
  return longest === 0 ? `${fence}${clean}${fence}` : `${fence} ${clean} ${fence}`;
}

/** For XML text and attributes (SVG, HTML). */
export function forXml(text: string): string {
  return text
    .replace(invisible, codePoint)
    .replace(/[\ud800-\udfff](?![\udc00-\udfff])/g, '\ufffd')
    .replace(/[<>&"']/g, (character) => `&#${character.charCodeAt(0)};`);
}

/** For problem messages, lenses and hints, which are plain text on one line. */
export function forLine(text: string): string {
  return text.replace(invisible, codePoint).replaceAll('\n', ' ');
}

/** For labels and descriptions in lists of an editor, which are plain text on one line, but in which `$(name)` is an icon. */
export function forLabel(text: string): string {
  return forLine(text).replaceAll('$(', '$ (');
}

/** For the text of JSON: what hides or reorders text, and what runners of workflows look for, is written as an escape of JSON, which says the same. */
export function forJson(json: string): string {
  return json
    .replace(invisible, (character) =>
      [...Array(character.length).keys()]
        .map((at) => `\\u${character.charCodeAt(at).toString(16).padStart(4, '0')}`)
        .join(''),
    )
    .replace(/##(?=\w*\[)/g, '\\u0023#');
}

/**
 * For a whole report on its way to a log: no line begins with `::` or `##`, and none holds `##[`, `##vso[` or `##teamcity[`,
 * which runners of workflows take as commands (security.md, T23). Colours before them count as blanks.
 */
export function forLog(report: string): string {
  return report
    .replace(
      /^((?:\s|\u001b\[\d+m)*)(::|##)/gm,
      (_, before: string, sign: string) => before + codePoint(sign) + sign.slice(1),
    )
    .replace(/##(?=\w*\[)/g, '\\u{23}#');
}

/** For the message of a workflow command: what it is made of cannot end it or begin another (security.md, T23). */
export function forWorkflowData(text: string): string {
  return forLine(text).replaceAll('%', '%25').replaceAll('##', '\\u{23}#');
}

/** For a property of a workflow command, where colons and commas have a meaning as well. */
export function forWorkflowProperty(text: string): string {
  return forWorkflowData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

/**
 * For Markdown pages that a forge renders, inside a line: what has a meaning is escaped, and neither people nor issues nor addresses are
 * linked, which forges find in plain text. Comments of HTML stand between the signs of those, and are shown nowhere.
 */
export function forPage(text: string): string {
  const nothing = '<!-- -->';
  return forLine(text)
    .replace(/[\\`*_{}[\]<>~$|&!]/g, (sign) => (sign === '&' ? '&amp;' : sign === '<' ? '&lt;' : `\\${sign}`))
    .replace(/[@#](?=[\w/])|:(?=\/)|(?<=\bwww)\.|(?<=\bGH)-(?=\d)/gi, (sign) => sign + nothing);
}

/** For a cell of a table on such a page. */
export function forPageCode(text: string): string {
  return forCode(text).replaceAll('|', '\\|');
}

/** What a spreadsheet takes for the beginning of a formula, in full width as well. */
const formula = /^[ \u00a0\u3000]*[=+\-@\uff1d\uff0b\uff0d\uff20\ufe62\ufe63\ufe66\ufe6b]/;
const plainNumber = /^ *[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)? *$/;

/**
 * For a cell of CSV (RFC 4180): what a spreadsheet would take for a formula gets an apostrophe before it, at the beginning of the cell and
 * behind every sign at which some program may cut it; plain numbers stay. Line feeds become blanks, other control characters visible.
 */
export function forCsv(text: string): string {
  const shown = forLine(text);
  const pieces = shown.split(/([,;|])/);
  const guarded = pieces.map((piece, at) =>
    at % 2 === 0 && formula.test(piece) && !plainNumber.test(at === 0 ? shown : piece) ? `'${piece}` : piece,
  );
  const cell = `${/^[\t\r]/.test(text) ? "'" : ''}${guarded.join('')}`;
  return /[",;|]|^[\s:#]|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}
