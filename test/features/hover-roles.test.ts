// What a hover says of a role and of the column that is mapped to it.
// It must never tell of a role that nothing reads.

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { hover } from '../../server/src/core/features/hover/hover';
import { open } from '../../server/src/core/model/file';
import { projectOf } from './workspace';

const text = `sla: 1
id: roles
data:
  tickets: { file: t.csv, columns: { start: opened, end: closed, colour: hue } }
  work: { file: w.csv, columns: { start: from, announced: told } }
metrics:
  fix: { type: time-to-restore, data: tickets, columns: { end: fixed } }
  mean: { type: mttr, data: tickets }
exclusions:
  maintenance: { kind: scheduled-maintenance, data: work }
`;
const file = open({ uri: 'file:///w/roles.sla.yaml', version: 1, text });

function said(piece: string): string {
  const offset = text.indexOf(piece.replace('|', '')) + piece.indexOf('|');
  return (hover(projectOf(new Map()), file, offset)?.markdown ?? '').replace(/\\([^\\\w])/g, '$1');
}

test('a role says what the types that read the source take from it', () => {
  assert.match(said('{ |start: opened'), /^`start` \(role\)\n\n.*Takes an instant.*`time-to-restore`/);
  assert.match(said('{ |start: opened'), /`mttr`/);
  assert.match(said('start: open|ed'), /^`opened`, read as `start`\n\n/);
  assert.match(
    said('columns: { |end: fixed'),
    /^`end` \(role\)\n\n.*may be empty or left out; read by `time-to-restore`\.$/,
  );
});

test('a record of exclusions has roles of its own', () => {
  assert.match(
    said('{ |start: from'),
    /^`start` \(role\)\n\nInstant from which time is excluded\. Read by `maintenance`\.$/,
  );
  assert.match(said(' |announced: told'), /from which a notice is counted/);
});

test('a name that is no role of what reads the source gets no role', () => {
  assert.doesNotMatch(said('|colour: hue'), /role/);
});
