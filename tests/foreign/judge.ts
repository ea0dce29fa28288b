import { createDefinitions } from '../../scripts/packages/definitions/definitions.ts';
import { createTerminology } from '../../scripts/terminology/terminology.ts';
import { createValidator } from '../../scripts/validate/validator.ts';
import { npmPackages } from '../validate/npm-packages.ts';

const definitions = createDefinitions(await npmPackages());
const validator = createValidator({ definitions, terminology: createTerminology(definitions), allowExampleUrls: true });

/** What our validator says of a resource, as `severity rule element`, notes on what was not checked left out. */
export function judge(resource: object): string[] {
  const { issues } = validator.validate(JSON.stringify(resource), { file: 'case.json' });
  return issues
    .filter(({ rule }) => rule !== 'not-checked')
    .map(({ severity, rule, expression = '' }) => `${severity} ${rule} ${expression}`);
}

export const narrative = { status: 'generated', div: '<div xmlns="http://www.w3.org/1999/xhtml">text</div>' };
