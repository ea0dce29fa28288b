import { expect, test, vi } from 'vitest';
import { isKnown } from '../../scripts/compile/sushi/known-sushi.ts';
import { importSushi, type Sushi } from '../../scripts/compile/sushi/sushi.ts';
import { parseInTwoStages } from '../../scripts/compile/sushi/two-stage-parse.ts';

const sushi = await importSushi();
const { prototype } = sushi.library.sushiImport.FSHImporter as unknown as {
  prototype: { parseDoc(input: string): unknown };
};

const ofVersion = (version: string): Sushi => ({
  ...sushi,
  library: { ...sushi.library, utils: { ...sushi.library.utils, getLocalSushiVersion: () => version } },
});

test('the SUSHI that is installed is the one that the remedies were written for', () => {
  expect(isKnown(sushi, 'parseDoc', prototype.parseDoc)).toBe(true);
  expect(isKnown(sushi, 'FHIRExporter.export', sushi.library.sushiExport.FHIRExporter.prototype.export)).toBe(true);
});

test('a function of another text, another version, and none at all are not known', () => {
  expect(isKnown(sushi, 'parseDoc', () => undefined)).toBe(false);
  expect(isKnown(ofVersion('3.22.0'), 'parseDoc', prototype.parseDoc)).toBe(false);
  expect(isKnown(sushi, 'parseDoc', undefined)).toBe(false);
});

test('a parser that is not known is left as it is', async () => {
  const { parseDoc } = prototype;
  const other = vi.fn(parseDoc);
  prototype.parseDoc = other;
  try {
    const takeBack = await parseInTwoStages(sushi);
    expect(prototype.parseDoc).toBe(other);
    takeBack();
    expect(prototype.parseDoc).toBe(other);
  } finally {
    prototype.parseDoc = parseDoc;
  }
});

test('a text without faults is parsed once, one with a fault again in full', async () => {
  const takeBack = await parseInTwoStages(sushi);
  try {
    const quick = prototype.parseDoc.call(undefined, 'Alias: A = http://a.example\n');
    expect((quick as { entity(): unknown[] }).entity()).toHaveLength(1);
    expect((quick as { parser: { _interp: { predictionMode: number } } }).parser._interp.predictionMode).toBe(0);
    const faulty = prototype.parseDoc.call(undefined, 'Alias: A =http://a.example\n');
    expect((faulty as { parser: { _interp: { predictionMode: number } } }).parser._interp.predictionMode).toBe(1);
  } finally {
    takeBack();
  }
});
