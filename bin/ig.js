#!/usr/bin/env node
// Runs the bundle of scripts/ in dist/, made anew when a source is younger than it: a clone never runs old code.
import { bundle } from './bundle.js';
import { start } from './start.js';

await start('ig', await bundle());
