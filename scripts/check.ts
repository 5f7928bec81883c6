// Everything that must hold before a change lands: format, types, lint, generated files, build, tests (with layers and rules among them).
// Prints each step's own output, vitest's summary last but one, and `N passed, N failed` as the last line.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const results = join(tmpdir(), `mouchard-check-${process.pid}.json`);

const steps: readonly (readonly [name: string, command: string, ...args: string[]])[] = [
  ['format', 'prettier', '--check', '--log-level', 'warn', 'src', 'tests', 'scripts', '!**/*.golden.*'],
  ['types', 'tsc', '--noEmit', '-p', 'tests/tsconfig.json'],
  ['lint', 'eslint', '--config', '.eslint.config.js', 'src', 'scripts', 'tests'],
  ['build', 'tsc'],
  ['generated data', 'tsx', 'scripts/generate.ts'],
  ['bundle', 'tsx', 'scripts/bundle.ts'],
  ['generated files fresh', 'tsx', 'scripts/generate.ts', '--check'],
  ['tests', 'vitest', 'run', '--config', 'tests/vitest.config.ts', '--reporter=default', '--reporter=json', `--outputFile.json=${results}`],
];

let failedSteps = 0;
for (const [name, command, ...args] of steps) {
  console.log(`\n── ${name}`);
  const { status, error } = spawnSync(join('node_modules', '.bin', command), args, { stdio: 'inherit' });
  if (error !== undefined) console.error(error.message);
  if (status !== 0) {
    failedSteps += 1;
    console.error(`── ${name}: failed`);
    // Without a build the tests would run something old.
    if (name === 'build') break;
  }
}

let passed = 0;
let failed = failedSteps;
try {
  const summary = JSON.parse(readFileSync(results, 'utf8')) as { numPassedTests: number; numFailedTests: number };
  passed = summary.numPassedTests;
  failed += summary.numFailedTests;
} catch {
  failed += 1;
}
rmSync(results, { force: true });
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 && passed > 0 ? 0 : 1;
