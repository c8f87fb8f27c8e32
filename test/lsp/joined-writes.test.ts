// Messages that are written at once: nothing is lost, held back or torn.
// It must never assume how the stream below cuts what it is given.

import assert from 'node:assert/strict';
import { Writable } from 'node:stream';
import { test } from 'node:test';
import { joinWrites } from '../../server/src/lsp/joined-writes';

function recorded(): { readonly stream: Writable; readonly written: string[] } {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString('utf8'));
      done();
    },
  });
  joinWrites(stream);
  return { stream, written };
}

const writing = (stream: Writable, chunk: string | Buffer): Promise<unknown> =>
  new Promise((done) => {
    if (typeof chunk === 'string') stream.write(chunk, 'ascii', done);
    else stream.write(chunk, done);
  });

test('a header leaves with its body, and each of the two writes is told to be done', async () => {
  const { stream, written } = recorded();
  for (const body of ['{"a":1}', '{"b":"–"}']) {
    const bytes = Buffer.from(body);
    await writing(stream, `Content-Length: ${bytes.length}\r\n\r\n`);
    await writing(stream, bytes);
  }
  assert.deepEqual(written, ['Content-Length: 7\r\n\r\n{"a":1}', 'Content-Length: 11\r\n\r\n{"b":"–"}']);
});

test('what is no message is written as it comes', async () => {
  const { stream, written } = recorded();
  await writing(stream, 'a word');
  await writing(stream, Buffer.from('and bytes'));
  assert.deepEqual(written, ['a word', 'and bytes']);
});

test('a body that is text is joined as well, and an error reaches whoever wrote it', async () => {
  const written: string[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString('utf8'));
      done(new Error('the reader is gone'));
    },
  });
  stream.on('error', () => undefined);
  joinWrites(stream);
  assert.equal(await writing(stream, 'Content-Length: 2\r\n\r\n'), undefined);
  const failed = await writing(stream, '{}');
  assert.ok(failed instanceof Error && failed.message === 'the reader is gone');
  assert.deepEqual(written, ['Content-Length: 2\r\n\r\n{}']);
});
