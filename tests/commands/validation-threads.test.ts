import { expect, test } from 'vitest';
import { ValidationThreads } from '../../scripts/commands/threads/validation-threads.ts';
import { temporaryFolder } from '../cli/run-ig.ts';
import { patientLine } from './patients.ts';

const payload = { file: 'p.json', bytes: Buffer.from(patientLine(1)) };

test('a thread that cannot open the packages ends the run with the reason, for all that wait', async () => {
  const { signal } = new AbortController();
  const setup = { project: temporaryFolder(), options: { offline: true }, profiles: [] };
  const threads = new ValidationThreads(2, setup, signal);
  try {
    const asked = [1, 2, 3, 4, 5].map(() => threads.validate(payload));
    for (const each of await Promise.allSettled(asked)) {
      expect(each).toMatchObject({ status: 'rejected', reason: { name: 'EnvironmentError' } });
      expect(String(each.status === 'rejected' ? each.reason : '')).toMatch(/There is no sushi-config\.yaml/);
    }
    await expect(threads.validate(payload)).rejects.toThrow('no sushi-config.yaml');
  } finally {
    await threads.close();
  }
});

test('what is aborted ends at once, with its reason', async () => {
  const stopped = new AbortController();
  const setup = { project: temporaryFolder(), options: { fhirOnly: true, offline: true }, profiles: [] };
  const threads = new ValidationThreads(2, setup, stopped.signal);
  try {
    const asked = threads.validate(payload);
    stopped.abort(new Error('Stopped by hand.'));
    await expect(asked).rejects.toThrow('Stopped by hand.');
  } finally {
    await threads.close();
  }
});
