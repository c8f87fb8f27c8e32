// Holds what people begin with, templates and sample, to the rules: whole agreements without problems.
// It must never be less strict with them than with anybody's agreement.

import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { open } from '../../server/src/core/model/file';
import { defaultSettings, type Preset } from '../../server/src/core/project';
import { runRules } from '../../server/src/core/rules/run';

function problemsOf(text: string, today: string, preset: Preset): readonly string[] {
  const file = open({ uri: 'file:///w/a.sla.yaml', version: 1, text });
  const project = {
    files: new Map([[file.snapshot.uri, file]]),
    settings: { ...defaultSettings, preset },
    facts: { today, theme: 'dark', roots: ['file:///w'] },
    data: new Map(),
  } as const;
  return runRules(project, file).map((finding) => `${finding.rule}: ${finding.message}`);
}

describe('what people begin with', () => {
  for (const folder of ['media/templates', 'media/sample'])
    for (const name of readdirSync(folder).filter((each) => each.endsWith('.sla.yaml')))
      test(`${name} has no problem`, () => {
        const text = readFileSync(join(folder, name), 'utf8');
        assert.deepEqual(problemsOf(text, '2026-06-01', 'recommended'), []);
      });

  test('templates are whole in any year, under any name', () => {
    for (const name of ['customer', 'internal', 'supplier']) {
      const text = readFileSync(`media/templates/${name}.sla.yaml`, 'utf8');
      assert.match(text, new RegExp(`^kind: ${name}$`, 'm'));
      // As the client writes them: the year of today, the name that was asked for.
      const written = text.replace(/\b2026\b/g, '2031').replaceAll('new-agreement', 'my-agreement');
      assert.deepEqual(problemsOf(written, '2031-02-03', 'recommended'), []);
      assert.match(written, /^id: my-agreement$/m);
    }
  });

  test('a template whose data is attached as its comments say has no problem', () => {
    for (const name of ['customer', 'internal']) {
      const text = readFileSync(`media/templates/${name}.sla.yaml`, 'utf8');
      const attached = text.replace(/^# (data:|  .*)$/gm, '$1').replace(/^( +)# data:/gm, '$1data:');
      assert.match(attached, /^data:$/m);
      assert.deepEqual(problemsOf(attached, '2026-06-01', 'recommended'), []);
    }
  });
});
