import { type Row, tryAll } from './rows.ts';

const rows: readonly Row[] = [
  {
    input: 'JSON of 100,000 nested arrays',
    files: { 'deep.json': `{"resourceType":"Patient","x":${'['.repeat(100_000)}${']'.repeat(100_000)}}` },
    args: ['validate', '--fhir-only', 'deep.json'],
    code: 1,
    says: /fatal +deep\.json:1:\d+\s+The text nests deeper than 500 levels/,
  },
];

tryAll('payloads', rows);
