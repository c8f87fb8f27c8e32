// Asks an HTTP API one question at a time, with limits of time and size, and gives the JSON that it answers.
// It must never follow a redirect, connect to another address than the one that was checked, or tell a secret.

import { request as plainRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { PrometheusConnection } from '../../core/compliance/connection-types';
import type { Address } from './network';
import { RemoteFailure } from './table';

/** Milliseconds for a whole answer, and its most bytes. */
const answerTime = 10_000;
const mostAnswerBytes = 16 * 1_048_576;

/** Posts a form and parses the answer, whatever its status. Throws `RemoteFailure`; of kind `limit` where it is too large. */
export async function askJson(
  connection: PrometheusConnection,
  { address, family }: Address,
  path: string,
  form: Readonly<Record<string, string>>,
): Promise<{ readonly value: unknown; readonly bytes: number }> {
  const body = new URLSearchParams(form).toString();
  const options: RequestOptions & { readonly servername?: string } = {
    method: 'POST',
    host: connection.host,
    port: connection.port,
    path: `${connection.basePath}${path}`,
    // The name was looked up and checked before; it is not looked up again.
    lookup: (_host, { all }, found) =>
      all === true ? found(null, [{ address, family }]) : found(null, address, family),
    agent: false,
    headers: {
      accept: 'application/json',
      'accept-encoding': 'identity',
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': Buffer.byteLength(body),
      ...(connection.authorization === undefined ? {} : { authorization: connection.authorization }),
    },
  };
  const text = await new Promise<string>((done, failed) => {
    let isLate = false;
    const onError = (error: NodeJS.ErrnoException): void => {
      if (isLate) failed(new RemoteFailure('limit', `it did not answer within ${answerTime / 1_000} s`));
      else if (error instanceof RemoteFailure) failed(error);
      else failed(new RemoteFailure('unreadable', `it cannot be reached (${error.code ?? error.message})`));
    };
    const request = (connection.isUnencrypted ? plainRequest : secureRequest)(options, (response) => {
      read(response).then(done, onError);
    });
    const timer = setTimeout(() => {
      isLate = true;
      request.destroy(new Error('late'));
    }, answerTime);
    request.on('close', () => clearTimeout(timer));
    request.on('error', onError);
    request.end(body);
  });
  try {
    return { value: JSON.parse(text), bytes: text.length };
  } catch {
    throw new RemoteFailure('unreadable', 'its answer is not JSON');
  }
}

async function read(response: IncomingMessage): Promise<string> {
  const status = response.statusCode ?? 0;
  const refuse = (message: string): never => {
    response.destroy();
    throw new RemoteFailure('unreadable', message);
  };
  if (status >= 300 && status < 400)
    refuse(`it redirects (${status}); the address that it redirects to is not followed`);
  if (status === 401 || status === 403) refuse(`it does not let the user in (${status})`);
  // A refused question comes with its reason as JSON.
  if (status !== 200 && status !== 400 && status !== 422 && status !== 503) refuse(`it answers with status ${status}`);
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding !== 'identity') refuse('its answer is packed although that was not asked for');
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostAnswerBytes) {
      response.destroy();
      throw new RemoteFailure('limit', 'its answer is larger than 16 MB');
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
