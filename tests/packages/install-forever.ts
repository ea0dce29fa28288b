import { createStore, storeKey } from '../../scripts/packages/store/store.ts';

// Run by store.test.ts in a process of its own, which is killed while it writes.
const [, , folder = ''] = process.argv;
const signal = new AbortController().signal;
const content = {
  manifest: { name: 'example.a', version: '1.0.0' },
  *files() {
    for (let at = 0; ; at++) {
      if (at === 200) process.stdout.write('writing\n');
      yield {
        name: `ValueSet-${at}.json`,
        text: JSON.stringify({ resourceType: 'ValueSet', title: 'x'.repeat(100_000) }),
      };
    }
  },
};
void createStore(folder).write({ id: 'example.a', version: '1.0.0', key: storeKey(['test']) }, content, signal);
