// JSON as reports write it: indented, a line feed at its end, and nothing in it that hides, or that a runner takes as a command.
// It must never change what the JSON says.

import { forJson } from '../../core/show/escape';

export type Json =
  string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json | undefined };

/** A value as text. */
export function asLogged(value: Json): string {
  return `${forJson(JSON.stringify(value, undefined, 2))}\n`;
}
