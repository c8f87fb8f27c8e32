// Reads the text that a file had in a commit, by the `git` of the machine.
// It must never let a repository run anything: no hook, no filter, no monitor, no program of another kind (security.md, T25).

import { execFileSync } from 'node:child_process';
import { dirname, relative, sep } from 'node:path';
import { realPath } from './agreements';

/** No agreement is longer than this. */
const maximumBytes = 6_000_000;
const timeLimitMs = 20_000;

export type BaseText =
  | { readonly kind: 'text'; readonly text: string }
  /** The commit has no such file: the agreement is new. */
  | { readonly kind: 'new' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Settings of a repository by which git would run something else. */
const harmless = [
  ...['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'core.pager=cat', 'core.sshCommand=false', 'core.askPass='],
  ...[
    'diff.external=',
    'credential.helper=',
    'protocol.allow=never',
    'core.attributesFile=/dev/null',
    'log.showSignature=false',
  ],
].flatMap((setting) => ['-c', setting]);

function git(folder: string, args: readonly string[]): Buffer {
  return execFileSync('git', [...harmless, '--no-optional-locks', '--no-pager', '--no-replace-objects', ...args], {
    cwd: folder,
    maxBuffer: maximumBytes,
    timeout: timeLimitMs,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      SystemRoot: process.env['SystemRoot'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_TERMINAL_PROMPT: '0',
      GIT_NO_LAZY_FETCH: '1',
      GIT_OPTIONAL_LOCKS: '0',
      GIT_LITERAL_PATHSPECS: '1',
      LC_ALL: 'C',
    },
  });
}

/**
 * Whether a text may name a commit: a branch, a tag, a hash, with steps back such as `HEAD~2` or `main^`. Everything else that git
 * understands (options, ranges, searches, paths) is refused.
 */
export function isCommitName(ref: string): boolean {
  return (
    /^[A-Za-z0-9_@][\w./@-]{0,200}(?:[~^]\d{0,4}){0,8}$/.test(ref) && !/\.\.|\/\/|@\{|\.lock(?:\/|$)|\/$/.test(ref)
  );
}

/** The text of a file as it stood in a commit, whose name is checked first; `path` is absolute. */
export function baseText(path: string, ref: string): BaseText {
  if (!isCommitName(ref)) return { kind: 'failed', reason: `"${ref.slice(0, 60)}" names no commit` };
  const real = realPath(path);
  const folder = dirname(real);
  try {
    const top = git(folder, ['rev-parse', '--show-toplevel'])
      .toString()
      .replace(/\r?\n$/, '');
    const commit = git(folder, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
      .toString()
      .trim();
    if (!/^[0-9a-f]{40,64}$/.test(commit)) return { kind: 'failed', reason: `"${ref}" names no commit` };
    const inner = relative(realPath(top), real).split(sep).join('/');
    const listed = git(folder, ['ls-tree', '-z', '--full-tree', commit, '--', inner]).toString();
    const entry = /^100(?:644|755) blob ([0-9a-f]{40,64})\t/.exec(listed);
    if (entry?.[1] === undefined) return { kind: 'new' };
    // The object as it is stored: no filter and no conversion of text is asked.
    return { kind: 'text', text: git(folder, ['cat-file', 'blob', entry[1]]).toString('utf8') };
  } catch (error) {
    return { kind: 'failed', reason: reasonOf(error, ref) };
  }
}

function reasonOf(error: unknown, ref: string): string {
  const { code, stderr, status } = error as NodeJS.ErrnoException & { stderr?: Buffer; status?: number };
  if (code === 'ENOENT') return 'git is not installed';
  if (code === 'ETIMEDOUT') return 'git gave no answer in time';
  if (code === 'ENOBUFS') return 'the file is too long there';
  const said = stderr?.toString() ?? '';
  if (/not a git repository/.test(said)) return 'it lies in no git repository';
  if (/dubious ownership/.test(said)) return 'git refuses the repository, which belongs to somebody else';
  return status === 1 || /unknown revision|bad revision|Needed a single/.test(said)
    ? `"${ref}" names no commit`
    : `git failed: ${said.split('\n')[0]?.slice(0, 120) ?? ''}`;
}
