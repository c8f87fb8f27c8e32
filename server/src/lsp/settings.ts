// Reads the settings of the editor, and nothing else reads them.
// A value of another shape than promised counts as not set.

import type { OwnSettings } from '../core/config';
import { defaultSettings, type Preset, type Severity } from '../core/project';

export interface ServerSettings {
  readonly core: OwnSettings;
  readonly timeLimitMs: number;
  readonly memoryLimitMiB: number;
  /** Whether problems are shown of all agreements, or of those that are open. */
  readonly checksWorkspace: boolean;
}

export const defaultServerSettings: ServerSettings = {
  core: { ...defaultSettings, preset: undefined },
  timeLimitMs: 60_000,
  memoryLimitMiB: 512,
  checksWorkspace: false,
};

const presets: readonly Preset[] = ['recommended', 'strict', 'transcribe'];

function at(value: unknown, ...keys: readonly string[]): unknown {
  let current = value;
  for (const key of keys) {
    if (typeof current !== 'object' || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<string, unknown>)[key];
  }
  return current;
}

/** The settings of section `sla`. */
export function readSettings(value: unknown): ServerSettings {
  const flag = (fallback: boolean, ...keys: readonly string[]): boolean => {
    const found = at(value, ...keys);
    return typeof found === 'boolean' ? found : fallback;
  };
  const number = (fallback: number, least: number, ...keys: readonly string[]): number => {
    const found = at(value, ...keys);
    return typeof found === 'number' && found >= least ? found : fallback;
  };
  const rules = new Map<string, Severity | 'off'>();
  const written = at(value, 'rules');
  for (const [id, severity] of Object.entries(typeof written === 'object' && written !== null ? written : {})) {
    if (
      severity === 'off' ||
      severity === 'error' ||
      severity === 'warning' ||
      severity === 'information' ||
      severity === 'hint'
    )
      rules.set(id, severity);
  }
  const preset = at(value, 'preset');
  return {
    core: {
      preset: presets.find((each) => each === preset),
      rules,
      showsCurrentValue: flag(true, 'inlayHints', 'currentValue'),
      showsAllowedDowntime: flag(true, 'inlayHints', 'allowedDowntime'),
      showsDefaults: flag(true, 'inlayHints', 'defaults'),
      showsChanges: flag(true, 'inlayHints', 'changes'),
      showsCodeLens: flag(true, 'codeLens', 'enabled'),
    },
    timeLimitMs: number(60, 1, 'data', 'timeLimit') * 1_000,
    memoryLimitMiB: number(512, 64, 'data', 'memoryLimit'),
    checksWorkspace: at(value, 'problems', 'scope') === 'workspace',
  };
}
