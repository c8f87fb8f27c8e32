// What a repository is made of that tries to have something run by whoever asks git about it.
// It must never do more than leave a mark.

import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Trap {
  readonly folder: string;
  /** A program that leaves the mark. */
  readonly program: string;
  /** The file that tells that something ran. */
  readonly mark: string;
  /** An empty folder outside of the repository. */
  readonly outside: string;
}

export interface HostileCase {
  readonly name: string;
  readonly set: (trap: Trap) => void;
  /** What of the environment belongs to the try. */
  readonly environment?: (trap: Trap) => Readonly<Record<string, string>>;
  /** Arguments with which plain git is caught; undefined where no harmless command of this machine is. */
  readonly springs?: readonly string[];
  readonly input?: string;
  /** What is said where the repository is refused; undefined where the answer is that of the repository without the try. */
  readonly refused?: RegExp;
}

/** Git without anything of the machine. */
export function plainGit(
  folder: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
  input = '',
): string {
  const env = {
    PATH: process.env['PATH'],
    HOME: join(folder, '..'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    ...{
      GIT_AUTHOR_NAME: 'A',
      GIT_AUTHOR_EMAIL: 'a@a.example',
      GIT_COMMITTER_NAME: 'A',
      GIT_COMMITTER_EMAIL: 'a@a.example',
    },
    ...more,
  };
  return execFileSync('git', args, {
    cwd: folder,
    encoding: 'utf8',
    env,
    input,
    stdio: 'pipe',
    timeout: 20_000,
  }).trim();
}

/** Sets values in the file of settings of a repository, or in another. */
export function set(
  folder: string,
  values: Readonly<Record<string, string>>,
  file = join(folder, '.git/config'),
): void {
  for (const [key, value] of Object.entries(values)) plainGit(folder, ['config', '--file', file, key, value]);
}

/** A try by settings alone. */
export const setting =
  (values: (trap: Trap) => Readonly<Record<string, string>>) =>
  (trap: Trap): void =>
    set(trap.folder, values(trap));

/** Settings that matter for files with an attribute. */
export const driver =
  (attribute: string, values: (trap: Trap) => Readonly<Record<string, string>>) =>
  (trap: Trap): void => {
    writeFileSync(join(trap.folder, '.gitattributes'), `*.sla.yaml ${attribute}\n`);
    set(trap.folder, values(trap));
  };
