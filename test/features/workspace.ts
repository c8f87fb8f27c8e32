// A workspace in memory for the tests of features: texts by address, and the examples under the addresses they would have.
// It must hold nothing that a test asserts.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { open } from '../../server/src/core/model/file';
import { defaultSettings, type Project } from '../../server/src/core/project';

/** The texts of all examples by address. */
export function exampleTexts(): ReadonlyMap<string, string> {
  const paths = readdirSync('examples', { recursive: true, encoding: 'utf8' }).filter((path) =>
    path.endsWith('.sla.yaml'),
  );
  return new Map(
    paths.sort().map((path) => [`file:///w/examples/${path}`, readFileSync(join('examples', path), 'utf8')]),
  );
}

/** A project whose files have some texts, with no data and the root `file:///w`; files that have not changed are taken over. */
export function projectOf(texts: ReadonlyMap<string, string>, before?: Project): Project {
  return {
    files: new Map(
      [...texts].map(([uri, text]) => {
        const known = before?.files.get(uri);
        return [uri, known?.snapshot.text === text ? known : open({ uri, version: 1, text })];
      }),
    ),
    settings: defaultSettings,
    facts: { today: '2026-11-05', theme: 'dark', roots: ['file:///w'] },
    data: new Map(),
  };
}
