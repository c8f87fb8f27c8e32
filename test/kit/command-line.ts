// Runs the command line in the process of a test, in a folder and with an environment of its own.
// It must never leave the folder or the environment of the process changed.

import { main } from '../../server/src/cli/main';

export interface Answer {
  readonly code: number | undefined;
  readonly out: string;
  readonly error: string;
}

/** The answer of `sla ARGS` in a folder, as on a day of November 2026. It is for commands that start no engine: data is never read. */
export async function slaIn(
  folder: string,
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Answer> {
  let [out, error] = ['', ''];
  const streams = { out: (text: string) => void (out += text), error: (text: string) => void (error += text) };
  const own = process.cwd();
  const before = Object.fromEntries(Object.keys(environment).map((name) => [name, process.env[name]]));
  Object.assign(process.env, environment);
  process.chdir(folder);
  try {
    const all = [...args, '--no-data', '--today', '2026-11-25'];
    const code = await main(all, '0.0.0', { ...streams, hasColour: false, width: 120 });
    return { code, out, error };
  } finally {
    process.chdir(own);
    for (const [name, value] of Object.entries(before))
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
  }
}
