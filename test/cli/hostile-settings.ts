// Settings of a repository by which git would run something, one try each, and with what plain git is caught by it.
// It must never hold a try that would do more than leave a mark.

import { cpSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { driver, plainGit, set, setting, type HostileCase, type Trap } from '../kit/traps';

const hookNames = [
  ...['applypatch-msg', 'pre-applypatch', 'post-applypatch', 'pre-commit', 'pre-merge-commit', 'prepare-commit-msg'],
  ...['commit-msg', 'post-commit', 'pre-rebase', 'post-checkout', 'post-merge', 'pre-push', 'pre-receive', 'update'],
  ...['proc-receive', 'post-receive', 'post-update', 'reference-transaction', 'push-to-checkout', 'pre-auto-gc'],
  ...['post-rewrite', 'sendemail-validate', 'fsmonitor-watchman', 'post-index-change', 'p4-pre-submit'],
];

function hooksIn(folder: string, { program }: Trap): void {
  mkdirSync(folder, { recursive: true });
  for (const name of hookNames) cpSync(program, join(folder, name));
}

const commit = ['commit', '--allow-empty', '-m', 'x'];

export const hostileSettings: readonly HostileCase[] = [
  { name: 'core.fsmonitor', set: setting(({ program }) => ({ 'core.fsmonitor': program })), springs: ['status'] },
  {
    name: 'core.fsmonitor, its own daemon',
    set: setting(() => ({ 'core.fsmonitor': 'true', 'core.untrackedCache': 'true' })),
  },
  {
    name: 'core.hooksPath',
    set: (trap) => {
      hooksIn(join(trap.folder, 'hooks'), trap);
      set(trap.folder, { 'core.hooksPath': join(trap.folder, 'hooks') });
    },
    springs: commit,
  },
  { name: 'hooks of all names', set: (trap) => hooksIn(join(trap.folder, '.git/hooks'), trap), springs: commit },
  { name: 'core.editor', set: setting(({ program }) => ({ 'core.editor': program })), springs: ['commit', '--amend'] },
  {
    name: 'sequence.editor',
    set: setting(({ program }) => ({ 'sequence.editor': program })),
    springs: ['rebase', '-i', '--autostash', 'HEAD~1'],
  },
  { name: 'core.pager', set: setting(({ program }) => ({ 'core.pager': program })) },
  {
    name: 'pagers of single commands',
    set: setting(({ program }) => ({
      'pager.cat-file': program,
      'pager.ls-tree': program,
      'pager.rev-parse': program,
      'pager.merge-base': program,
    })),
  },
  {
    name: 'core.askPass',
    set: setting(({ program }) => ({ 'core.askPass': program })),
    springs: ['credential', 'fill'],
    input: 'url=https://a.invalid\n\n',
  },
  {
    name: 'credential.helper',
    set: setting(({ program }) => ({ 'credential.helper': program })),
    springs: ['credential', 'fill'],
    input: 'url=https://a.invalid\n\n',
  },
  {
    name: 'credential.helper of one address',
    set: setting(({ program }) => ({ 'credential.https://a.invalid.helper': `!${program}` })),
    springs: ['credential', 'fill'],
    input: 'url=https://a.invalid\n\n',
  },
  { name: 'diff.external', set: setting(({ program }) => ({ 'diff.external': program })), springs: ['diff'] },
  {
    name: 'diff.X.textconv',
    set: driver('diff=evil', ({ program }) => ({ 'diff.evil.textconv': program })),
    springs: ['diff'],
  },
  {
    name: 'diff.X.command',
    set: driver('diff=evil', ({ program }) => ({ 'diff.evil.command': program })),
    springs: ['diff'],
  },
  {
    name: 'filter.X.clean',
    set: driver('filter=evil', ({ program }) => ({ 'filter.evil.clean': program, 'filter.evil.required': 'true' })),
    springs: ['add', 'a.sla.yaml'],
  },
  {
    name: 'filter.X.smudge',
    set: driver('filter=evil', ({ program }) => ({ 'filter.evil.smudge': program })),
    springs: ['checkout', 'HEAD~1', '--', 'a.sla.yaml'],
  },
  {
    name: 'filter.X.process',
    set: driver('filter=evil', ({ program }) => ({ 'filter.evil.process': program, 'filter.evil.required': 'true' })),
    springs: ['add', 'a.sla.yaml'],
  },
  {
    name: 'a filter by .git/info/attributes',
    set: (trap) => {
      mkdirSync(join(trap.folder, '.git/info'), { recursive: true });
      writeFileSync(
        join(trap.folder, '.git/info/attributes'),
        '* filter=evil diff=evil merge=evil working-tree-encoding=UTF-16\n',
      );
      set(trap.folder, { 'filter.evil.clean': trap.program, 'filter.evil.smudge': trap.program });
    },
    springs: ['add', 'a.sla.yaml'],
  },
  {
    name: 'a filter by core.attributesFile',
    set: (trap) => {
      writeFileSync(join(trap.outside, 'attributes'), '* filter=evil\n');
      set(trap.folder, { 'core.attributesFile': join(trap.outside, 'attributes'), 'filter.evil.clean': trap.program });
    },
    springs: ['add', 'a.sla.yaml'],
  },
  {
    name: 'merge.X.driver',
    set: driver('merge=evil', ({ program }) => ({ 'merge.evil.driver': program })),
    springs: ['merge-file', '--help'],
  },
  {
    name: 'difftool.X.cmd',
    set: setting(({ program }) => ({ 'difftool.evil.cmd': program })),
    springs: ['difftool', '-y', '-t', 'evil'],
  },
  {
    name: 'tar.X.command',
    set: setting(({ program }) => ({ 'tar.evil.command': program })),
    springs: ['archive', '--format=evil', 'HEAD'],
  },
  {
    name: 'trailer.X.command',
    set: setting(({ program }) => ({ 'trailer.x.command': program, 'trailer.x.key': 'X', 'trailer.x.cmd': program })),
    springs: ['interpret-trailers', '--trailer', 'x=1'],
    input: 'a\n',
  },
  {
    name: 'aliases of the commands that are used',
    set: setting(({ program }) => ({
      ...Object.fromEntries(
        ['cat-file', 'ls-tree', 'rev-parse', 'merge-base', 'evil'].map((name) => [`alias.${name}`, `!${program}`]),
      ),
    })),
    springs: ['evil'],
  },
  {
    name: 'gpg.program beside a signed commit',
    set: (trap) => {
      set(trap.folder, { 'gpg.program': trap.program, 'gpg.ssh.program': trap.program, 'log.showSignature': 'true' });
      sign(trap);
    },
    springs: ['log', '-1'],
  },
  {
    name: 'include.path',
    set: (trap) => {
      set(trap.folder, { 'core.fsmonitor': trap.program }, join(trap.outside, 'config'));
      set(trap.folder, { 'include.path': join(trap.outside, 'config') });
    },
    springs: ['status'],
  },
  {
    name: 'includeIf gitdir',
    set: (trap) => {
      set(trap.folder, { 'core.fsmonitor': trap.program, 'diff.external': trap.program }, join(trap.outside, 'config'));
      set(trap.folder, { 'includeIf.gitdir:**.path': join(trap.outside, 'config') });
    },
    springs: ['status'],
  },
  {
    name: 'includeIf onbranch',
    set: (trap) => {
      set(trap.folder, { 'core.fsmonitor': trap.program }, join(trap.outside, 'config'));
      set(trap.folder, { 'includeIf.onbranch:main.path': join(trap.outside, 'config') });
    },
    springs: ['status'],
  },
  {
    name: 'config.worktree',
    set: (trap) => {
      set(trap.folder, { 'core.repositoryFormatVersion': '1', 'extensions.worktreeConfig': 'true' });
      set(trap.folder, { 'core.fsmonitor': trap.program }, join(trap.folder, '.git/config.worktree'));
    },
    springs: ['status'],
  },
  { name: 'core.alternateRefsCommand', set: setting(({ program }) => ({ 'core.alternateRefsCommand': program })) },
  { name: 'uploadpack.packObjectsHook', set: setting(({ program }) => ({ 'uploadpack.packObjectsHook': program })) },
  {
    name: 'gc and maintenance',
    set: setting(({ program }) => ({ 'gc.auto': '1', 'gc.recentObjectsHook': program, 'maintenance.auto': 'true' })),
  },
  {
    name: 'submodule.X.update',
    set: (trap) => {
      writeFileSync(
        join(trap.folder, '.gitmodules'),
        `[submodule "x"]\n\tpath = x\n\turl = ./x\n\tupdate = !${trap.program}\n`,
      );
      set(trap.folder, {
        'submodule.x.update': `!${trap.program}`,
        'submodule.x.url': './x',
        'submodule.recurse': 'true',
      });
    },
  },
  {
    name: 'trace2 of a repository',
    set: setting(({ mark }) => ({ 'trace2.eventTarget': mark, 'trace2.normalTarget': mark })),
  },
];

/** The commit of HEAD with something that says that it is a signature. */
function sign({ folder }: Trap): void {
  const lines = plainGit(folder, ['cat-file', 'commit', 'HEAD']).split('\n');
  const at = lines.indexOf('');
  lines.splice(at, 0, 'gpgsig -----BEGIN PGP SIGNATURE-----', ' ', ' iQ==', ' -----END PGP SIGNATURE-----');
  const hash = plainGit(folder, ['hash-object', '-t', 'commit', '-w', '--stdin'], {}, `${lines.join('\n')}\n`);
  plainGit(folder, ['update-ref', 'refs/heads/main', hash]);
}
