import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { guideFiles } from '../workspace/edited-guide.ts';
import { newProject } from '../workspace/project.ts';
import { Editor } from './editor.ts';

const EXAMPLES = 'input/fsh/examples.fsh';

test('a client that asks for it is told of each verdict, after the findings of it', async () => {
  const folder = newProject(guideFiles);
  const editor = new Editor(folder);
  const seen: number[] = [];
  const first = new Promise<void>((resolve) => {
    editor.connection.onNotification('ig/verdict', () => {
      seen.push(editor.diagnostics(EXAMPLES).length);
      resolve();
    });
  });
  await editor.start({}, { verdict: true });
  expect(editor.result?.capabilities.experimental).toEqual({ verdict: true });
  await first;
  expect(seen[0]).toBeGreaterThan(0);
  await editor.end();
  rmSync(folder, { recursive: true, force: true });
});

test('a client that does not is not', async () => {
  const folder = newProject(guideFiles);
  const editor = await new Editor(folder).start();
  await editor.open(EXAMPLES);
  await editor.untilDiagnostics(EXAMPLES, (found) => found.length > 0);
  await editor.end(); // fails on a message that nobody takes
  rmSync(folder, { recursive: true, force: true });
});
