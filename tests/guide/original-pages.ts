import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { pages, pageText } from './page-text.ts';

/**
 * What the pages of the guide that this one is modelled on tell, row by row, and what answers each here. A row is lost
 * when a text that answers it is: the reader of the original must find all of it. Facts, in our own words.
 */
interface Row {
  readonly section: string;
  readonly page: string;
  /** Each of these stands on the page, as written or as a pattern. */
  readonly answered: readonly (string | RegExp)[];
}

const canonical = 'https://interop.esante.gouv.fr/ig/fhir/mesmesures';
const extension = 'https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-';
const profile = 'mes-observation-';

const names: readonly (readonly [string, string])[] = [
  ['Poids', 'Body Weight'],
  ['Taille', 'Body Height'],
  ['IMC', 'BMI'],
  ['Pression artérielle', 'Blood Pressure'],
  ['Température corporelle', 'Body Temperature'],
  ['Glycémie', 'Glucose'],
  ['Niveau de douleur', 'Pain Severity'],
  ['Nombre de pas quotidien', 'Steps By Day'],
  ['Tour de taille', 'Waist Circumference'],
  ['Tour de tête', 'Head Circumference'],
  ['Fréquence cardiaque', 'Heart Rate'],
];

/** Term codes of partition 8 (INFRA); the original's table gives 8 × 65536 + term for each. */
const specialisations = [
  4169, 4100, 4102, 4103, 4104, 4109, 4111, 4113, 4114, 4115, 4116, 4117, 4120, 4121, 4137, 4138, 4167, 4168,
];

const history = [
  ['1', '30/11/2021'],
  ['1.1', '15/12/2021'],
  ['1.2', '28/07/2022'],
  ['1.3', '22/08/2022'],
  ['1.4', '18/01/2022'],
  ['1.5', '13/04/2022'],
  ['1.5.1', '10/05/2023'],
  ['1.5.2', '21/07/2023'],
] as const;

const rows: readonly Row[] = [
  {
    section: 'a demonstration guide, not to be used',
    page: 'index.md',
    answered: ['class="dragon"', "n'est pas destiné à être utilisé"],
  },
  {
    section: 'ci-build: to follow the work; where the current version will be',
    page: 'index.md',
    answered: [/ci-build'[\s\S]*intégration continue[\s\S]*première publication[\s\S]*mesmesures`[\s\S]*elsif/],
  },
  {
    section: 'public comment: where the current version is',
    page: 'index.md',
    answered: [/public-comment'[\s\S]*concertation[\s\S]*version en vigueur[\s\S]*mesmesures`[\s\S]*endif/],
  },
  {
    section: 'purpose: partners read and write; a trial of a guide and of two versions',
    page: 'index.md',
    answered: ['plusieurs versions', "mise en forme des spécifications de Mon espace santé en guide d'implémentation"],
  },
  {
    section: 'introduction: for whom, three aims, the parts of the guide',
    page: 'index.md',
    answered: [
      "Ce guide s'adresse à",
      /trois buts : lire .* écrire .* vue à jour/,
      'specifications-techniques.html',
      'artifacts.html',
      'change-log.html',
    ],
  },
  ...names.map(([french, english]) => ({
    section: `the name of a measure: ${french}`,
    page: 'index.md',
    answered: [`| ${french} | ${english} |`],
  })),
  {
    section: 'two flows; authentication by the pairing specification',
    page: 'index.md',
    answered: ['**deux flux**', 'spécification « appariement »'],
  },
  {
    section: 'before the exchanges: three phases',
    page: 'index.md',
    answered: [
      'guide de référencement',
      'contractualisation',
      'secrets partagés',
      'certificats',
      'a sa propre spécification',
      "API d'appariement",
      'consentement',
    ],
  },
  {
    section: 'documents',
    page: 'index.md',
    answered: ['Volet Mesures de santé, v1.2', 'v3.0', 'Document chapeau', '<https://monespacesante.fr>'],
  },
  {
    section: 'what is in the umbrella document',
    page: 'index.md',
    answered: [
      'liste des spécifications',
      "tests d'interopérabilité",
      'glossaire',
      'organisation des profils FHIR',
      'bonnes pratiques',
    ],
  },
  {
    section: 'dependencies and intellectual property',
    page: 'index.md',
    answered: ['dependency-table.xhtml', 'ip-statements.xhtml'],
  },

  {
    section: "the API's document: version and date",
    page: 'specifications-techniques.md',
    answered: ['**1.5.2**', '**21/07/2023**'],
  },
  {
    section: 'what can be read: measures of third parties and of the user',
    page: 'specifications-techniques.md',
    answered: ['des tiers ont transmises', "l'usager a saisies lui-même"],
  },
  {
    section: "dependencies of the API's own text",
    page: 'specifications-techniques.md',
    answered: ['`ans.cisis.fhir.r4` 2.0.0', 'prédécesseur', '`hl7.fhir.uv.phd` 1.0.0'],
  },
  {
    section: 'what each Observation must have',
    page: 'specifications-techniques.md',
    answered: [
      '| `meta.profile` |',
      '| `status` |',
      '| `category` |',
      '| `code` |',
      '| `subject.identifier` |',
      '| `effectiveDateTime` |',
      'une valeur dans les composants',
    ],
  },
  ...[
    'bodyweight',
    'bodyheight',
    'bmi',
    'bp',
    'bodytemperature',
    'glucose',
    'painseverity',
    'stepsbyday',
    'waistcircumference',
    'headcircumference',
    'heartrate',
  ].map((suffix) => ({
    section: `the URL of a profile: ${suffix}`,
    page: 'specifications-techniques.md',
    answered: [`<code>${profile}${suffix}</code>`],
  })),
  {
    section: "the API's own names of measures",
    page: 'specifications-techniques.md',
    answered: ['Glycémie (*Glucose*)', 'Niveau de douleur', 'Nombre de pas quotidien', 'Tour de tête'],
  },
  {
    section: 'extension: reason',
    page: 'specifications-techniques.md',
    answered: [
      new RegExp(`MESReasonForMeasurement \\| <code>${extension}reason-for-measurement</code> \\| .*texte libre`),
    ],
  },
  {
    section: 'extension: moment',
    page: 'specifications-techniques.md',
    answered: [
      new RegExp(`MESMomentOfMeasurement \\| <code>${extension}moment-of-measurement</code> \\| .*texte ou en code`),
    ],
  },
  {
    section: 'extension: number of days',
    page: 'specifications-techniques.md',
    answered: [
      new RegExp(`MESNumberOfDays \\| <code>${extension}number-of-days</code> \\| .*interstitielle et indice`),
    ],
  },
  {
    section: 'extension: type of diabetes',
    page: 'specifications-techniques.md',
    answered: [new RegExp(`MESDiabetisType \\| <code>${extension}diabetis-type</code> \\| .*type de diabète`)],
  },
  {
    section: 'device: when, and the page of PhdDevice',
    page: 'specifications-techniques.md',
    answered: ['ISO/IEEE 11073-20601', 'http://hl7.org/fhir/uv/phd/StructureDefinition-PhdDevice.html'],
  },
  ...[
    'meta.profile',
    'id',
    'identifier',
    'identifier.type',
    'identifier.system',
    'identifier.value',
    'manufacturer',
    'modelNumber',
    'type',
    'specialization',
    'specialization.systemType',
    'specialization.version',
  ].map((element) => ({
    section: `device, required: ${element}`,
    page: 'specifications-techniques.md',
    answered: [new RegExp(`^\\| \`${element.replace('.', '\\.')}\` \\| 1\\.\\.[1*] \\*\\*obligatoire\\*\\* \\|`, 'm')],
  })),
  {
    section: 'device: a whole example, with serial number and name',
    page: 'specifications-techniques.md',
    answered: ['"resourceType": "Device"', '"serialNumber"', '"deviceName"', '| `serialNumber` | 0..1 facultatif |'],
  },
  {
    section: 'device codes: the type, several specialisations, the formula',
    page: 'specifications-techniques.md',
    answered: ['toujours `65573`', /une montre .* en a deux/, '2<sup>16</sup>', 'partition 8, dite INFRA'],
  },
  ...specialisations.map((term) => ({
    section: `specialisation ${term}`,
    page: 'specifications-techniques.md',
    answered: [`| \`8::${term}\` | \`${8 * 65536 + term}\` |`],
  })),
  {
    section: 'specialisations: not complete, the others need the standard',
    page: 'specifications-techniques.md',
    answered: ["n'est pas complet", 'ISO/IEEE 11073-10101'],
  },
  {
    section: 'writing: PCH-01 of IHE POU, transaction, POST',
    page: 'specifications-techniques.md',
    answered: ['PCH-01', /\[IHE POU\]\(https:\/\/wiki\.ihe\.net/, '`transaction`', '`POST`'],
  },
  {
    section: 'writing: at most two resources, structure, ifNoneExist, device, source, profile',
    page: 'specifications-techniques.md',
    answered: [
      '**une Observation**',
      '**au plus un Device**',
      '`ifNoneExist`',
      '`Observation.device.reference`',
      '`meta.source`',
      '`fullUrl`',
    ],
  },
  {
    section: 'glycaemia: blood glucose',
    page: 'specifications-techniques.md',
    answered: [
      /Glycémie sanguine \| `2345-7` \| en `mg\/dL` \| \*\*obligatoire\*\* : à jeun, avant ou après un repas, après un exercice, lors d'un malaise, autre \| interdit \| facultatif/,
    ],
  },
  {
    section: 'glycaemia: HbA1c',
    page: 'specifications-techniques.md',
    answered: [/HbA1c\) \| `4548-4` \| en `%` \| interdit \| interdit \| facultatif/],
  },
  {
    section: 'glycaemia: interstitial',
    page: 'specifications-techniques.md',
    answered: [
      /interstitielle moyenne \| .*`MED-969` \| en `mg\/dL` \| interdit \| \*\*obligatoire\*\* : 7, 14, 30, 90 jours ou autre \| facultatif/,
    ],
  },
  {
    section: 'glycaemia: management index',
    page: 'specifications-techniques.md',
    answered: [
      /Indice de gestion.*`MED-972` \| en `%` \| interdit \| \*\*obligatoire\*\* : 7, 14, 30, 90 jours ou autre \| facultatif/,
    ],
  },
  {
    section: 'blood pressure: components',
    page: 'specifications-techniques.md',
    answered: ['| Pression systolique | `8480-6` |', '| Pression diastolique | `8462-4` |', '{: #pression}'],
  },
  {
    section: 'example call and answer',
    page: 'specifications-techniques.md',
    answered: ['POST [base]', '"type": "transaction-response"', '201 Created', '200 Success'],
  },
  {
    section: 'errors, and what an OperationOutcome has',
    page: 'specifications-techniques.md',
    answered: [
      '`severity`',
      '`code`',
      '`diagnostics`',
      'valueset-issue-severity.html',
      'valueset-issue-type.html',
      'Observation.extension.moment is mandatory.',
      'No bundle provided.',
      'Consent not given, access refused.',
    ],
  },
  ...[
    ['H1', 'HTTP code 400 : Bad request -&gt; The ID_TOKEN value is not valid (invalid JWT)'],
    ['H2', '| 401 Unauthorized |'],
    ['H3', 'idPe requested do not match authorized idPe.'],
    ['H4', 'Consent not given, access refused.'],
    ['H5', 'No bundle provided.'],
    [
      'H6',
      'HTTP code 409 :OID conflict between the one from id_token and the one in the system -&gt; OID different between id_token and ecosystem',
    ],
    ['I1', /Bundle not valid\.<\/code><br\/><code>Resource of type \w+ is not acceptable with method \w+\./],
    ['I2', /Device request must have a valid IfNoneExist attribute : identifier=urn:oid:/],
    ['I3', 'Bundle must contains one observation creation (POST)'],
    ['I4', 'Observation and Device link not valid.</code><br/><code>Observation.device.reference is mandatory.'],
    ['I5', 'Observation and device not linked by id (Observation.device.reference &lt;-&gt; Device.id)'],
    ['I6', 'Observation resource not valid.</code><br/><code>Observation must provide meta.profile value.'],
    ['I7', /Solution oid contains in Observation\.meta\.source don't belong to root editor oid \(/],
    ['I8', 'Observation value quantity not provided.'],
    ['I9', 'Bmi observation cannot be created.'],
    ['I10', 'Observation.subject.identifier is mandatory.'],
    ['I11', 'Observation.extension.moment is mandatory.'],
    ['I12', 'Observation.extension.numberOfDays cannot be added.'],
    ['I13', 'Observation.extension.moment cannot be added.'],
    ['I14', 'Observation.extension.numberOfDays is mandatory.'],
    ['I15', 'Device resource not valid.</code><br/><code>Device must provide meta.profile value.'],
    ['J11, page', 'Request not valid</code><br/><code>Maximum page size allowed is 100. Actual : '],
    [
      'J11, sort',
      'Sort parameter must be equals to -date (date DESC) with _count equals to 1 to retrieve last observation',
    ],
    ['J11, both modes', 'Paged search and search last cannot be requested concurrently'],
    ['J11, no mode', 'No search mode detected'],
  ].map(([rule, text]) => ({
    section: `the error of rule ${rule}`,
    page: 'specifications-techniques.md',
    answered: [text as string | RegExp],
  })),
  {
    section: 'search: parameters, both modes, the bar, examples, date ranges',
    page: 'specifications-techniques.md',
    answered: [
      ...['code', 'subject.identifier', 'date', '_sort', '_count', '_offset', '_include'].map(
        (parameter) => `<code>${parameter}</code>`,
      ),
      '**toutes** les mesures',
      'ou la **dernière**',
      '`%7C`',
      'GET [base]/Observation',
      'http://hl7.org/fhir/R4/search.html#date',
    ],
  },

  ...history.map(([version, date]) => ({
    section: `history: ${version}`,
    page: 'change-log.md',
    answered: [`| ${version} | ${date} |`],
  })),

  {
    section: 'downloads: guide, package, definitions and examples in three formats',
    page: 'downloads.md',
    answered: [
      'package.tgz',
      'full-ig.zip',
      ...['definitions', 'examples'].flatMap((name) => ['json', 'xml', 'ttl'].map((format) => `${name}.${format}.zip`)),
    ],
  },
  {
    section: 'downloads: the package in a server; both sides need the profiles and base FHIR',
    page: 'downloads.md',
    answered: ['### Charger le paquet dans un serveur', 'Les deux parties', 'FHIR R4 (4.0.1)'],
  },
  {
    section: 'downloads: the official validator, also online, and $validate',
    page: 'downloads.md',
    answered: ['validator_cli.jar', 'https://validator.fhir.org', '$validate', 'valider_res.html'],
  },
  {
    section: "security: the agency's pages",
    page: 'securite.md',
    answered: ['https://esante.gouv.fr/produits-services/pgssi-s', 'https://esante.gouv.fr/produits-services/hds'],
  },
];

export function testOriginalPages(): void {
  describe('what the pages of the original tell is told here', () => {
    for (const { section, page, answered } of rows)
      test(`${page}: ${section}`, () => {
        const text = (pages.includes(page) ? pageText(page) : '').replaceAll('\u00a0', ' ').replaceAll('<wbr/>', '');
        for (const answer of answered) {
          if (typeof answer === 'string') expect(text).toContain(answer);
          else expect(text).toMatch(answer);
        }
      });

    test('the menu: eight entries, and four below "Autres ressources"', () => {
      const { menu } = parse(readFileSync('sushi-config.yaml', 'utf8'));
      const [volume1, volume2] = ['Volume 1 - Étude fonctionnelle', 'Volume 2 - Spécifications techniques'];
      const others = ['Ressources de conformité', 'Autres ressources', 'Documentation', 'Historique'];
      expect(Object.keys(menu)).toEqual(expect.arrayContaining(['Accueil', volume1, volume2, ...others]));
      expect(Object.keys(menu['Autres ressources'])).toEqual([
        'Sécurité',
        'Téléchargements et usages',
        'Spécifications FHIR',
        "Site de l'ANS",
      ]);
    });

    test('the repository: forms for issues, a template for requests, a feedback link, workflows for Pages and releases', () => {
      const forms = readdirSync('.github/ISSUE_TEMPLATE').map((name) =>
        parse(readFileSync(`.github/ISSUE_TEMPLATE/${name}`, 'utf8')),
      );
      expect(forms.length).toBeGreaterThan(0);
      for (const form of forms)
        expect(form).toMatchObject({
          name: expect.any(String),
          description: expect.any(String),
          body: expect.any(Array),
        });
      expect(readFileSync('.github/pull_request_template.md', 'utf8')).toMatch(/\S/);
      expect(readFileSync('template/includes/page-end.html', 'utf8')).toContain('Commenter ce guide');
      expect(readdirSync('.github/workflows')).toEqual(expect.arrayContaining(['sites.yml', 'release.yml']));
    });

    test('under the canonical of the original', () => expect(pageText('index.md')).toContain(`\`${canonical}\``));
  });
}
