// Kills the language server while an agreement is open: it comes back, and when it dies too often the person is asked.
// It must never end a process but the language server of its own editor.

import { readFileSync, readdirSync } from 'node:fs';

const VERDICT = /\b(met|breached|missed|at risk|running|unknown)\b/i;

export const settings = { 'editor.minimap.enabled': false };

export async function run({ page, check, command, open, goTo, dataDir }) {
  /** The process whose command line names the server bundle below this editor's own folder. */
  const server = () =>
    readdirSync('/proc').find((pid) => {
      if (!/^\d+$/.test(pid)) return false;
      try {
        const line = readFileSync(`/proc/${pid}/cmdline`, 'utf8');
        return line.includes(dataDir) && line.includes('dist/server.js');
      } catch {
        return false;
      }
    });
  const another = async (old) => {
    for (let tries = 0; tries < 100; tries++) {
      const pid = server();
      if (pid !== undefined && pid !== old) return pid;
      await page.waitForTimeout(100);
    }
    throw new Error('no language server is running');
  };
  const results = async () => {
    await page.locator('.codelens-decoration:visible', { hasText: VERDICT }).first().waitFor();
  };
  let pid;

  await check('results are there', async () => {
    await open('examples/orders-api.sla.yaml');
    await goTo(110);
    await results();
    pid = await another(undefined);
  });
  await check('a server that was killed comes back, with its results', async () => {
    process.kill(Number(pid), 'SIGKILL');
    pid = await another(pid);
    await results();
  });
  await check('a server that dies again and again is left to the person', async () => {
    for (let times = 0; times < 4; times++) {
      await page.waitForTimeout(800);
      process.kill(Number(pid), 'SIGKILL');
      if (times < 3) pid = await another(pid);
    }
    // The test driver of the editor keeps notifications in their centre.
    await page.waitForTimeout(1000);
    await command('Notifications: Show Notifications');
    const told = page.locator('.notifications-center', { hasText: 'language server has stopped' });
    await told.waitFor();
    await told.locator('.monaco-button', { hasText: 'Restart' }).first().click();
    await another(pid);
    await results();
  });
}
