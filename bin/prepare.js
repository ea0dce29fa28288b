// After `npm ci`: makes the bundles, so that the first `ig` starts as fast as the second, and a checker needs no sources.
import { bundle } from './bundle.js';
import { bundleChecker } from './bundle-checker.js';

if ((await bundle()) !== undefined) await bundleChecker();
