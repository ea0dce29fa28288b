import { compiledGuide } from './compile-guide.ts';
import { testConversions } from './conversions.ts';
import { testFlows } from './flows.ts';
import { testMeasureCodes } from './measure-codes.ts';
import { testMeasures } from './measures.ts';
import { testOriginalPages } from './original-pages.ts';
import { testOutcomes } from './outcomes.ts';
import { testPages } from './pages.ts';
import { testProfiles } from './profiles.ts';
import { testQuickStart } from './quick-start.ts';
import { testSettings } from './settings.ts';
import { testValidity } from './validity.ts';

// One file, because compiling the guide takes longer than all of the tests.
const guide = await compiledGuide();

testProfiles(guide.resources);
testMeasures(guide.resources);
testMeasureCodes();
testFlows(guide.resources);
testOutcomes(guide.resources);
testPages(guide);
testOriginalPages();
testSettings(guide.resources);
testConversions();
testQuickStart(guide.resources);
await testValidity(guide);
