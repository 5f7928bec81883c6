#!/usr/bin/env node
import { EXIT } from './cli/edges.ts';
import { main } from './cli/main.ts';

// Ink and React read this at import: without it they keep every render in memory.
process.env['NODE_ENV'] ??= 'production';
// Everything that we write is for its owner alone.
process.umask(0o077);

// Whatever ends this process before the command has ended is a fault.
process.exitCode = EXIT.fault;
void main({
  argv: process.argv.slice(2),
  env: process.env,
  stdin: process.stdin,
  stdout: process.stdout,
  stderr: process.stderr,
  now: Date.now,
}).then((exitCode) => {
  process.exitCode = exitCode;
});
