// Reads the texts that agreements had in a commit, by the `git` of the machine.
// It must never let a repository run anything: no hook, no filter, no monitor, no program of another kind (security.md, T25).

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { devNull } from 'node:os';
import { delimiter, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { decodeAgreement, isAgreementName, realPath, type AgreementText } from './agreements';
import { GitProblem, repositoryAround, type Repository } from './repository';

/** No agreement is longer than this. */
const maximumBytes = 6_000_000;
/** The list of all files of a commit: about two million of them. */
const maximumListBytes = 256_000_000;
const timeLimitMs = 20_000;
/** As many as are looked for on disk. */
const maximumFiles = 20_000;

export type BaseText =
  | { readonly kind: 'text'; readonly text: string }
  /** The commit has no such file: the agreement is new. */
  | { readonly kind: 'new' }
  | { readonly kind: 'failed'; readonly reason: string };

/** Settings of a repository by which git would run something else, or look somewhere else. */
const harmless = [
  ...['core.fsmonitor=false', `core.hooksPath=${devNull}`, 'core.pager=cat', 'core.sshCommand=false', 'core.askPass='],
  ...[
    'core.gitProxy=',
    'core.alternateRefsCommand=',
    'core.editor=false',
    'sequence.editor=false',
    'gpg.program=false',
  ],
  ...['diff.external=', 'credential.helper=', `core.attributesFile=${devNull}`, 'log.showSignature=false'],
  // A setting for one protocol would win over the one for all; what is allowed by the environment wins over both.
  ...['protocol.allow=never', 'uploadpack.packObjectsHook=', 'safe.bareRepository=explicit'],
].flatMap((setting) => ['-c', setting]);

/** Nothing of the environment reaches git but what it needs to start and to know its user. */
function environment(top: string): NodeJS.ProcessEnv {
  const { PATH = '', HOME, USERPROFILE, SystemRoot } = process.env;
  return {
    // A relative entry would be looked for in the folder of whoever wrote the repository.
    PATH: PATH.split(delimiter).filter(isAbsolute).join(delimiter),
    ...{ HOME, USERPROFILE, SystemRoot },
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_ATTR_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_NO_LAZY_FETCH: '1',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_GRAFT_FILE: devNull,
    GIT_CEILING_DIRECTORIES: dirname(top),
    LC_ALL: 'C',
  };
}

function git(top: string, args: readonly string[], most = maximumBytes): Buffer {
  const options = ['-C', top, ...harmless, '--no-optional-locks', '--no-pager', '--no-replace-objects'];
  return execFileSync('git', [...options, ...args], {
    // Where programs are looked for in the current folder first, that folder is not one of the repository.
    cwd: dirname(process.execPath),
    maxBuffer: most,
    timeout: timeLimitMs,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(top),
  });
}

/** What git answers, for questions that a commit is named in. Throws `GitProblem`. */
function asked({ top }: Repository, ref: string, args: readonly string[], most?: number): Buffer {
  try {
    return git(top, args, most);
  } catch (error) {
    throw new GitProblem(reasonOf(error, ref));
  }
}

const opened = new Map<string, Repository>();

/**
 * The repository around a file or folder, held against the one that git itself finds there. Throws `GitProblem` where there is none,
 * where git refuses it, or where git would take another one, such as a bare one that lies among the files.
 */
export function openRepository(path: string): Repository {
  const found = repositoryAround(path);
  const known = opened.get(found.top);
  if (known?.gitFolder === found.gitFolder) return known;
  const own = asked(found, 'HEAD', ['rev-parse', '--absolute-git-dir'])
    .toString()
    .replace(/\r?\n$/, '');
  if (realPath(own) !== realPath(found.gitFolder))
    throw new GitProblem('git takes another repository than the one of the folder');
  opened.set(found.top, found);
  return found;
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

/**
 * The hash of the commit that a text names. With three dots behind it, as in `main...`, the commit from which HEAD and that one went
 * apart. The name is checked before git sees it. Throws `GitProblem`.
 */
export function commitOf(repository: Repository, ref: string): string {
  const isFork = ref.endsWith('...');
  const name = isFork ? ref.slice(0, -3) : ref;
  if (!isCommitName(name)) throw new GitProblem(`"${ref.slice(0, 60)}" names no commit`);
  const named = (each: string): string => {
    const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${each}^{commit}`];
    const hash = withDepth(repository, () => asked(repository, each, args).toString().trim());
    if (!/^[0-9a-f]{40,64}$/.test(hash)) throw new GitProblem(`"${each}" names no commit`);
    return hash;
  };
  const commit = named(name);
  return isFork ? forkOf(repository, name, commit, named('HEAD')) : commit;
}

function forkOf(repository: Repository, name: string, commit: string, head: string): string {
  return withDepth(repository, () => {
    try {
      const hash = git(repository.top, ['merge-base', commit, head]).toString().trim();
      if (/^[0-9a-f]{40,64}$/.test(hash)) return hash;
    } catch (error) {
      if ((error as { status?: number }).status !== 1) throw new GitProblem(reasonOf(error, name));
    }
    throw new GitProblem(`"${name}" and HEAD have no commit in common`);
  });
}

/** Says of what is lacking whether that may be because the clone is a shallow one. */
function withDepth<T>({ top }: Repository, ask: () => T): T {
  try {
    return ask();
  } catch (error) {
    if (!(error instanceof GitProblem) || !/names no commit|in common/.test(error.message)) throw error;
    throw new GitProblem(isShallow(top) ? `${error.message}; ${shallowHint}` : error.message);
  }
}

const shallowHint =
  'this clone holds only a part of the history (fetch all of it: fetch-depth: 0, or git fetch --unshallow)';

function isShallow(top: string): boolean {
  try {
    return git(top, ['rev-parse', '--is-shallow-repository']).toString().trim() === 'true';
  } catch {
    return false;
  }
}

/** The agreements of a commit, as paths from the top of the work tree with slashes, each with the hash of its text. Throws `GitProblem`. */
export function agreementsAt(repository: Repository, commit: string): ReadonlyMap<string, string> {
  const listed = asked(repository, commit, ['ls-tree', '-r', '-z', '--full-tree', commit], maximumListBytes);
  const found = new Map<string, string>();
  for (const line of listed.toString().split('\0')) {
    const [, hash, path] = /^100(?:644|755) blob ([0-9a-f]{40,64})\t([^]*)$/.exec(line) ?? [];
    if (hash === undefined || path === undefined || !isAgreementName(path)) continue;
    if (found.size >= maximumFiles) break;
    found.set(path, hash);
  }
  return found;
}

/** The text behind a hash that `agreementsAt` gave, as it is stored: no filter and no conversion is asked. */
export function storedAgreement(repository: Repository, hash: string): AgreementText {
  try {
    return decodeAgreement(asked(repository, hash, ['cat-file', 'blob', hash]));
  } catch (error) {
    if (!(error instanceof GitProblem)) throw error;
    return { ok: false, message: error.message, garbled: undefined };
  }
}

/** Whether bytes are those that git keeps under a hash. */
export function isStoredAs(bytes: Buffer, hash: string): boolean {
  const digest = createHash(hash.length === 40 ? 'sha1' : 'sha256');
  return digest.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === hash;
}

/** A path as commits name it: from the top of the work tree, with slashes. */
export function pathInside({ top }: Repository, path: string): string {
  return relative(top, path).split(sep).join('/');
}

/** The path on disk of a path as commits name it. */
export function pathOnDisk({ top }: Repository, inner: string): string {
  return join(top, ...inner.split('/'));
}

/** The text of a file as it stood in a commit, whose name is checked first; `path` is absolute. */
export function baseText(path: string, ref: string): BaseText {
  try {
    const real = realPath(path);
    const name = ref.replace(/\.\.\.$/, '');
    if (!isCommitName(name)) throw new GitProblem(`"${ref.slice(0, 60)}" names no commit`);
    const repository = openRepository(real);
    const commit = commitOf(repository, ref);
    const inner = pathInside(repository, real);
    const listed = asked(repository, ref, ['ls-tree', '-z', '--full-tree', commit, '--', inner]).toString();
    const entry = /^100(?:644|755) blob ([0-9a-f]{40,64})\t/.exec(listed);
    if (entry?.[1] === undefined) return { kind: 'new' };
    const stored = storedAgreement(repository, entry[1]);
    return stored.ok ? { kind: 'text', text: stored.text } : { kind: 'failed', reason: stored.message };
  } catch (error) {
    if (error instanceof GitProblem) return { kind: 'failed', reason: error.message };
    throw error;
  }
}

function reasonOf(error: unknown, ref: string): string {
  const { code, stderr, status } = error as NodeJS.ErrnoException & { stderr?: Buffer; status?: number };
  if (code === 'ENOENT') return 'git is not installed';
  if (code === 'ETIMEDOUT') return 'git gave no answer in time';
  if (code === 'ENOBUFS') return 'the file is too long there';
  const said = stderr?.toString() ?? '';
  if (/cannot use bare repository|not a git repository/.test(said)) return 'it lies in no git repository';
  if (/dubious ownership/.test(said)) return 'git refuses the repository, which belongs to somebody else';
  return status === 1 || /unknown revision|bad revision|Needed a single/.test(said)
    ? `"${ref}" names no commit`
    : `git failed: ${said.split('\n')[0]?.slice(0, 120) ?? ''}`;
}
