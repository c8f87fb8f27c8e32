// Texts that try to be more than text where they are shown: commands to terminals and runners, links, markup, cells, ends of strings.
// It must never hold fewer than 300 of them, and each is another try, not the same one with another number.

const escape = '\u001b';

/** Commands to terminals: colours, titles, links, the clipboard, moving the cursor, and their forms of one byte. */
const terminal = [
  ...['[31mred', '[2J', '[1A[2K', '[H', '[?25l', '[?1049h', '[6n', '[21t', '[5i', '[4i', '[0K', '[38;2;1;2;3m', '[8m'],
  ...[
    ']0;title\u0007',
    ']2;title\u001b\\',
    ']8;;https://evil.example\u0007link\u001b]8;;\u0007',
    ']52;c;ZXZpbA==\u0007',
  ],
  ...[
    ']1337;File=inline=1:AAAA\u0007',
    ']9;notify\u0007',
    ']777;notify;a;b\u0007',
    ']4;1;?\u0007',
    ']10;?\u0007',
    ']104\u0007',
  ],
  ...[
    'P+q544e\u001b\\',
    'Pq#0;2;0;0;0\u001b\\',
    '_Gi=1\u001b\\',
    '^private\u001b\\',
    'Xstring\u001b\\',
    'c',
    '7',
    '8',
    '=',
    '>',
  ],
  ...['(0', ')0', '#8', 'D', 'E', 'H', 'M', 'N', 'O', 'Z', '%G', ' F'],
].map((sequence) => `a${escape}${sequence}b`);

const controls = [
  ...Array.from({ length: 32 }, (_, code) => code).filter((code) => code !== 10),
  ...Array.from({ length: 33 }, (_, at) => 127 + at),
].map((code) => `a${String.fromCharCode(code)}b`);

/** What reorders or hides text. */
const hidden = [
  ...[
    '\u202a',
    '\u202b',
    '\u202c',
    '\u202d',
    '\u202e',
    '\u2066',
    '\u2067',
    '\u2068',
    '\u2069',
    '\u200e',
    '\u200f',
    '\u061c',
  ],
  ...[
    '\u200b',
    '\u200c',
    '\u200d',
    '\u2060',
    '\u2061',
    '\u2062',
    '\u2063',
    '\u2064',
    '\ufeff',
    '\u00ad',
    '\u2028',
    '\u2029',
  ],
  ...['\u{e0001}', '\u{e0041}', '\u{e007f}', '\ufff9', '\ufffa', '\ufffb', '\ufffe', '\uffff', '\u206a', '\u206f'],
].map((sign) => `met${sign}ton`);

/** What runners of workflows take as a command, at the beginning of a line or within it. */
const commands = [
  ...[
    '::set-env name=A::b',
    '::add-mask::met',
    '::stop-commands::x',
    '::error file=a::b',
    '::warning::b',
    '::notice::b',
  ],
  ...[
    '::set-output name=a::b',
    '::save-state name=a::b',
    '::add-path::/tmp',
    '::debug::b',
    '::group::b',
    '::endgroup::',
  ],
  ...['::add-matcher::/tmp/m.json', '::remove-matcher owner=a::', '::echo::on', '::x::'],
  ...['##[set-env name=A]b', '##[error]b', '##[group]b', '##[command]b', '##[add-mask]b', '##[debug]b', '##[section]b'],
  ...[
    '##vso[task.setvariable variable=A]b',
    '##vso[task.uploadfile]/etc/passwd',
    '##vso[task.complete result=Succeeded;]x',
  ],
  ...['##vso[build.addbuildtag]x', '##vso[task.prependpath]/tmp', '##vso[artifact.upload]x'],
  ...["##teamcity[message text='x']", "##teamcity[setParameter name='a' value='b']", "##teamcity[testFailed name='x']"],
  ...['section_start:1:x\r\u001b[0Kx', 'section_end:1:x\r\u001b[0K', '[ERROR] x', '[Pipeline] sh'],
];
const commandsInside = commands.flatMap((command) => [
  command,
  `a\n${command}`,
  `a\r${command}`,
  `a\r\n ${command}`,
  `%0A${command}`,
  `a\u2028${command}`,
]);

/** Links, pictures, mentions and markup of Markdown and HTML. */
const markup = [
  ...[
    '[a](https://evil.example)',
    '![a](https://evil.example/a.png)',
    '<https://evil.example>',
    '[a]: https://evil.example',
  ],
  ...[
    '[a](command:workbench.action.terminal.new)',
    '[a](javascript:alert(1))',
    '[a](file:///etc/passwd)',
    '[a](data:text/html,x)',
  ],
  ...[
    'https://evil.example/x',
    'www.evil.example',
    'evil@evil.example',
    '@octocat',
    '@org/team',
    '#1',
    'GH-1',
    'a/b#1',
  ],
  ...[
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg onload=alert(1)>',
    '<iframe src=//evil.example>',
  ],
  ...[
    '<a href="https://evil.example">a</a>',
    '<details open ontoggle=alert(1)>',
    '<!--',
    '-->',
    '<![CDATA[x]]>',
    ']]>',
  ],
  ...[
    '&lt;script&gt;',
    '&#60;b&#62;',
    '&amp;lt;',
    '</title><script>',
    '"><b>',
    "'><b>",
    '</failure><testcase name="ok"/>',
  ],
  ...[
    '`a`',
    '``a',
    '```',
    '~~~',
    '| a | b |',
    'a | b',
    '|---|',
    '\\|',
    '\\`',
    '**a**',
    '__a__',
    '~~a~~',
    '$a$',
    '$$a$$',
  ],
  ...[
    '# a',
    '- a',
    '1. a',
    '> a',
    '    code',
    '---',
    '===',
    '\ta',
    '[x] done',
    '[^1]',
    ':smile:',
    '$(trash)',
    '$(sync~spin)',
  ],
  ...[
    '{{ x }}',
    '${{ secrets.TOKEN }}',
    '${env.HOME}',
    '%PATH%',
    '$(id)',
    '`id`',
    '; rm -rf /',
    '&& id',
    '| id',
    '\\u{1b}[31m',
  ],
  ...['=1+1', '+1', '-1', '@SUM(A1)', '=HYPERLINK("https://evil.example")', "=cmd|' /C calc'!A0", '\u0009=1'],
  ...['"', "'", '\\', '\\"', '\\n', '","severity":"none', '"}]}', '\u0000', '\ud800', '\udc00x', 'a'.repeat(5_000)],
  ...['ａ', 'аbc', 'ⅿet', 'm\u0301et', '𝐦𝐞𝐭', '\u3164', '\u115f', '\u2800', '\u180e', 'İ', 'ﬁ', '\ufe0f'],
];

/** All of them, each once. */
export const injections: readonly string[] = [
  ...new Set([...terminal, ...controls, ...hidden, ...commandsInside, ...markup]),
];
