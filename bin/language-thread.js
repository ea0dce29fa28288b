// A thread of the language server: the same bundle from the same code cache as the program, at another entry.
import { builtBundle } from './bundle.js';
import { start } from './start.js';

await start('languageThread', builtBundle);
