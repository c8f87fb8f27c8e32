// The page that a panel of the preview loads: a frame without content, and the strictest policy under which it works.
// It must never hold a text of a file: what is shown comes by message and is set as text.

import * as vscode from 'vscode';

export interface PreviewPage {
  readonly html: string;
  /** What every message of this panel carries. */
  readonly token: string;
}

/** The page for one panel; scripts and styles are the two files of our own below `dist`. */
export function previewPage(webview: vscode.Webview, dist: vscode.Uri): PreviewPage {
  const [nonce, token] = [secret(), secret()];
  const file = (name: string): string => webview.asWebviewUri(vscode.Uri.joinPath(dist, name)).toString();
  // lit makes its templates, which are texts of its own, through one policy of this name; nobody else may turn text into markup.
  const policy = [
    "default-src 'none'",
    `script-src 'nonce-${nonce}'`,
    `style-src ${webview.cspSource}`,
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');
  const language = /^[A-Za-z-]{2,20}$/.test(vscode.env.language) ? vscode.env.language : 'en';
  const html = `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${vscode.l10n.t('SLA Preview')}</title>
<link rel="stylesheet" href="${file('webview.css')}">
</head>
<body data-token="${token}">
<script nonce="${nonce}" src="${file('webview.js')}"></script>
</body>
</html>`;
  return { html, token };
}

/** A name that nobody can guess. */
function secret(): string {
  return crypto.randomUUID().replaceAll('-', '');
}
