// Entry of the engine's process.
// It must never be bundled into the server or the command line: data is read in a process of its own.

import { listen } from './engine/worker';

listen();
