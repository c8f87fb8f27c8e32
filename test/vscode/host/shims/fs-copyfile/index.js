// Stand-in for the native @vscode/fs-copyfile, which the built-in Git extension wants: the same, by what Node can do.
// It must never copy anything that it was not asked to.
const { cp } = require('node:fs/promises');
exports.cp = (from, to, options) => cp(from, to, options);
