// Serves the language server over standard input and output, for editors that start `sla lsp`.
// It must never load the server where another command runs, and never listen on anything but standard input.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { CannotRun } from './cannot-run';

export const lspHelp = `sla lsp [--stdio]      language server over standard input and output, for editors

It takes no other options; settings and trust come from the editor. Nothing is sent anywhere.
`;

/** What editors add by themselves, and what changes nothing. */
const harmless = /^--(?:stdio|clientProcessId=\d+)$/;

/** Starts the server; it ends when the editor does. `args` are those after `lsp`. */
export async function serveEditors(args: readonly string[]): Promise<void> {
  const unknown = args.find((each) => !harmless.test(each));
  if (unknown !== undefined)
    throw new CannotRun(`sla lsp takes no "${unknown}"; it speaks over standard input and output`);
  // The server finds out from the arguments of the process how it is spoken to.
  process.argv.splice(2, process.argv.length, '--stdio');
  await import(pathToFileURL(join(__dirname, 'server.js')).href);
}
