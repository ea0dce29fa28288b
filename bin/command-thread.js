// A command in a thread of its own: the same bundle from the same code cache, at another entry.
import { builtBundle } from './bundle.js';
import { start } from './start.js';

await start('commandThread', builtBundle);
