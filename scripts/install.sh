#!/bin/sh
# Installs the packages. Native modules are compiled against the headers that came with this Node, where it came with any,
# so that node-gyp need not download them.
set -eu
cd "$(dirname "$0")/.."
prefix=$(node -p 'path.resolve(process.execPath, "..", "..")')
if [ -f "$prefix/include/node/node.h" ]; then
  export npm_config_nodedir="$prefix"
fi
exec npm ci
