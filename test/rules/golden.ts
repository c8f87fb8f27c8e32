// The golden agreements as one workspace: each is judged with the suppliers beside it, as in the editor.
// It must never hide a file from another one: what an agreement names has to be found.

import { readdirSync, readFileSync } from 'node:fs';
import { open, type SlaFile } from '../../server/src/core/model/file';
import { defaultSettings, type Project } from '../../server/src/core/project';
import type { Finding } from '../../server/src/core/rules/rule';
import { runRules } from '../../server/src/core/rules/run';
import { uriKey } from '../../server/src/core/text/uri';

const root = 'file:///w';

/** The golden agreements, as paths below `examples` without their ending. */
export const goldenPaths: readonly string[] = ['', 'suppliers/'].flatMap((folder) =>
  readdirSync(`examples/${folder}`)
    .filter((name) => name.endsWith('.sla.yaml'))
    .map((name) => folder + name.replace('.sla.yaml', '')),
);

const uriOf = (path: string): string => `${root}/examples/${path}.sla.yaml`;

export function goldenText(path: string): string {
  return readFileSync(`examples/${path}.sla.yaml`, 'utf8');
}

const files: readonly SlaFile[] = goldenPaths.map((path) =>
  open({ uri: uriOf(path), version: 1, text: goldenText(path) }),
);

/** What is found in a text that stands in the place of a golden agreement. */
export function goldenFindings(path: string, text: string): readonly Finding[] {
  const file = open({ uri: uriOf(path), version: 2, text });
  const all = files.map((each) => (each.snapshot.uri === file.snapshot.uri ? file : each));
  const project: Project = {
    files: new Map(all.map((each) => [each.snapshot.uri, each])),
    settings: defaultSettings,
    facts: {
      today: '2026-11-25',
      theme: 'dark',
      roots: [root],
      connections: ['metrics', 'prometheus'].map((name) => ({ name, kind: 'prometheus' })),
      agreements: new Set(all.map(({ snapshot: { uri } }) => uriKey(uri))),
    },
    data: new Map(),
  };
  return runRules(project, file);
}
