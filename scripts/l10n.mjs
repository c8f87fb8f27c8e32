// Gathers the texts that the client shows, `vscode.l10n.t("…")`, into the bundle that translators translate.
// It must never guess a text: one that is not written out as a whole is refused.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

export const clientBundle = 'l10n/bundle.l10n.json';

/** The bundle as it must be, for the sources below a root. */
export function clientTexts(root) {
  const texts = new Set();
  const folder = join(root, 'client/src');
  for (const file of readdirSync(folder, { recursive: true }).filter((name) => name.endsWith('.ts'))) {
    const tree = ts.createSourceFile(file, readFileSync(join(folder, file), 'utf8'), ts.ScriptTarget.ES2023, true);
    const visit = (node) => {
      if (ts.isCallExpression(node) && node.expression.getText(tree) === 'vscode.l10n.t') {
        const text = node.arguments[0];
        if (text === undefined || !ts.isStringLiteralLike(text)) throw new Error(`${file}: a text is not written out`);
        texts.add(text.text);
      }
      ts.forEachChild(node, visit);
    };
    visit(tree);
  }
  return `${JSON.stringify(Object.fromEntries([...texts].sort().map((text) => [text, text])), undefined, 2)}\n`;
}
