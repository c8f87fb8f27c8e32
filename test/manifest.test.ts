// Holds the manifest to what is there: commands, menus, views, walkthrough, texts, and how the language is typed.
// It must never know a text by heart, only that there is one.

import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';

interface Command {
  readonly command: string;
  readonly title?: string;
  readonly category?: string;
}
interface Step {
  readonly id: string;
  readonly description: string;
  readonly media: { readonly markdown?: string; readonly svg?: string; readonly altText?: string };
  readonly completionEvents: readonly string[];
}
interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly Command[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string; readonly when: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string; readonly icon: string }[]>>;
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly icon: string }[] };
    readonly viewsWelcome: readonly { readonly view: string; readonly contents: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly Step[] }[];
  };
}

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as Manifest;
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const { contributes } = manifest;
const client = readdirSync('client/src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => readFileSync(join('client/src', name), 'utf8'))
  .join('\n');
const textOf = (key: string): string => texts[key.replaceAll('%', '')] ?? '';
/** Commands of the editor that our texts lead to. */
const builtIn =
  /^(?:workbench\.action\.openWalkthrough|editor\.action\.triggerSuggest|workbench\.trust\.manage|sla\.explorer\.focus)$/;

describe('commands', () => {
  const ids = contributes.commands.map((each) => each.command);

  test('each has a title and a category, and is registered, and the other way round', () => {
    for (const { command, title, category } of contributes.commands) {
      assert.ok(title !== undefined && textOf(title) !== '', command);
      assert.equal(category, 'SLA');
    }
    const registered = [...client.matchAll(/register(?:Command)?\('(sla\.[A-Za-z]+)'/g)].map((match) => match[1]);
    assert.deepEqual(registered.sort(), [...ids].sort());
  });

  test('menus and texts lead to commands that are there', () => {
    for (const item of Object.values(contributes.menus).flat()) {
      assert.ok(ids.includes(item.command), item.command);
      assert.ok(item.when !== '');
    }
    const linked = Object.values(texts).flatMap((text) => [...text.matchAll(/\(command:([A-Za-z.]+)/g)]);
    assert.ok(linked.length > 5);
    for (const [, command = ''] of linked) assert.ok(ids.includes(command) || builtIn.test(command), command);
  });
});

describe('views', () => {
  test('container and view have a picture, and the view says what to do where there is nothing', () => {
    const views = Object.values(contributes.views).flat();
    assert.deepEqual(
      views.map((view) => view.id),
      ['sla.explorer', 'sla.changes'],
    );
    for (const { icon } of [...views, ...contributes.viewsContainers.activitybar]) assert.ok(existsSync(icon), icon);
    const welcome = contributes.viewsWelcome.map(({ view, contents }) => `${view} ${textOf(contents)}`).join('\n');
    assert.match(welcome, /command:sla\.newAgreement/);
    assert.match(welcome, /command:workbench\.action\.openWalkthrough\?%5B%22sla-as-code\.sla-as-code%23start%22/);
  });
});

describe('the walkthrough', () => {
  test('has five steps, whose pictures are there and work offline', () => {
    const steps = contributes.walkthroughs.flatMap((each) => each.steps);
    assert.equal(steps.length, 5);
    for (const { id, description, media, completionEvents } of steps) {
      const file = media.markdown ?? media.svg ?? '';
      assert.ok(existsSync(file), `${id}: ${file}`);
      assert.doesNotMatch(readFileSync(file, 'utf8').replace('http://www.w3.org/2000/svg', ''), /https?:|<script/);
      if (media.svg !== undefined) assert.notEqual(textOf(media.altText ?? ''), '');
      assert.match(textOf(description), /\]\(command:/, 'a step has something to do');
      assert.ok(completionEvents.length > 0, id);
    }
  });

  test('the sample is there with all files that the client copies', () => {
    const named = /const files = \[agreement, (.*)\];/.exec(client)?.[1]?.match(/[a-z-]+\.csv/g);
    const lying = readdirSync('media/sample').filter((name) => name.endsWith('.csv'));
    assert.deepEqual([...(named ?? [])].sort(), lying.sort());
  });
});

describe('activation', () => {
  test('is by language, by agreements in the workspace, and by a preview that was open', () => {
    assert.deepEqual(manifest.activationEvents, [
      'onLanguage:sla',
      'workspaceContains:**/*.sla.yaml',
      // A preview that was open comes back with the window.
      'onWebviewPanel:sla.preview',
    ]);
  });
});

describe('the language as it is typed', () => {
  const configuration = JSON.parse(readFileSync('language-configuration.json', 'utf8')) as {
    comments: { lineComment: string };
    wordPattern: { pattern: string; flags: string };
    folding: { markers: { start: string; end: string } };
    onEnterRules: readonly { beforeText: string; afterText: string }[];
    indentationRules: { increaseIndentPattern: string };
  };

  test('a word is a whole id, with hyphens, in any script', () => {
    const { pattern, flags } = configuration.wordPattern;
    const words = 'first-response: { metric: Verfügbarkeit, atLeast: 99.9 % }'.match(new RegExp(pattern, `g${flags}`));
    assert.deepEqual(words, ['first-response', 'metric', 'Verfügbarkeit', 'atLeast', '99.9']);
  });

  test('regions fold, comments are toggled and go on, and keys indent what follows', () => {
    assert.equal(configuration.comments.lineComment, '#');
    assert.match('  # region Credits', new RegExp(configuration.folding.markers.start));
    assert.match('# endregion', new RegExp(configuration.folding.markers.end));
    const [rule] = configuration.onEnterRules;
    assert.match('  # a remark', new RegExp(rule?.beforeText ?? '$^'));
    assert.doesNotMatch('', new RegExp(rule?.afterText ?? ''));
    const indents = new RegExp(configuration.indentationRules.increaseIndentPattern);
    for (const line of ['objectives:', '  availability: # soon', '  purpose: >-']) assert.match(line, indents);
    for (const line of ['# objectives:', '  metric: uptime', '- a']) assert.doesNotMatch(line, indents);
  });
});
