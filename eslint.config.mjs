// What the linter checks beyond the compiler: promises that nobody waits for, `any`, and the habits of this code base.
// It must never hold layout rules; Prettier decides layout.

import tseslint from 'typescript-eslint';

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration',
  message: 'Exports are named, so that a name is the same everywhere.',
};
const noEnum = { selector: 'TSEnumDeclaration', message: 'A union of strings says the same and can be erased.' };

/** By which text of a file could become markup or code in the page of the preview. */
const MARKUP =
  'innerHTML|outerHTML|insertAdjacentHTML|setHTML|setHTMLUnsafe|srcdoc|createContextualFragment|parseFromString';
const noMarkup = [
  {
    selector: `MemberExpression[property.name=/^(?:${MARKUP})$/], Literal[value=/^(?:${MARKUP})$/]`,
    message: 'Text of a file is set as text: use `element` of dom.ts.',
  },
  {
    selector: "MemberExpression[object.name='document'][property.name=/^writeln?$/]",
    message: 'The page is made of elements, never of a text.',
  },
  {
    selector: "CallExpression[callee.name=/^(?:eval|Function|setTimeout|setInterval)$/][arguments.0.type='Literal']",
    message: 'No text is run as code.',
  },
];

export default tseslint.config(
  {
    ignores: [
      '**/node_modules/',
      'dist/',
      'dist-test/',
      '.build/',
      'test/.output/',
      'test/vscode/host/',
      '**/*.generated.*',
      '**/*.d.ts',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.recommended],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-readonly': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'no-restricted-syntax': ['error', noDefaultExport, noEnum],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    // The core decides verdicts: what may be missing must be handled, not asserted away.
    files: ['server/src/core/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      'no-restricted-globals': ['error', 'process', 'console', 'setTimeout', 'setInterval', 'fetch'],
    },
  },
  {
    files: ['client/src/webview/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', noDefaultExport, noEnum, ...noMarkup] },
  },
  {
    // The runner of node:test takes care of the promises that its functions return.
    files: ['test/**/*.ts'],
    rules: {
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['test', 'describe', 'it', 'suite'] },
          ],
        },
      ],
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-console': 'off',
    },
  },
  {
    files: ['**/*.mjs'],
    rules: {
      eqeqeq: 'error',
      'no-var': 'error',
      'prefer-const': 'error',
      'no-undef': 'off',
      'no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
);
