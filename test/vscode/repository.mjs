// A small Git repository in the workspace of a run, whose history is written step by step, the same on every machine.
// It must never read the configuration of git of the person who runs the tests, nor reach any other machine.

import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const IDENTITY = ['user.name=A', 'user.email=a@a.example', 'commit.gpgsign=false', 'core.hooksPath=/dev/null'];

/** What a test does to the repository of a folder. */
export function repository(folder) {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' };
  const git = (...args) =>
    execFileSync('git', [...IDENTITY.flatMap((each) => ['-c', each]), ...args], { cwd: folder, env, encoding: 'utf8' });
  const write = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  return {
    git,
    write,
    /** Makes the folder a repository with all that is in it as the first commit. */
    init: () => {
      git('init', '-q', '-b', 'main');
      git('add', '.');
      git('commit', '-q', '-m', 'First');
    },
    commit: (message) => {
      git('add', '-A');
      git('commit', '-q', '-m', message);
    },
  };
}
