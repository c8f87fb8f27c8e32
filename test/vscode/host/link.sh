#!/bin/sh
# The server and the workbench look for their modules in lib/vscode/node_modules: point that at ours.
set -eu
cd "$(dirname "$0")/node_modules/code-server/lib/vscode"
rm -rf node_modules
ln -s ../../.. node_modules
test -f node_modules/minimist/package.json
