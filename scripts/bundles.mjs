// What is bundled for dist/, as options of esbuild: extension, preview, server, engine, command line, and libraries that few agreements need.
// It must never put one bundle into another; the notices of third parties are made from the same list.
import { existsSync, readFileSync } from 'node:fs';

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));

/** Libraries that few agreements need, each a bundle of its own that the engine loads where a plan asks for it. */
const lazy = { 'date-holidays': 'holidays', pg: 'postgresql' };

const loadedLazily = {
  name: 'loaded-lazily',
  setup(build) {
    const names = new RegExp(`^(?:${Object.keys(lazy).join('|')})$`);
    build.onResolve({ filter: names }, ({ path }) => ({ path: `./${lazy[path]}.js`, external: true }));
  },
};

/**
 * The parser of YAML asks the environment before every sign whether it is to log it. To ask takes a quarter of the time of all
 * parsing, so it is given an environment in which nothing stands.
 */
export const yamlWithoutEnvironment = {
  name: 'yaml-without-environment',
  setup(build) {
    const isYaml = /[\\/]node_modules[\\/]yaml[\\/]/;
    const namespace = 'no-environment';
    build.onResolve({ filter: /^process$/ }, ({ path, importer }) =>
      isYaml.test(importer) ? { path, namespace } : undefined,
    );
    const contents = 'exports.env = {}; exports.emitWarning = (warning) => process.emitWarning(warning);';
    build.onLoad({ filter: /^process$/, namespace }, () => ({ contents }));
  },
};

/** The examples of rules are documentation; the server shows none of them, and every start would read them. */
const withoutExamples = {
  name: 'without-examples',
  setup(build) {
    build.onLoad({ filter: /[\\/]core[\\/]rules[\\/][a-z]+[\\/][a-z0-9-]+\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      return { contents: text.replace(/\n  (bad|good|fixed): `(?:[^`\\]|\\[^])*`,/g, "\n  $1: '',"), loader: 'ts' };
    });
  },
};

const entries = [
  { entryPoints: ['client/src/extension.ts'], outfile: 'dist/extension.js', external: ['vscode'] },
  {
    // Runs in the page of the preview; what it imports of styles becomes dist/webview.css.
    entryPoints: ['client/src/webview/main.ts'],
    outfile: 'dist/webview.js',
    platform: 'browser',
    target: 'chrome122',
    format: 'iife',
    mainFields: ['module', 'main'],
  },
  {
    entryPoints: ['server/src/node.ts'],
    outfile: 'dist/server.js',
    plugins: [yamlWithoutEnvironment, withoutExamples],
  },
  { entryPoints: ['server/src/engine.ts'], outfile: 'dist/engine.js', plugins: [loadedLazily] },
  {
    entryPoints: ['server/src/cli.ts'],
    outfile: 'dist/cli.js',
    plugins: [yamlWithoutEnvironment],
    banner: { js: '#!/usr/bin/env node' },
  },
  ...Object.entries(lazy).map(([name, file]) => ({
    stdin: { contents: `module.exports = require('${name}');`, resolveDir: '.' },
    outfile: `dist/${file}.js`,
    // An addition to pg that is written in C, which it does without.
    external: ['pg-native'],
  })),
];

/** The options of every bundle whose source is there. `yaml` must come from its CommonJS build, its module build fails when bundled. */
export function bundles(development = false) {
  const common = {
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    minify: !development,
    keepNames: false,
    sourcemap: development ? 'linked' : false,
    logLevel: 'warning',
    legalComments: 'none',
    mainFields: ['main', 'module'],
    define: { SLA_VERSION: JSON.stringify(version) },
  };
  return entries
    .filter(({ entryPoints }) => entryPoints === undefined || existsSync(entryPoints[0]))
    .map((entry) => ({ ...common, ...entry }));
}
