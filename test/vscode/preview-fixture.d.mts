// What the previews that are made up hold, for tests in TypeScript.
// It must never differ from preview-fixture.mjs.

import type { Preview } from '../../server/src/lsp/protocol';

export function fixture(count: number, uri?: string): Preview;
