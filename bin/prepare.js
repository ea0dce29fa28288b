// After `npm ci`: makes the bundle, so that the first `ig` starts as fast as the second.
import { bundle } from './bundle.js';

await bundle();
