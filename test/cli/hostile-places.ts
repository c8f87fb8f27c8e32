// Remotes, places and environments by which git would run something or look somewhere else, one try each.
// It must never hold a try that would do more than leave a mark.

import { chmodSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainGit, set, setting, type HostileCase, type Trap } from '../kit/traps';

/** A stored text of the base that is not there, so that git would fetch it. */
function withoutText({ folder }: Trap): void {
  const hash = plainGit(folder, ['rev-parse', 'HEAD~1:a.sla.yaml']);
  rmSync(join(folder, '.git/objects', hash.slice(0, 2), hash.slice(2)), { force: true });
}

/** A remote from which git would fetch what is not there. */
const promisor =
  (values: (trap: Trap) => Readonly<Record<string, string>>) =>
  (trap: Trap): void => {
    withoutText(trap);
    const remote = { 'remote.origin.promisor': 'true', 'extensions.partialClone': 'origin' };
    const version = {
      'core.repositoryFormatVersion': '1',
      'remote.origin.fetch': '+refs/heads/*:refs/remotes/origin/*',
    };
    set(trap.folder, { ...remote, ...version, ...values(trap) });
  };

const lacking = /git failed|names no commit/;
const allowed = { 'protocol.allow': 'always', 'protocol.ext.allow': 'always', 'protocol.file.allow': 'always' };

const remotes: readonly HostileCase[] = [
  {
    name: 'a promisor with ext::, which is allowed by the repository',
    set: promisor(({ program }) => ({ 'remote.origin.url': `ext::${program}`, ...allowed })),
    springs: ['cat-file', '-p', 'HEAD~1:a.sla.yaml'],
    refused: lacking,
  },
  {
    name: 'remote.X.uploadpack of a promisor',
    set: promisor(({ folder, program }) => ({
      'remote.origin.url': folder,
      'remote.origin.uploadpack': program,
      ...allowed,
    })),
    springs: ['cat-file', '-p', 'HEAD~1:a.sla.yaml'],
    refused: lacking,
  },
  {
    name: 'core.sshCommand of a promisor',
    set: promisor(({ program }) => ({
      'remote.origin.url': 'ssh://a.invalid/a',
      'core.sshCommand': program,
      'protocol.ssh.allow': 'always',
    })),
    springs: ['fetch', 'origin'],
    refused: lacking,
  },
  {
    name: 'ssh.variant beside it',
    set: promisor(({ program }) => ({
      'remote.origin.url': 'a.invalid:a',
      'core.sshCommand': program,
      'ssh.variant': 'simple',
      'protocol.ssh.allow': 'always',
    })),
    springs: ['fetch', 'origin'],
    refused: lacking,
  },
  {
    name: 'core.gitProxy of a promisor',
    set: promisor(({ program }) => ({
      'remote.origin.url': 'git://a.invalid/a',
      'core.gitProxy': program,
      'protocol.git.allow': 'always',
    })),
    springs: ['fetch', 'origin'],
    refused: lacking,
  },
  {
    name: 'url.X.insteadOf',
    set: promisor(({ program }) => ({
      'remote.origin.url': 'https://a.invalid/a',
      [`url.ext::${program} .insteadOf`]: 'https://a.invalid/',
      ...allowed,
    })),
    springs: ['fetch', 'origin'],
    refused: lacking,
  },
  {
    name: 'remote.X.vcs',
    set: promisor(() => ({ 'remote.origin.url': 'x', 'remote.origin.vcs': 'ext', ...allowed })),
    refused: lacking,
  },
  {
    name: 'a commit of a promisor that is not there',
    set: (trap) => {
      promisor(({ program }) => ({ 'remote.origin.url': `ext::${program}`, ...allowed }))(trap);
      const hash = plainGit(trap.folder, ['rev-parse', 'HEAD~1']);
      rmSync(join(trap.folder, '.git/objects', hash.slice(0, 2), hash.slice(2)));
    },
    springs: ['log', '-1', 'HEAD~1'],
    refused: lacking,
  },
];

const places: readonly HostileCase[] = [
  {
    name: 'refs that replace objects',
    set: ({ folder }) => {
      const [own, other] = ['HEAD~1:a.sla.yaml', 'HEAD~1:b.sla.yaml'].map((name) =>
        plainGit(folder, ['rev-parse', name]),
      );
      plainGit(folder, ['replace', own ?? '', other ?? '']);
    },
  },
  {
    name: 'grafts',
    set: ({ folder }) => {
      mkdirSync(join(folder, '.git/info'), { recursive: true });
      writeFileSync(join(folder, '.git/info/grafts'), `${plainGit(folder, ['rev-parse', 'HEAD'])}\n`);
    },
  },
  {
    name: 'alternates',
    set: ({ folder, outside }) => {
      mkdirSync(join(folder, '.git/objects/info'), { recursive: true });
      writeFileSync(join(folder, '.git/objects/info/alternates'), `${outside}\n|touch x\n`);
    },
  },
  { name: 'core.worktree elsewhere', set: setting(({ outside }) => ({ 'core.worktree': outside })) },
  {
    name: 'names of branches that are options',
    set: ({ folder }) => {
      const hash = plainGit(folder, ['rev-parse', 'HEAD']);
      for (const name of ['--upload-pack=x', '-x', 'HEAD', '--help'])
        writeFileSync(join(folder, '.git/refs/heads', name), `${hash}\n`);
    },
  },
  {
    name: 'a bare repository among the files',
    set: (trap) => {
      const evil = join(trap.folder, 'evil');
      plainGit(trap.folder, ['init', '-q', '--bare', 'evil']);
      set(evil, { 'core.fsmonitor': trap.program, 'core.bare': 'false', 'core.worktree': '.' }, join(evil, 'config'));
    },
    springs: ['-C', 'evil', 'status'],
  },
  {
    name: 'a folder that is itself a bare repository',
    set: (trap) => {
      for (const name of readdirSync(join(trap.folder, '.git')))
        renameSync(join(trap.folder, '.git', name), join(trap.folder, name));
      rmSync(join(trap.folder, '.git'), { recursive: true });
      set(
        trap.folder,
        { 'core.fsmonitor': trap.program, 'core.bare': 'false', 'core.worktree': '.' },
        join(trap.folder, 'config'),
      );
    },
    springs: ['status'],
    refused: /no git repository/,
  },
  {
    name: 'a bare repository behind an empty .git',
    set: (trap) => {
      for (const name of readdirSync(join(trap.folder, '.git')))
        renameSync(join(trap.folder, '.git', name), join(trap.folder, name));
      set(
        trap.folder,
        { 'core.fsmonitor': trap.program, 'core.bare': 'false', 'core.worktree': '.' },
        join(trap.folder, 'config'),
      );
    },
    springs: ['status'],
    refused: /no git repository/,
  },
  {
    name: '.git is a link',
    set: (trap) => {
      renameSync(join(trap.folder, '.git'), join(trap.outside, 'git'));
      set(trap.folder, { 'core.fsmonitor': trap.program }, join(trap.outside, 'git/config'));
      symlinkSync(join(trap.outside, 'git'), join(trap.folder, '.git'));
    },
    springs: ['status'],
    refused: /is a link, which is not followed/,
  },
  {
    name: '.git is a file that points to a repository elsewhere',
    set: (trap) => {
      renameSync(join(trap.folder, '.git'), join(trap.outside, 'git'));
      set(trap.folder, { 'core.fsmonitor': trap.program }, join(trap.outside, 'git/config'));
      writeFileSync(join(trap.folder, '.git'), `gitdir: ${join(trap.outside, 'git')}\n`);
    },
    springs: ['status'],
    refused: /does not name this folder/,
  },
  {
    name: '.git is a file that points into the folder',
    set: (trap) => {
      renameSync(join(trap.folder, '.git'), join(trap.folder, 'modules'));
      set(trap.folder, { 'core.fsmonitor': trap.program }, join(trap.folder, 'modules/config'));
      writeFileSync(join(trap.folder, '.git'), 'gitdir: modules\n');
    },
    springs: ['status'],
    refused: /does not name this folder/,
  },
  {
    name: '.git is a file of something else',
    set: ({ folder }) => {
      rmSync(join(folder, '.git'), { recursive: true });
      writeFileSync(join(folder, '.git'), `gitdir: a\ngitdir: b\n`);
    },
    refused: /is no file of git/,
  },
  {
    name: 'commondir leads elsewhere',
    set: (trap) => {
      cpSync(join(trap.folder, '.git'), join(trap.outside, 'git'), { recursive: true });
      set(trap.folder, { 'core.fsmonitor': trap.program }, join(trap.outside, 'git/config'));
      writeFileSync(join(trap.folder, '.git/commondir'), `${join(trap.outside, 'git')}\n`);
    },
    springs: ['status'],
  },
];

const environments: readonly HostileCase[] = (
  [
    ['GIT_DIR', ({ outside }) => ({ GIT_DIR: join(outside, 'git') })],
    [
      'GIT_CONFIG_COUNT',
      ({ program }) => ({ GIT_CONFIG_COUNT: '1', GIT_CONFIG_KEY_0: 'core.fsmonitor', GIT_CONFIG_VALUE_0: program }),
      'status',
    ],
    ['GIT_CONFIG_PARAMETERS', ({ program }) => ({ GIT_CONFIG_PARAMETERS: `'core.fsmonitor'='${program}'` }), 'status'],
    ['GIT_CONFIG_GLOBAL', ({ outside }) => ({ GIT_CONFIG_GLOBAL: join(outside, 'config') }), 'status'],
    ['XDG_CONFIG_HOME', ({ outside }) => ({ XDG_CONFIG_HOME: outside }), 'status'],
    ['GIT_EXTERNAL_DIFF', ({ program }) => ({ GIT_EXTERNAL_DIFF: program }), 'diff'],
    ['GIT_TRACE', ({ mark }) => ({ GIT_TRACE: mark, GIT_TRACE_SETUP: mark }), 'status'],
    ['GIT_TRACE2_EVENT', ({ mark }) => ({ GIT_TRACE2_EVENT: mark, GIT_TRACE2: mark }), 'status'],
    [
      'GIT_SSH_COMMAND and GIT_ASKPASS',
      ({ program }) => ({ GIT_SSH_COMMAND: program, GIT_ASKPASS: program, SSH_ASKPASS: program }),
    ],
    [
      'GIT_PAGER and GIT_EDITOR',
      ({ program }) => ({ GIT_PAGER: program, PAGER: program, GIT_EDITOR: program, GIT_PROXY_COMMAND: program }),
    ],
    ['GIT_EXEC_PATH', ({ outside }) => ({ GIT_EXEC_PATH: outside })],
    [
      'GIT_OBJECT_DIRECTORY',
      ({ outside }) => ({
        GIT_OBJECT_DIRECTORY: outside,
        GIT_ALTERNATE_OBJECT_DIRECTORIES: outside,
        GIT_WORK_TREE: outside,
      }),
    ],
    ['GIT_NAMESPACE', () => ({ GIT_NAMESPACE: 'x', GIT_CEILING_DIRECTORIES: '/', GIT_DEFAULT_HASH: 'sha256' })],
    ['PATH with the folder itself', () => ({ PATH: `.:bin::${process.env['PATH'] ?? ''}` }), 'status'],
  ] as const satisfies readonly (readonly [string, (trap: Trap) => Readonly<Record<string, string>>, string?])[]
).map(([name, environment, spring]): HostileCase => ({
  name,
  set: (trap) => {
    cpSync(trap.program, join(trap.folder, 'git'));
    for (const folder of [join(trap.folder, 'bin'), trap.outside]) {
      mkdirSync(folder, { recursive: true });
      for (const tool of ['git', 'git-cat-file', 'git-ls-tree', 'git-rev-parse', 'git-merge-base']) {
        if (folder === trap.outside && tool === 'git') continue;
        cpSync(trap.program, join(folder, tool));
        chmodSync(join(folder, tool), 0o755);
      }
    }
    set(trap.folder, { 'core.fsmonitor': trap.program }, join(trap.outside, 'config'));
    cpSync(join(trap.folder, '.git'), join(trap.outside, 'git'), { recursive: true });
    set(trap.folder, { 'core.fsmonitor': trap.program }, join(trap.outside, 'git/config'));
  },
  environment,
  ...(spring === undefined ? {} : { springs: [spring] }),
}));

export const hostilePlaces: readonly HostileCase[] = [...remotes, ...places, ...environments];
