#!/usr/bin/env node
// Runs the bundle of scripts/ in dist/, made anew when a source is younger than it: a clone never runs old code.
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.js';
import { installationFault } from './installed.js';
import { start } from './start.js';

try {
  await start('ig', await bundle());
} catch (error) {
  const fault = installationFault(error, join(dirname(fileURLToPath(import.meta.url)), '..'));
  if (fault === undefined) throw error;
  process.stderr.write(`ig: ${fault}\n`);
  process.exitCode = 2;
}
