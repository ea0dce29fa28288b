import { expect, test } from 'vitest';
import { judge, narrative } from './judge.ts';

/** What every definition below has as well, so that nothing else is to be said of it. */
const common = {
  text: narrative,
  name: 'Abc',
  status: 'active',
  date: '2020',
  publisher: 'me',
  description: 'd',
};

/** `hl7` is what the HL7 validator 6.8.2 says without a terminology server, as it was seen to run; where ours differs, `why`. */
interface Case {
  readonly what: string;
  readonly resource: object;
  readonly ours: readonly string[];
  readonly hl7: readonly string[];
  readonly why?: string;
}

const cases: readonly Case[] = [
  {
    what: 'a complete code system without concepts',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs13',
      url: 'http://example.org/fhir/CodeSystem/cs13',
      caseSensitive: true,
      content: 'complete',
    },
    ours: ['warning code-system-content CodeSystem'],
    hl7: [
      "warning CodeSystem: When a CodeSystem has content = 'complete', it doesnt make sense for there to be no concepts defined",
    ],
  },
  {
    what: 'a count that is not that of the concepts',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs14',
      url: 'http://example.org/fhir/CodeSystem/cs14',
      caseSensitive: true,
      content: 'complete',
      concept: [
        {
          code: 'a',
          display: 'A',
        },
        {
          code: 'b',
          display: 'B',
        },
      ],
      count: 1,
    },
    ours: ['error code-system-content CodeSystem.count'],
    hl7: [
      'error CodeSystem.count: The code system is complete, but the number of concepts (2) does not match the stated total number (1)',
    ],
  },
  {
    what: 'a count of more than a fragment has',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs15',
      url: 'http://example.org/fhir/CodeSystem/cs15',
      caseSensitive: true,
      content: 'fragment',
      concept: [
        {
          code: 'a',
          display: 'A',
        },
        {
          code: 'b',
          display: 'B',
        },
      ],
      count: 9,
    },
    ours: [],
    hl7: ['nothing'],
  },
  {
    what: 'concepts where there should be none',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs16',
      url: 'http://example.org/fhir/CodeSystem/cs16',
      caseSensitive: true,
      content: 'not-present',
      concept: [
        {
          code: 'a',
          display: 'A',
        },
        {
          code: 'b',
          display: 'B',
        },
      ],
    },
    ours: ['error code-system-content CodeSystem.concept[0]'],
    hl7: ['error CodeSystem.concept[0]: The code system says it has no content present, but concepts are found'],
  },
  {
    what: 'a supplement of nothing',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs3',
      url: 'http://example.org/fhir/CodeSystem/cs3',
      caseSensitive: true,
      content: 'supplement',
      concept: [
        {
          code: 'a',
          display: 'A',
        },
        {
          code: 'b',
          display: 'B',
        },
      ],
    },
    ours: ['error code-system-content CodeSystem.content'],
    hl7: [
      "error CodeSystem.content: CodeSystem Supplements with a content value of 'supplement' SHALL have a supplements element that specifies wh",
      'error CodeSystem: The code system is marked as a supplement, but it does not define what code system it supplements',
    ],
  },
  {
    what: 'a supplement that calls itself complete',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs4',
      url: 'http://example.org/fhir/CodeSystem/cs4',
      caseSensitive: true,
      content: 'complete',
      concept: [
        {
          code: 'a',
          display: 'A',
        },
        {
          code: 'b',
          display: 'B',
        },
      ],
      supplements: 'http://hl7.org/fhir/administrative-gender',
    },
    ours: ['error code-system-content CodeSystem.content'],
    hl7: [
      "error CodeSystem.content: CodeSystem Supplements SHALL have a content value of 'supplement'",
      'error CodeSystem.caseSensitive: CodeSystems SHOULD NOT have a stated value for the caseSensitive element when they are a supplement',
      "error CodeSystem.concept[0]: The code 'a' is not declared in the base CodeSystem http://hl7.org/fhir/administrative-gender so is not valid ",
      "error CodeSystem.concept[1]: The code 'b' is not declared in the base CodeSystem http://hl7.org/fhir/administrative-gender so is not valid ",
    ],
    why: 'The codes are told of once it calls itself a supplement; caseSensitive is not forbidden in R4.',
  },
  {
    what: 'a supplement for a code that does not exist',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs5',
      url: 'http://example.org/fhir/CodeSystem/cs5',
      caseSensitive: true,
      content: 'supplement',
      concept: [
        {
          code: 'zz',
          display: 'Z',
        },
      ],
      supplements: 'http://hl7.org/fhir/administrative-gender',
    },
    ours: ['error code-system-content CodeSystem.concept[0]'],
    hl7: [
      'error CodeSystem.caseSensitive: CodeSystems SHOULD NOT have a stated value for the caseSensitive element when they are a supplement',
      "error CodeSystem.concept[0]: The code 'zz' is not declared in the base CodeSystem http://hl7.org/fhir/administrative-gender so is not valid",
    ],
    why: 'R4 does not forbid caseSensitive in a supplement.',
  },
  {
    what: 'a property defined twice',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs6',
      url: 'http://example.org/fhir/CodeSystem/cs6',
      caseSensitive: true,
      content: 'complete',
      concept: [
        {
          code: 'a',
          display: 'A',
        },
        {
          code: 'b',
          display: 'B',
        },
      ],
      property: [
        {
          code: 'p',
          type: 'string',
        },
        {
          code: 'p',
          type: 'string',
        },
      ],
    },
    ours: ['error code-system-property CodeSystem.property[1]'],
    hl7: ["error CodeSystem.property[1]: A property is already defined with the code 'p'"],
  },
  {
    what: 'two properties of one URI',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs7',
      url: 'http://example.org/fhir/CodeSystem/cs7',
      caseSensitive: true,
      content: 'complete',
      concept: [
        {
          code: 'a',
          display: 'A',
        },
        {
          code: 'b',
          display: 'B',
        },
      ],
      property: [
        {
          code: 'p',
          uri: 'http://x.org/p',
          type: 'string',
        },
        {
          code: 'q',
          uri: 'http://x.org/p',
          type: 'string',
        },
      ],
    },
    ours: ['error code-system-property CodeSystem.property[1]'],
    hl7: ["error CodeSystem.property[1]: A property is already defined with the URI 'http://x.org/p'"],
  },
  {
    what: 'a property that is not defined',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs8',
      url: 'http://example.org/fhir/CodeSystem/cs8',
      caseSensitive: true,
      content: 'complete',
      concept: [
        {
          code: 'a',
          display: 'A',
          property: [
            {
              code: 'nope',
              valueString: 'x',
            },
          ],
        },
      ],
    },
    ours: ['warning code-system-property CodeSystem.concept[0].property[0]'],
    hl7: [
      "warning CodeSystem.concept[0].property[0]: The property 'nope' has no definition in CodeSystem.property. Many terminology tools won't know what to do wit",
    ],
  },
  {
    what: 'a property of another type than defined',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs9',
      url: 'http://example.org/fhir/CodeSystem/cs9',
      caseSensitive: true,
      content: 'complete',
      concept: [
        {
          code: 'a',
          display: 'A',
          property: [
            {
              code: 'p',
              valueString: 'x',
            },
          ],
        },
      ],
      property: [
        {
          code: 'p',
          type: 'boolean',
        },
      ],
    },
    ours: ['error code-system-property CodeSystem.concept[0].property[0]'],
    hl7: [
      "error CodeSystem.concept[0].property[0]: The property 'p' has the invalid type 'string', when it is defined to have the type 'boolean'",
    ],
  },
  {
    what: 'a relative url',
    resource: {
      resourceType: 'CodeSystem',
      id: 'cs12',
      url: 'rel/x',
      caseSensitive: true,
      content: 'complete',
      concept: [
        {
          code: 'a',
          display: 'A',
        },
        {
          code: 'b',
          display: 'B',
        },
      ],
    },
    ours: ['error definition-url CodeSystem.url'],
    hl7: ['error CodeSystem.url: Canonical URLs must be absolute URLs if they are not fragment references (rel/x)'],
  },
  {
    what: 'a search parameter of the type of its definition',
    resource: {
      resourceType: 'CapabilityStatement',
      id: 'cap',
      kind: 'requirements',
      fhirVersion: '4.0.1',
      format: ['json'],
      rest: [
        {
          mode: 'server',
          resource: [
            {
              type: 'Patient',
              searchParam: [
                {
                  name: 'name',
                  definition: 'http://hl7.org/fhir/SearchParameter/Patient-name',
                  type: 'string',
                },
              ],
            },
          ],
        },
      ],
    },
    ours: [],
    hl7: ['nothing'],
  },
  {
    what: 'a search parameter of another type',
    resource: {
      resourceType: 'CapabilityStatement',
      id: 'cap',
      kind: 'requirements',
      fhirVersion: '4.0.1',
      format: ['json'],
      rest: [
        {
          mode: 'server',
          resource: [
            {
              type: 'Patient',
              searchParam: [
                {
                  name: 'name',
                  definition: 'http://hl7.org/fhir/SearchParameter/Patient-name',
                  type: 'token',
                },
              ],
            },
          ],
        },
      ],
    },
    ours: ['error capability-search CapabilityStatement.rest[0].resource[0].searchParam[0]'],
    hl7: [
      "error CapabilityStatement.rest[0].resource[0].searchParam[0]: Type mismatch - SearchParameter 'http://hl7.org/fhir/SearchParameter/Patient-name|4.0.1' type is string, but t",
    ],
  },
  {
    what: 'a search parameter that is not loaded',
    resource: {
      resourceType: 'CapabilityStatement',
      id: 'cap',
      kind: 'requirements',
      fhirVersion: '4.0.1',
      format: ['json'],
      rest: [
        {
          mode: 'server',
          resource: [
            {
              type: 'Patient',
              searchParam: [
                {
                  name: 'code',
                  definition: 'http://hl7.org/fhir/SearchParameter/Observation-code',
                  type: 'token',
                },
              ],
            },
          ],
        },
      ],
    },
    ours: [],
    hl7: ['nothing'],
  },
  {
    what: 'a map between codes that exist',
    resource: {
      resourceType: 'ConceptMap',
      id: 'm0',
      url: 'http://example.org/fhir/ConceptMap/m0',
      sourceUri: 'http://hl7.org/fhir/ValueSet/administrative-gender',
      targetUri: 'http://hl7.org/fhir/ValueSet/address-use',
      group: [
        {
          source: 'http://hl7.org/fhir/administrative-gender',
          target: 'http://hl7.org/fhir/address-use',
          element: [
            {
              code: 'male',
              target: [
                {
                  code: 'home',
                  equivalence: 'equal',
                },
              ],
            },
          ],
        },
      ],
    },
    ours: [],
    hl7: ['nothing'],
  },
  {
    what: 'a source code that does not exist',
    resource: {
      resourceType: 'ConceptMap',
      id: 'm1',
      url: 'http://example.org/fhir/ConceptMap/m1',
      sourceUri: 'http://hl7.org/fhir/ValueSet/administrative-gender',
      targetUri: 'http://hl7.org/fhir/ValueSet/address-use',
      group: [
        {
          source: 'http://hl7.org/fhir/administrative-gender',
          target: 'http://hl7.org/fhir/address-use',
          element: [
            {
              code: 'mael',
              target: [
                {
                  code: 'home',
                  equivalence: 'equal',
                },
              ],
            },
          ],
        },
      ],
    },
    ours: ['error code-unknown ConceptMap.group[0].element[0].code'],
    hl7: [
      "error ConceptMap.group[0].element[0].code: The source code 'mael' is not valid in the code system http://hl7.org/fhir/administrative-gender|4.0.1",
    ],
  },
  {
    what: 'a target code that does not exist',
    resource: {
      resourceType: 'ConceptMap',
      id: 'm2',
      url: 'http://example.org/fhir/ConceptMap/m2',
      sourceUri: 'http://hl7.org/fhir/ValueSet/administrative-gender',
      targetUri: 'http://hl7.org/fhir/ValueSet/address-use',
      group: [
        {
          source: 'http://hl7.org/fhir/administrative-gender',
          target: 'http://hl7.org/fhir/address-use',
          element: [
            {
              code: 'male',
              target: [
                {
                  code: 'hoem',
                  equivalence: 'equal',
                },
              ],
            },
          ],
        },
      ],
    },
    ours: ['error code-unknown ConceptMap.group[0].element[0].target[0].code'],
    hl7: [
      "error ConceptMap.group[0].element[0].target[0].code: The target code 'hoem' is not valid in the code system http://hl7.org/fhir/address-use|4.0.1",
    ],
  },
  {
    what: 'displays in a map',
    resource: {
      resourceType: 'ConceptMap',
      id: 'm3',
      url: 'http://example.org/fhir/ConceptMap/m3',
      sourceUri: 'http://hl7.org/fhir/ValueSet/administrative-gender',
      targetUri: 'http://hl7.org/fhir/ValueSet/address-use',
      group: [
        {
          source: 'http://hl7.org/fhir/administrative-gender',
          target: 'http://hl7.org/fhir/address-use',
          element: [
            {
              code: 'male',
              display: 'x',
              target: [
                {
                  code: 'home',
                  display: 'y',
                  equivalence: 'equal',
                },
              ],
            },
          ],
        },
      ],
    },
    ours: [
      'warning display ConceptMap.group[0].element[0].code',
      'warning display ConceptMap.group[0].element[0].target[0].code',
    ],
    hl7: [
      "warning ConceptMap.group[0].element[0].code: The source display 'x' for the code 'http://hl7.org/fhir/administrative-gender|4.0.1#male' is not valid. Possi",
      "warning ConceptMap.group[0].element[0].target[0].code: The target display 'y' for the code 'http://hl7.org/fhir/address-use|4.0.1#home' is not valid. Possible displa",
    ],
  },
  {
    what: 'a map without systems',
    resource: {
      resourceType: 'ConceptMap',
      id: 'm5',
      url: 'http://example.org/fhir/ConceptMap/m5',
      sourceUri: 'http://hl7.org/fhir/ValueSet/administrative-gender',
      targetUri: 'http://hl7.org/fhir/ValueSet/address-use',
      group: [
        {
          element: [
            {
              code: 'male',
              target: [
                {
                  code: 'home',
                  equivalence: 'equal',
                },
              ],
            },
          ],
        },
      ],
    },
    ours: ['warning concept-map-system ConceptMap.group[0]', 'warning concept-map-system ConceptMap.group[0]'],
    hl7: [
      'warning ConceptMap.group[0]: No Source Code System, so the source codes cannot be checked',
      'warning ConceptMap.group[0]: No Target Code System, so the target codes cannot be checked',
    ],
  },
  {
    what: 'a version that is not loaded',
    resource: {
      resourceType: 'ConceptMap',
      id: 'm7',
      url: 'http://example.org/fhir/ConceptMap/m7',
      sourceUri: 'http://hl7.org/fhir/ValueSet/administrative-gender',
      targetUri: 'http://hl7.org/fhir/ValueSet/address-use',
      group: [
        {
          source: 'http://hl7.org/fhir/administrative-gender',
          sourceVersion: '9',
          target: 'http://hl7.org/fhir/address-use',
          element: [
            {
              code: 'mael',
              target: [
                {
                  code: 'home',
                  equivalence: 'equal',
                },
              ],
            },
          ],
        },
      ],
    },
    ours: [],
    hl7: ['nothing'],
  },
  {
    what: 'a search parameter',
    resource: {
      resourceType: 'SearchParameter',
      id: 'p0',
      url: 'http://example.org/fhir/SearchParameter/p0',
      code: 'abc',
      base: ['Patient'],
      type: 'string',
      expression: 'Patient.name.text',
      xpathUsage: 'normal',
    },
    ours: [],
    hl7: ['nothing'],
  },
  {
    what: 'a code with a dot',
    resource: {
      resourceType: 'SearchParameter',
      id: 'p1',
      url: 'http://example.org/fhir/SearchParameter/p1',
      code: 'a.b',
      base: ['Patient'],
      type: 'string',
      expression: 'Patient.name.text',
      xpathUsage: 'normal',
    },
    ours: ['warning search-parameter SearchParameter'],
    hl7: [
      "warning SearchParameter: The Search Parameter code includes 'a.b' which has special meaning in the RESTful API, and so this will be a p",
    ],
  },
  {
    what: 'a code with a colon',
    resource: {
      resourceType: 'SearchParameter',
      id: 'p16',
      url: 'http://example.org/fhir/SearchParameter/p16',
      code: 'a:b',
      base: ['Patient'],
      type: 'string',
      expression: 'Patient.name.text',
      xpathUsage: 'normal',
    },
    ours: ['warning search-parameter SearchParameter'],
    hl7: ['nothing'],
    why: 'A colon begins a modifier in every search.',
  },
  {
    what: 'an expression that leads nowhere',
    resource: {
      resourceType: 'SearchParameter',
      id: 'p2',
      url: 'http://example.org/fhir/SearchParameter/p2',
      code: 'abc',
      base: ['Patient'],
      type: 'string',
      expression: 'Patient.nmae',
      xpathUsage: 'normal',
    },
    ours: ['error search-parameter SearchParameter.expression'],
    hl7: [
      "error SearchParameter.expression: Error in search expression 'Patient.nmae': Error evaluating FHIRPath expression: The name 'nmae' is not valid ",
    ],
  },
  {
    what: 'an expression that is no FHIRPath',
    resource: {
      resourceType: 'SearchParameter',
      id: 'p3',
      url: 'http://example.org/fhir/SearchParameter/p3',
      code: 'abc',
      base: ['Patient'],
      type: 'string',
      expression: 'Patient.name.(',
      xpathUsage: 'normal',
    },
    ours: ['error search-parameter SearchParameter.expression'],
    hl7: [
      "error SearchParameter.expression: Error in search expression 'Patient.name.(': Error @1, 15: Expression terminated unexpectedly",
    ],
  },
  {
    what: 'a search parameter derived from an unknown one',
    resource: {
      resourceType: 'SearchParameter',
      id: 'p4',
      url: 'http://example.org/fhir/SearchParameter/p4',
      code: 'abc',
      base: ['Patient'],
      type: 'string',
      expression: 'Patient.name.text',
      xpathUsage: 'normal',
      derivedFrom: 'http://hl7.org/fhir/SearchParameter/none',
    },
    ours: ['warning search-parameter SearchParameter'],
    hl7: [
      "warning SearchParameter: Unable to find the base Search Parameter http://hl7.org/fhir/SearchParameter/none so can't check that this Sea",
    ],
  },
  {
    what: 'a search parameter derived from one of another type',
    resource: {
      resourceType: 'SearchParameter',
      id: 'p13',
      url: 'http://example.org/fhir/SearchParameter/p13',
      code: 'abc',
      base: ['Patient'],
      type: 'token',
      expression: 'Patient.name.text',
      xpathUsage: 'normal',
      derivedFrom: 'http://hl7.org/fhir/SearchParameter/Patient-name',
    },
    ours: ['error search-parameter SearchParameter'],
    hl7: [
      'error SearchParameter: The type string is different to the type http://hl7.org/fhir/SearchParameter/Patient-name in the derivedFrom S',
      "warning SearchParameter: The expression 'Patient.name.text' is not compatible with the expression 'Patient.name' in the derivedFrom Sea",
    ],
    why: 'A derived parameter may search less than its base.',
  },
  {
    what: 'a composite of nothing',
    resource: {
      resourceType: 'SearchParameter',
      id: 'p8',
      url: 'http://example.org/fhir/SearchParameter/p8',
      code: 'abc',
      base: ['Patient'],
      type: 'composite',
      expression: 'Patient',
      xpathUsage: 'normal',
    },
    ours: ['error search-parameter SearchParameter'],
    hl7: [
      "error SearchParameter: When the SearchParameter has a type of 'composite', then the SearchParameter must define two or more component",
    ],
  },
  {
    what: 'a value set of codes that exist',
    resource: {
      resourceType: 'ValueSet',
      id: 'v0',
      url: 'http://example.org/fhir/ValueSet/v0',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/administrative-gender',
            concept: [
              {
                code: 'male',
                display: 'Male',
              },
            ],
          },
        ],
      },
    },
    ours: [],
    hl7: ['nothing'],
  },
  {
    what: 'a code that does not exist',
    resource: {
      resourceType: 'ValueSet',
      id: 'v1',
      url: 'http://example.org/fhir/ValueSet/v1',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/administrative-gender',
            concept: [
              {
                code: 'mael',
              },
            ],
          },
        ],
      },
    },
    ours: ['warning code-unknown ValueSet.compose.include[0].concept[0].code'],
    hl7: ['nothing'],
    why: 'With a terminology server it says the same; the code system is loaded, so none is needed.',
  },
  {
    what: 'a display that is not there',
    resource: {
      resourceType: 'ValueSet',
      id: 'v2',
      url: 'http://example.org/fhir/ValueSet/v2',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/administrative-gender',
            concept: [
              {
                code: 'male',
                display: 'Mann',
              },
            ],
          },
        ],
      },
    },
    ours: ['warning display ValueSet.compose.include[0].concept[0].code'],
    hl7: ['nothing'],
    why: 'With a terminology server it says the same; the code system is loaded, so none is needed.',
  },
  {
    what: 'a relative url of a value set',
    resource: {
      resourceType: 'ValueSet',
      id: 'v3',
      url: 'ValueSet/x',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/administrative-gender',
          },
        ],
      },
    },
    ours: ['error definition-url ValueSet.url'],
    hl7: ['error ValueSet.url: Canonical URLs must be absolute URLs if they are not fragment references (ValueSet/x)'],
  },
  {
    what: 'a contained code system by its fragment',
    resource: {
      resourceType: 'ValueSet',
      id: 'v4',
      url: 'http://example.org/fhir/ValueSet/v4',
      compose: {
        include: [
          {
            system: '#c',
          },
        ],
      },
      contained: [
        {
          resourceType: 'CodeSystem',
          id: 'c',
          url: 'http://example.org/fhir/CodeSystem/c',
          version: '1.0.0',
          name: 'Abc',
          title: 't',
          status: 'active',
          experimental: false,
          date: '2020',
          publisher: 'me',
          description: 'd',
          caseSensitive: true,
          content: 'complete',
          concept: [
            {
              code: 'a',
              display: 'A',
            },
            {
              code: 'b',
              display: 'B',
            },
          ],
        },
      ],
    },
    ours: ['error value-set-system ValueSet.compose.include[0]'],
    hl7: [
      'error ValueSet.compose.include[0]: URI values in ValueSet.compose.include.system must be absolute. To reference a contained code system, use the ',
    ],
  },
  {
    what: 'a boolean filter with another value',
    resource: {
      resourceType: 'ValueSet',
      id: 'v6',
      url: 'http://example.org/fhir/ValueSet/v6',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/administrative-gender',
            filter: [
              {
                property: 'inactive',
                op: '=',
                value: 'yes',
              },
            ],
          },
        ],
      },
    },
    ours: ['error include-filter ValueSet.compose.include[0].filter[0]'],
    hl7: [
      "error ValueSet.compose.include[0].filter[0]: The value for a filter based on property 'inactive' must be either 'true' or 'false', not 'yes'",
    ],
  },
  {
    what: 'a filter by a code that does not exist',
    resource: {
      resourceType: 'ValueSet',
      id: 'v8',
      url: 'http://example.org/fhir/ValueSet/v8',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/administrative-gender',
            filter: [
              {
                property: 'concept',
                op: 'is-a',
                value: 'zzz',
              },
            ],
          },
        ],
      },
    },
    ours: ['error include-filter ValueSet.compose.include[0].filter[0]'],
    hl7: [
      "error ValueSet.compose.include[0].filter[0]: The value for a filter based on property 'concept' must be a valid code from the system 'http://hl7.org/fhir/a",
    ],
  },
  {
    what: 'a value set in the place of a code system',
    resource: {
      resourceType: 'ValueSet',
      id: 'v10',
      url: 'http://example.org/fhir/ValueSet/v10',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/ValueSet/administrative-gender',
          },
        ],
      },
    },
    ours: ['error value-set-system ValueSet.compose.include[0]'],
    hl7: [
      "error ValueSet.compose.include[0]: The system 'http://hl7.org/fhir/ValueSet/administrative-gender' is actually a value set, which itself refers t",
    ],
  },
  {
    what: 'a system with its version',
    resource: {
      resourceType: 'ValueSet',
      id: 'v12',
      url: 'http://example.org/fhir/ValueSet/v12',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/administrative-gender|4.0.1',
          },
        ],
      },
    },
    ours: ['error value-set-system ValueSet.compose.include[0]'],
    hl7: [
      "error ValueSet.compose.include[0]: Value set System references must not use the canonical version syntax - the version '4.0.1' should be in the v",
    ],
  },
  {
    what: 'a code of a version that is not loaded',
    resource: {
      resourceType: 'ValueSet',
      id: 'v17',
      url: 'http://example.org/fhir/ValueSet/v17',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/administrative-gender',
            version: '9.9',
            concept: [
              {
                code: 'mael',
              },
            ],
          },
        ],
      },
    },
    ours: [],
    hl7: ['nothing'],
  },
  {
    what: 'an excluded code that does not exist',
    resource: {
      resourceType: 'ValueSet',
      id: 'v19',
      url: 'http://example.org/fhir/ValueSet/v19',
      compose: {
        include: [
          {
            system: 'http://hl7.org/fhir/administrative-gender',
          },
        ],
        exclude: [
          {
            system: 'http://hl7.org/fhir/administrative-gender',
            concept: [
              {
                code: 'mael',
              },
            ],
          },
        ],
      },
    },
    ours: ['warning code-unknown ValueSet.compose.exclude[0].concept[0].code'],
    hl7: ['nothing'],
    why: 'With a terminology server it says the same; the code system is loaded, so none is needed.',
  },
  {
    what: 'a relative system',
    resource: {
      resourceType: 'ValueSet',
      id: 'v20',
      url: 'http://example.org/fhir/ValueSet/v20',
      compose: {
        include: [
          {
            system: 'rel/x',
          },
        ],
      },
    },
    ours: ['error value-set-system ValueSet.compose.include[0]'],
    hl7: ['error ValueSet.compose.include[0]: URI values in ValueSet.compose.include.system must be absolute'],
  },
  {
    what: 'a code of an unknown system',
    resource: {
      resourceType: 'ValueSet',
      id: 'v25',
      url: 'http://example.org/fhir/ValueSet/v25',
      compose: {
        include: [
          {
            system: 'http://example.org/unknown',
            concept: [
              {
                code: 'x',
              },
            ],
          },
        ],
      },
    },
    ours: [],
    hl7: ['nothing'],
  },
];

for (const { what, resource, ours } of cases) test(what, () => expect(judge({ ...resource, ...common })).toEqual(ours));
