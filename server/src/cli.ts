// Entry of the command line `sla`.
// It must never do anything that `main` could be tested for.

import { main } from './cli/main';

declare const SLA_VERSION: string;

const isTerminal = process.stdout.isTTY === true;
const streams = {
  out: (text: string) => void process.stdout.write(text),
  error: (text: string) => void process.stderr.write(text),
  hasColour: isTerminal && (process.env['NO_COLOR'] ?? '') === '',
  width: process.stdout.columns ?? 120,
};

// A reader that has seen enough, such as `head`, closes the pipe; that is no failure of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

void main(process.argv.slice(2), SLA_VERSION, streams).then((code) => {
  if (code !== undefined) process.exitCode = code;
});
