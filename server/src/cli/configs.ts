// The configuration of each root that a check touches, read once for all of its agreements.
// A configuration that cannot be read as a whole stops the check: rules that somebody has set must not be lost in silence.

import { join, relative } from 'node:path';
import { configName, noConfig, readConfig, type Config } from '../core/config';
import { rules } from '../core/rules/index';
import { lineTable, positionAt } from '../core/text/lines';
import { configText } from '../files/config';
import { CannotRun } from './cannot-run';

/** Gives the configuration of a root, an absolute folder. Throws `CannotRun` with one line for each mistake in it. */
export function configReader(currentFolder: string): (root: string) => Config {
  const known = new Map<string, Config>();
  return (root) => {
    let config = known.get(root);
    if (config === undefined) known.set(root, (config = readIn(root, currentFolder)));
    return config;
  };
}

function readIn(root: string, currentFolder: string): Config {
  const found = configText(root, configName);
  if (found === undefined) return noConfig;
  const name = relative(currentFolder, join(root, configName));
  if ('reason' in found) throw new CannotRun(`${name}: ${found.reason}`);
  const { config, problems } = readConfig(
    found.text,
    rules.map(({ id }) => id),
  );
  if (problems.length === 0) return config;
  const lines = lineTable(found.text);
  const told = problems.map(({ span, message }) => {
    const { line, character } = positionAt(lines, span.start);
    return `${name}:${line + 1}:${character + 1}: ${message}`;
  });
  throw new CannotRun(told.join('\n'));
}
