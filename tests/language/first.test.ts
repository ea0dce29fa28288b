import { rmSync } from 'node:fs';
import { expect, test } from 'vitest';
import { LanguageThreads } from '../../scripts/language/server/threads.ts';
import type { WorkspaceReply } from '../../scripts/language/worker/messages.ts';
import { ig } from '../cli/run-ig.ts';
import { guideFiles } from '../workspace/edited-guide.ts';
import { newProject } from '../workspace/project.ts';

const BASE = 'input/fsh/base.fsh';

test('an edited profile is held against the examples as they stand before the verdict on all is there', async () => {
  const root = newProject(guideFiles);
  await ig(['packages', 'lock', '--offline', '--quiet', root]);
  const heard: WorkspaceReply[] = [];
  let wake = () => {};
  const lost: string[] = [];
  const threads = new LanguageThreads(
    { root, offline: true },
    {
      workspace: (reply) => {
        heard.push(reply);
        if (reply.kind === 'verdict') wake();
      },
      syntax: () => {},
      lost: (reason) => lost.push(reason),
    },
  );
  const verdict = () => new Promise<void>((resolve) => { wake = resolve; }); // biome-ignore format: one thing
  await verdict();
  heard.length = 0;
  const next = verdict();
  threads.edit(BASE, guideFiles[BASE]?.replace('* subject 1..1', '* subject 1..1\n* performer 1..*'), { [BASE]: 2 });
  threads.flush();
  await next;
  await threads.end();
  rmSync(root, { recursive: true, force: true });
  expect(lost).toEqual([]);
  const kinds = heard.map(({ kind }) => kind).filter((kind) => kind === 'first' || kind === 'verdict');
  expect(kinds).toEqual(['first', 'verdict']);
  const first = heard.find((reply) => reply.kind === 'first');
  expect(first?.versions).toEqual({ [BASE]: 2 });
  const messages = first?.conformance.map(({ issue }) => issue.message);
  expect(messages).toContain('Observation.performer is missing: at least 1 required.');
});
