import type { MessagePort } from 'node:worker_threads';
import { prepareFormatting } from '../../compile/format/format-fsh.ts';
import { syntaxChecker } from '../../compile/syntax.ts';
import type { FormatOrder, FormatReply, SyntaxOrder, SyntaxReply, ThreadSetup } from './messages.ts';

/** Reads single files as they are typed, tells what is wrong with their syntax, and formats what it is asked to. */
export function checkSyntax({ root }: ThreadSetup, port: MessagePort): void {
  const checker = syntaxChecker(root);
  const waiting = new Map<string, SyntaxOrder>();
  const asked: FormatOrder[] = [];
  let isAtWork = false;
  /** Not loaded before something is formatted. */
  let formatting: ReturnType<typeof prepareFormatting> | undefined;
  const format = async (): Promise<void> => {
    for (let order = asked.shift(); order !== undefined; order = asked.shift()) {
      formatting ??= prepareFormatting();
      const reply: FormatReply = { kind: 'format', id: order.id, edits: (await formatting)(order.text) };
      port.postMessage(reply);
    }
  };
  const work = async () => {
    const check = await checker;
    await format();
    for (const [path, { text, version }] of waiting) {
      waiting.delete(path);
      const reply: SyntaxReply = { kind: 'syntax', path, version, issues: await check(path, text) };
      port.postMessage(reply);
      // A newer text of the same file may have come, or somebody who waits.
      await new Promise((resolve) => setImmediate(resolve));
      await format();
    }
    isAtWork = false;
  };
  port.on('message', (order: SyntaxOrder | FormatOrder) => {
    if (order.kind === 'format') asked.push(order);
    else waiting.set(order.path, order);
    if (isAtWork) return;
    isAtWork = true;
    void work();
  });
}
