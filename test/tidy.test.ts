// Keeps the house in order: who may import whom, how long a file may be, what may be shipped.
// It must never need a change when a file is added to a room, only when a room or a fence is.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join, normalize } from 'node:path';
import { describe, test } from 'node:test';
import * as ts from 'typescript';

/**
 * The one table of who may import whom. A room is a path prefix below the sources; the longest prefix that fits counts.
 * `may` lists rooms (and single files) whose values may be imported, `types` those of which types alone may be.
 */
const CORE_FROM_LEFT_TO_RIGHT = [
  'core/text',
  'core/syntax',
  'core/scalars',
  'core/time',
  'core/vocabulary',
  'core/schema',
  'core/model',
  'core/compliance',
  'core/show',
  'core/project',
  'core/project-paths',
  'core/config',
  'core/diff',
  'core/rules',
  'core/features',
  'core/publish',
];

interface Room {
  readonly may: readonly string[];
  readonly types?: readonly string[];
}

const SHELL: Room = { may: ['core', 'files', 'engine/host'] };

const ROOMS: Readonly<Record<string, Room>> = {
  ...Object.fromEntries(
    CORE_FROM_LEFT_TO_RIGHT.map((room, at) => [room, { may: CORE_FROM_LEFT_TO_RIGHT.slice(0, at) }]),
  ),
  files: { may: ['core/text'], types: ['core'] },
  engine: {
    // A histogram is a part of what the engine sends back: how its cells are cut is written once. What weighs most on a value is found
    // where the records are, by the value without each.
    may: [
      'core/scalars',
      'core/time',
      'core/vocabulary',
      'core/compliance/exclusions',
      'core/compliance/histogram',
      'core/compliance/measure',
      'files/paths',
    ],
    types: ['core/text', 'core/compliance'],
  },
  lsp: SHELL,
  cli: SHELL,
  'entry:node': { may: ['lsp'] },
  'entry:engine': { may: ['engine'] },
  'entry:cli': { may: ['cli', 'lsp'] },
  // Names of branches and messages of commits never pass the server: the client makes them harmless by the same functions.
  client: { may: ['lsp/protocol', 'core/show/escape', 'client/webview/messages', 'client/webview/words'] },
  // What runs inside the preview has no editor and no server: it is told everything by message.
  'client/webview': { may: ['core/show/palettes'], types: ['lsp/protocol'] },
};

/** Packages and Node modules, and the only places that may import them; a package that is not named here is refused. */
const FENCES: Readonly<Record<string, readonly string[]>> = {
  yaml: ['core/syntax'],
  'temporal-polyfill': ['core/time'],
  'date-holidays': ['engine'],
  pg: ['engine/remote'],
  'node:dns': ['engine/remote'],
  'node:net': ['engine/remote'],
  'node:http': ['engine/remote'],
  'node:https': ['engine/remote'],
  'fastest-levenshtein': ['core'],
  picomatch: ['core', 'engine', 'files'],
  minizlib: ['engine/sources'],
  hyparquet: ['engine/sources'],
  'hyparquet-compressors': ['engine/sources'],
  'vscode-languageserver': ['lsp', 'entry:node', 'entry:cli'],
  'vscode-languageserver-protocol': ['lsp'],
  'vscode-languageserver-textdocument': ['lsp'],
  'vscode-languageserver-types': ['lsp'],
  vscode: ['client'],
  'vscode-languageclient': ['client'],
  '@vscode-elements/elements': ['client/webview'],
  uplot: ['client/webview'],
  'node:child_process': ['engine/host', 'files/git'],
  // It asks the engine of the language for one function of its own, and runs no other text.
  'node:vm': ['lsp/rest'],
};

/** Node modules that shells, files and engine may use; the core may use none. */
const NODE_MODULES = ['crypto', 'fs', 'fs/promises', 'os', 'path', 'process', 'readline', 'stream', 'stream/promises'];
NODE_MODULES.push(
  'url',
  'util',
  'v8',
  'worker_threads',
  'zlib',
  'buffer',
  'string_decoder',
  'events',
  'timers',
  'perf_hooks',
);
const NODE_ROOMS = ['engine', 'files', 'lsp', 'cli', 'entry:'];

const NETWORK = /^(?:node:)?(?:http|https|http2|net|tls|dgram|dns|undici|inspector)(?:\/|$)|^ws$|^axios$|^node-fetch$/;
const NETWORK_GLOBALS = ['fetch', 'XMLHttpRequest', 'WebSocket', 'EventSource'];

interface Source {
  readonly path: string;
  readonly text: string;
  readonly tree: ts.SourceFile;
}

interface Import {
  readonly from: string;
  readonly typesOnly: boolean;
}

const sources = [...filesBelow('server/src'), ...filesBelow('client/src')]
  .filter((path) => /\.(?:ts|js)$/.test(path) && !isGenerated(path))
  .map(read);

describe('imports', () => {
  test('every room imports only what the table allows', () => {
    assert.deepEqual(sources.flatMap(wrongImports), []);
  });

  test('nothing in server or client opens a connection, but the room of the engine that is there for it', () => {
    const others = sources.filter(({ path }) => !path.startsWith('server/src/engine/remote/'));
    const found = others.flatMap((source) => [
      ...imports(source.tree)
        .filter((one) => NETWORK.test(one.from))
        .map((one) => `${source.path}: ${one.from}`),
      ...identifiers(source.tree)
        .filter((name) => NETWORK_GLOBALS.includes(name))
        .map((name) => `${source.path}: ${name}`),
    ]);
    assert.deepEqual(found, []);
  });

  test('the client is thin', () => {
    const path = 'client/src/extension.ts';
    assert.ok(lines(readFileSync(path, 'utf8')) <= 150, `${path} has more than 150 lines`);
  });
});

describe('files', () => {
  const written = ['server/src', 'client/src', 'scripts', 'test']
    .flatMap(filesBelow)
    .filter((path) => /\.(?:ts|mjs|js)$/.test(path) && !path.includes('/fixtures/'));

  test('no file is longer than 400 lines', () => {
    const long = written.filter((path) => !isGenerated(path) && lines(readFileSync(path, 'utf8')) > 400);
    assert.deepEqual(long, []);
  });

  test('every file opens with a comment that says what it is for', () => {
    const silent = written.filter((path) => !/^(?:#!.*\n)?\s*(?:\/\/|\/\*)/.test(readFileSync(path, 'utf8')));
    assert.deepEqual(silent, []);
  });

  test('generated files say so', () => {
    const generated = written.filter(isGenerated);
    const unmarked = generated.filter((path) => !/generated/i.test(readFileSync(path, 'utf8').slice(0, 400)));
    assert.deepEqual(unmarked, []);
  });

  test('names are kebab-case', () => {
    const odd = written.filter(
      (path) => !/^[a-z0-9-]+(?:\.(?:test|generated|d))*\.(?:ts|mjs|js)$/.test(basename(path)),
    );
    assert.deepEqual(odd, []);
  });

  test('nothing is typed `any`, and no check is switched off', () => {
    const found = [...sources, ...written.filter((path) => path.startsWith('test/') && path.endsWith('.ts')).map(read)];
    const offences = found.flatMap(({ path, text, tree }) => {
      const marks = text.match(new RegExp('@ts-(?:ignore|nocheck)|eslint-' + 'disable', 'g')) ?? [];
      return [...marks, ...(hasAny(tree) ? ['any'] : [])].map((mark) => `${path}: ${mark}`);
    });
    assert.deepEqual(offences, []);
  });

  test('lock files record no download addresses', () => {
    for (const path of ['package-lock.json', 'test/vscode/host/package-lock.json'])
      assert.ok(!/"resolved": "https?:/.test(readFileSync(path, 'utf8')), path);
  });

  test('the read-me names the two commands that everything hangs on', () => {
    const text = readFileSync('README.md', 'utf8');
    for (const command of ['npm ci && npm run demo', 'npm ci && npm test']) assert.ok(text.includes(command), command);
  });
});

describe('manifest', () => {
  const manifest = readFileSync('package.json', 'utf8');
  const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Record<string, string>;
  const settings = allSettings();

  test('every text is there and every text is used', () => {
    const used = [...manifest.matchAll(/"%([^%"]+)%"/g)].map((match) => match[1] ?? '');
    assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
  });

  test('there are at most 40 settings, each with a description in Markdown', () => {
    assert.ok(settings.length <= 40);
    for (const [name, setting] of settings) assert.ok(setting.markdownDescription, name);
  });

  test('no setting names a program, an address or a path', () => {
    for (const [name, setting] of settings) {
      assert.doesNotMatch(name, /path|url|address|command|program|executable|host|argument/i);
      if (setting.type === 'string') assert.ok(setting.enum, `${name} takes any text`);
    }
  });
});

function wrongImports(source: Source): string[] {
  const room = roomOf(source.path);
  if (room === undefined) return [`${source.path}: stands in no room of the table`];
  return imports(source.tree).flatMap((one) => {
    const wrong = one.from.startsWith('.') ? wrongFile(source.path, room, one) : wrongPackage(source.path, one);
    return wrong ? [`${source.path} imports ${one.from}: ${wrong}`] : [];
  });
}

function wrongFile(path: string, room: string, one: Import): string | undefined {
  const target = place(normalize(join(dirname(path), one.from)));
  if (roomAt(target) === room) return undefined;
  const { may, types = [] } = ROOMS[room] ?? { may: [] };
  if (may.some((allowed) => inside(target, allowed))) return undefined;
  if (one.typesOnly && types.some((allowed) => inside(target, allowed))) return undefined;
  return types.some((allowed) => inside(target, allowed)) ? `${room} may import its types only` : `${room} may not`;
}

function wrongPackage(path: string, one: Import): string | undefined {
  const name = one.from.startsWith('@') ? one.from.split('/').slice(0, 2).join('/') : (one.from.split('/')[0] ?? '');
  const from = place(path);
  const fence = FENCES[name];
  // A fence around the client leaves out the page, which has a room of its own.
  const isOwn = (allowed: string): boolean =>
    inside(from, allowed) && !(allowed === 'client' && inside(from, 'client/webview'));
  if (fence) return fence.some(isOwn) ? undefined : `only ${fence.join(', ')} may`;
  if (!one.from.startsWith('node:')) return 'the package stands behind no fence';
  if (!NODE_MODULES.includes(one.from.slice('node:'.length))) return 'no source may use this module of Node';
  return NODE_ROOMS.some((allowed) => from.startsWith(allowed)) ? undefined : 'this room knows no Node';
}

/** A path as the table names it: below `server/src` without that prefix, the client's below `client`, entries as `entry:NAME`. */
function place(path: string): string {
  const bare = path.replace(/\.(?:ts|js)$/, '');
  if (bare.startsWith('client/')) return bare.replace(/^client\/src\//, 'client/');
  const inServer = bare.replace(/^server\/src\//, '');
  return inServer.includes('/') ? inServer : `entry:${inServer}`;
}

function roomOf(path: string): string | undefined {
  return roomAt(place(path));
}

function roomAt(here: string): string | undefined {
  return Object.keys(ROOMS)
    .filter((room) => inside(here, room))
    .sort((a, b) => b.length - a.length)[0];
}

function inside(path: string, room: string): boolean {
  return path === room || path.startsWith(`${room}/`);
}

function imports(tree: ts.SourceFile): Import[] {
  const found: Import[] = [];
  const add = (specifier: ts.Node | undefined, typesOnly: boolean): void => {
    if (specifier && ts.isStringLiteral(specifier)) found.push({ from: specifier.text, typesOnly });
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node)) add(node.moduleSpecifier, importsTypesOnly(node.importClause));
    if (ts.isExportDeclaration(node)) add(node.moduleSpecifier, node.isTypeOnly);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) add(node.argument.literal, true);
    if (ts.isCallExpression(node) && isLoader(node.expression)) add(node.arguments[0], false);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function importsTypesOnly(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false;
  if (clause.isTypeOnly) return true;
  const { name, namedBindings } = clause;
  if (name || !namedBindings || !ts.isNamedImports(namedBindings)) return false;
  return namedBindings.elements.length > 0 && namedBindings.elements.every((element) => element.isTypeOnly);
}

function isLoader(callee: ts.Expression): boolean {
  return callee.kind === ts.SyntaxKind.ImportKeyword || (ts.isIdentifier(callee) && callee.text === 'require');
}

function identifiers(tree: ts.SourceFile): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const isMember = node.parent && ts.isPropertyAccessExpression(node.parent) && node.parent.name === node;
    if (ts.isIdentifier(node) && !isMember) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return found;
}

function hasAny(tree: ts.SourceFile): boolean {
  const visit = (node: ts.Node): boolean =>
    node.kind === ts.SyntaxKind.AnyKeyword || (ts.forEachChild(node, (child) => visit(child) || undefined) ?? false);
  return visit(tree);
}

interface Setting {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly markdownDescription?: string;
}

function allSettings(): [string, Setting][] {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
    contributes: { configuration: { properties: Record<string, Setting> }[] };
  };
  return manifest.contributes.configuration.flatMap((group) => Object.entries(group.properties));
}

function read(path: string): Source {
  const text = readFileSync(path, 'utf8');
  return { path, text, tree: ts.createSourceFile(path, text, ts.ScriptTarget.ES2023, true) };
}

function filesBelow(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'node_modules' && entry.name !== '.output')
    .flatMap((entry) => (entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]))
    .sort();
}

function isGenerated(path: string): boolean {
  return /\.generated\./.test(path);
}

function lines(text: string): number {
  return text.split('\n').length - 1;
}
