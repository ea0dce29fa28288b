import { testBases } from './bases.ts';
import { testExamples } from './examples.ts';
import { testFacts } from './facts.ts';
import { testLeniency } from './leniency.ts';
import { testMatrix } from './matrix.ts';
import { testPayloads } from './payloads.ts';
import { testPlaces } from './places.ts';
import { testRealLife } from './real-life.ts';
import { testSearches } from './searches.ts';
import { testStructure } from './structure.ts';

// One file, because compiling the guide takes longer than all of the tests.
testMatrix();
testLeniency();
testStructure();
testBases();
testRealLife();
testPayloads();
testSearches();
testFacts();
testPlaces();
testExamples();
