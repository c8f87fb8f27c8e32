// Styles are imported for what the bundler makes of them: dist/webview.css.
// It must never declare more than that they are there.

declare module '*.css';
