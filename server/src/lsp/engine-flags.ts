// Sets how the JavaScript engine compiles in a server that mostly waits, before anything else is loaded.
// It must never be imported behind another module: what was compiled before it stays.

import { setFlagsFromString } from 'node:v8';

// The last of the engine's compilers takes twenty megabytes, and makes nothing faster that is called a few times a second. Older
// engines have no other that optimizes.
if (Number(process.versions.v8.split('.')[0]) >= 12) setFlagsFromString('--no-turbofan');
