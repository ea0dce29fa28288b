import type { MessagePort } from 'node:worker_threads';
import { syntaxChecker } from '../../compile/syntax.ts';
import type { SyntaxOrder, SyntaxReply, ThreadSetup } from './messages.ts';

/** Reads single files as they are typed, and tells what is wrong with their syntax. */
export function checkSyntax({ root }: ThreadSetup, port: MessagePort): void {
  const checker = syntaxChecker(root);
  const waiting = new Map<string, SyntaxOrder>();
  let isAtWork = false;
  const work = async () => {
    const check = await checker;
    for (const [path, { text, version }] of waiting) {
      waiting.delete(path);
      const reply: SyntaxReply = { path, version, issues: await check(path, text) };
      port.postMessage(reply);
      // A newer text of the same file may have come.
      await new Promise((resolve) => setImmediate(resolve));
    }
    isAtWork = false;
  };
  port.on('message', (order: SyntaxOrder) => {
    waiting.set(order.path, order);
    if (isAtWork) return;
    isAtWork = true;
    void work();
  });
}
