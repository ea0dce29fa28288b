/** A thread of the language server: what takes long is done here, so that answers never wait. */
import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadSetup } from './messages.ts';
import { checkSyntax } from './syntax-thread.ts';
import { keepWorkspace } from './workspace-thread.ts';

export const keepsCode = false; // whoever starts it does

if (parentPort === null) throw new Error('This is a thread of ig lsp.');
const setup = workerData as ThreadSetup;
if (setup.role === 'workspace') keepWorkspace(setup, parentPort);
else checkSyntax(setup, parentPort);
