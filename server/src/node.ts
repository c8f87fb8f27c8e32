// Entry of the language server on Node, over IPC or standard input and output.
// It must never do anything but connect.

import './lsp/engine-flags';
import { createConnection, ProposedFeatures } from 'vscode-languageserver/node';
import { joinWrites } from './lsp/joined-writes';
import { serve } from './lsp/server';

declare const SLA_VERSION: string;

if (process.argv.includes('--stdio')) joinWrites(process.stdout);
serve(createConnection(ProposedFeatures.all), SLA_VERSION);
