// Reads `sla.config.yaml`, by which a folder sets its preset, the severity of rules and which agreements are looked at.
// It holds data only: no program, no address and no path outside its folder can be named in it.

import type { Preset, Settings, Severity } from './project';
import { nearest } from './schema/suggest';
import { parse } from './syntax/parse';
import { resolved, type Entry, type Node } from './syntax/nodes';
import type { Located, Span } from './text/span';

/** The name of the file; it stands at the root of a workspace. */
export const configName = 'sla.config.yaml';

export interface Config {
  readonly preset: Preset | undefined;
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
  /** Patterns (`*`, `?`, `**`) of agreements that are looked at, relative to the folder of the file; all where empty. */
  readonly include: readonly string[];
  /** Patterns of those that are not. */
  readonly exclude: readonly string[];
}

export interface ConfigProblem {
  readonly span: Span;
  readonly message: string;
}

export interface ReadConfig {
  readonly config: Config;
  /** What cannot be used; the rest of the file still counts. */
  readonly problems: readonly ConfigProblem[];
}

export const noConfig: Config = { preset: undefined, rules: new Map(), include: [], exclude: [] };

const presets: readonly Preset[] = ['recommended', 'strict', 'transcribe'];
const severities: readonly (Severity | 'off')[] = ['off', 'hint', 'information', 'warning', 'error'];
const keys = ['preset', 'rules', 'include', 'exclude'];
const mostPatterns = 100;
const longestPattern = 200;

/** A configuration with its problems. `ruleIds` are the rules that can be set. Never throws: broken YAML is a problem. */
export function readConfig(text: string, ruleIds: readonly string[]): ReadConfig {
  const tree = parse(text);
  const problems: ConfigProblem[] = tree.problems
    .filter(({ kind }) => kind !== 'trap')
    .map(({ kind, span, message }) => ({
      span,
      message: kind === 'duplicate-key' ? `"${message.slice(0, 40)}" stands here twice` : message,
    }));
  const root = resolved(tree.root);
  if (root === undefined) return { config: noConfig, problems };
  const read: {
    preset?: Preset;
    rules: Map<string, Severity | 'off'>;
    include: readonly string[];
    exclude: readonly string[];
  } = { rules: new Map(), include: [], exclude: [] };
  if (root.kind !== 'map') {
    problems.push({ span: root.span, message: `The configuration takes the keys ${keys.join(', ')}` });
    return { config: noConfig, problems };
  }
  for (const entry of root.entries) {
    const key = entry.key.text;
    if (key === 'preset') {
      const preset = wordOf(entry, presets, problems);
      if (preset !== undefined) read.preset = preset;
    } else if (key === 'rules') read.rules = rulesOf(entry, ruleIds, problems);
    else if (key === 'include' || key === 'exclude') read[key] = patternsOf(entry, problems);
    else if (!key.startsWith('x-'))
      problems.push({ span: entry.key.span, message: withHint(`"${key.slice(0, 40)}" is not a key here`, key, keys) });
  }
  const { preset, ...others } = read;
  return { config: { preset, ...others }, problems };
}

function withHint(fact: string, word: string, known: readonly string[]): string {
  const meant = nearest(word, known);
  return meant === undefined ? fact : `${fact}; did you mean "${meant}"?`;
}

function scalarOf(node: Node | undefined): Located<string> | undefined {
  const value = resolved(node);
  return value?.kind === 'scalar' ? { value: value.text, span: value.span } : undefined;
}

function wordOf<T extends string>(entry: Entry, allowed: readonly T[], problems: ConfigProblem[]): T | undefined {
  const written = scalarOf(entry.value);
  const found = allowed.find((each) => each === written?.value);
  const span = written?.span ?? entry.key.span;
  const said = written === undefined ? `"${entry.key.text.slice(0, 40)}"` : `"${written.value.slice(0, 40)}"`;
  if (found === undefined) {
    const fact = written === undefined ? `${said} takes one of` : `${said} is not one of`;
    problems.push({ span, message: `${fact} ${allowed.join(', ')}` });
  }
  return found;
}

function rulesOf(entry: Entry, ruleIds: readonly string[], problems: ConfigProblem[]): Map<string, Severity | 'off'> {
  const rules = new Map<string, Severity | 'off'>();
  const map = resolved(entry.value);
  if (map?.kind !== 'map') {
    if (map !== undefined) problems.push({ span: map.span, message: '"rules" takes rule ids with a severity each' });
    return rules;
  }
  for (const each of map.entries) {
    const id = each.key.text;
    if (!ruleIds.includes(id)) {
      problems.push({ span: each.key.span, message: withHint(`No rule "${id.slice(0, 40)}"`, id, ruleIds) });
      continue;
    }
    const severity = wordOf(each, severities, problems);
    if (severity !== undefined) rules.set(id, severity);
  }
  return rules;
}

function patternsOf(entry: Entry, problems: ConfigProblem[]): readonly string[] {
  const list = resolved(entry.value);
  const nodes = list?.kind === 'seq' ? list.items : [entry.value];
  if (nodes.length > mostPatterns) {
    problems.push({ span: entry.key.span, message: `More than ${mostPatterns} patterns` });
    return [];
  }
  return nodes.flatMap((node) => {
    const written = scalarOf(node);
    const wrong =
      written === undefined ? 'A pattern such as services/**/*.sla.yaml belongs here' : refusal(written.value);
    if (wrong === undefined && written !== undefined) return [written.value.replace(/^\.\//, '')];
    problems.push({ span: written?.span ?? entry.key.span, message: wrong ?? '' });
    return [];
  });
}

/** Why a pattern is not taken; undefined where it is. */
function refusal(pattern: string): string | undefined {
  if (pattern.trim() === '' || pattern.length > longestPattern)
    return `A pattern has 1 to ${longestPattern} characters`;
  if (/[\u0000-\u001f\u007f\\]/.test(pattern))
    return 'A pattern separates folders by "/" and holds no control character';
  if (/^(?:\/|~|[A-Za-z][A-Za-z0-9+.-]*:)/.test(pattern) || pattern.split('/').includes('..'))
    return 'A pattern stays inside the folder of this file';
  return /[{}()[\]!]/.test(pattern) ? 'A pattern takes only * and ?' : undefined;
}

/** What a person has set by themselves; undefined where they left a preset to the folder. */
export interface OwnSettings extends Omit<Settings, 'preset'> {
  readonly preset: Preset | undefined;
}

/** The settings that hold in a folder: what a person has set wins over what the folder says. */
export function settingsIn(config: Config, own: OwnSettings): Settings {
  return {
    ...own,
    preset: own.preset ?? config.preset ?? 'recommended',
    rules: config.rules.size === 0 ? own.rules : new Map([...config.rules, ...own.rules]),
  };
}
