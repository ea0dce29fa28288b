// A validation thread: the same bundle from the same code cache as the program that starts it, at another entry.
import { builtBundle } from './bundle.js';
import { start } from './start.js';

await start('validationWorker', builtBundle);
