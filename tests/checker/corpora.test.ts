import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { makeChecker } from '../../scripts/pipeline/checker/make-checker.ts';
import { prepareValidator } from '../../scripts/pipeline/validation.ts';
import { conformance, isAbsent } from '../conformance/corpus.ts';
import { ask } from './made-checker.ts';

const absent = isAbsent('verdicts of a checker of FHIR alone on the corpora');
const { signal } = new AbortController();
const LEAST = { corpusA: 90, corpusB: 1_000 };

for (const [corpus, least] of Object.entries(LEAST))
  test.skipIf(absent)(`of ${corpus} it says what ig validate --fhir-only says`, { timeout: 300_000 }, async () => {
    const resources = new URL(`${corpus}/resources/`, conformance);
    const names = readdirSync(resources).filter((name) => name.endsWith('.json'));
    expect(names.length).toBeGreaterThan(least);
    const texts = names.map((file) => readFileSync(new URL(file, resources), 'utf8'));
    const { files } = await makeChecker('.', { fhirOnly: true, offline: true, signal });
    const found = ask(
      files,
      texts.map((text, at) => ({ text, options: { file: `${names[at]}` } })),
    );
    const { value: ready } = await prepareValidator('.', { fhirOnly: true, offline: true, signal });
    const differences = texts.flatMap((text, at) => {
      const wanted = ready?.validator.validate(text, { file: `${names[at]}` });
      return JSON.stringify(found[at]) === JSON.stringify(wanted) ? [] : [names[at]];
    });
    expect(differences).toEqual([]);
  });
