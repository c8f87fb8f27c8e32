// Measures the built server while somebody types: with nothing to compare with, with a version before that differs in one bound, and in all.
// It must never compare figures of different times: each key is typed in every document, one after another, in an order that changes.
import { spawn } from 'node:child_process';
import { setTimeout as rest } from 'node:timers/promises';
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node';
import { agreementOf, replaceNth } from './rules.mjs';
import { line, numbersFrom } from './kit.mjs';

const uri = 'file:///typing/typing.sla.yaml';
/** Between two keys there is time for a comparison to begin, so that it is often in the way of the next one. */
const [shortestMs, longestMs] = [60, 420];
const warmUp = 6;

const wasOtherwise = (text) => text.replaceAll('atLeast: 99.9 %', 'atLeast: 99.95 %');
const bases = {
  'no version before': () => undefined,
  'one bound differs': (text) => replaceNth(text, 'atLeast: 99.9 %', 'atLeast: 99.95 %', 100),
  'every bound differs': wasOtherwise,
};

/** A server with a document; `key` types one and answers how long the problems took, in milliseconds. */
async function writer(text, base) {
  const server = spawn(process.execPath, ['dist/server.js', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const connection = createMessageConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.onRequest('workspace/configuration', ({ items }) => items.map(() => null));
  connection.onRequest(() => null);
  connection.listen();
  await connection.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument: { diagnostic: {} }, workspace: { configuration: true } },
    initializationOptions: { trusted: true, theme: 'dark', hasReview: true },
  });
  await connection.sendNotification('initialized', {});
  const textDocument = { uri, languageId: 'sla', version: 1, text };
  await connection.sendNotification('textDocument/didOpen', { textDocument });
  if (base !== undefined) await connection.sendNotification('sla/base', { uri, name: 'HEAD', text: base });
  const problems = () => connection.sendRequest('textDocument/diagnostic', { textDocument: { uri } });
  await problems();
  let version = 1;
  return {
    key: async (position, letter) => {
      const contentChanges = [{ range: { start: position, end: position }, text: letter }];
      const start = performance.now();
      await connection.sendNotification('textDocument/didChange', {
        textDocument: { uri, version: ++version },
        contentChanges,
      });
      await problems();
      const took = performance.now() - start;
      // An editor asks for these as well, for the lines that it shows.
      const range = { start: { line: position.line, character: 0 }, end: { line: position.line + 40, character: 0 } };
      await connection.sendRequest('textDocument/inlayHint', { textDocument: { uri }, range });
      return took;
    },
    changes: async () => (await connection.sendRequest('sla/changes', { uri }))?.changes.length ?? 0,
    end: async () => {
      await connection.sendRequest('shutdown');
      await connection.sendNotification('exit');
      connection.dispose();
    },
  };
}

const quantile = (values, share) => values.toSorted((a, b) => a - b)[Math.floor(values.length * share)];

/** The median time from key to problems with a version before, as a share of that without one. Throws where a version was not compared. */
export async function typingLine(lines = 5_000, keys = 60) {
  const text = agreementOf(lines);
  const writers = await Promise.all(Object.values(bases).map((base) => writer(text, base(text))));
  const random = numbersFrom(11);
  const rows = text.split('\n');
  const title = rows.findIndex((row) => row.startsWith('title: '));
  const bound = rows.findIndex((row, at) => at > rows.length / 2 && row.includes('atLeast: 99.9 %'));
  const ends = [rows[title].length, rows[bound].indexOf(' %', rows[bound].indexOf('atLeast'))];
  const times = writers.map(() => []);
  for (let key = 0; key < keys + warmUp; key++) {
    const isTitle = key % 2 === 0;
    const position = { line: isTitle ? title : bound, character: ends[key % 2]++ };
    for (let turn = 0; turn < writers.length; turn++) {
      const at = (turn + key) % writers.length;
      await rest(shortestMs + (longestMs - shortestMs) * random() * random());
      const took = await writers[at].key(position, isTitle ? 'x' : '1');
      if (key >= warmUp) times[at].push(took);
    }
  }
  await rest(2_000);
  const changes = await Promise.all(writers.map((each) => each.changes()));
  await Promise.all(writers.map((each) => each.end()));
  if (changes[0] !== 0 || changes[1] < 2 || changes[2] < 100)
    throw new Error(`other changes than were made: ${changes.join(', ')}`);
  const shown = Object.keys(bases).map((name, at) => {
    const [half, most] = [quantile(times[at], 0.5), quantile(times[at], 0.95)];
    return `${name} ${half.toFixed(1)} / ${most.toFixed(1)}`;
  });
  const ratio = Math.max(...times.slice(1).map((own) => quantile(own, 0.5))) / quantile(times[0], 0.5);
  const work = `key to problems with a version before, ${lines.toLocaleString('en')} lines, beside none`;
  return line(work, ratio, 'times', 1.25, `${keys} keys each, p50 / p95 in ms: ${shown.join(', ')}`);
}
