import { ownRule, type RuleTable } from '../model/rule.ts';

/** Every rule of the commands, and of what they read before the stages begin. */
export const pipelineRules = {
  config: {
    summary: 'Give sushi-config.yaml its canonical, FHIR R4 as fhirVersion, and its dependencies with versions.',
    spec: 'https://fshschool.org/docs/sushi/configuration/#fsh-only-minimum-configuration',
  },
  'generated-folder': ownRule('Keep files of your own out of fsh-generated/.', 'findings.md#fsh-generated'),
  'resource-file': ownRule(
    'Give each resource an id of its own, of which the name of a file can be made.',
    'findings.md#files-of-resources',
  ),
  'special-url': ownRule(
    'List each URL that is not under the canonical of the guide in special-url, and no other.',
    'findings.md#special-urls',
  ),
  'lockfile-created': ownRule('Commit the lockfile that was made.', 'packages.md#the-lockfile'),
  'lockfile-missing': ownRule('Make a lockfile with ig packages lock.', 'packages.md#the-lockfile'),
  'json-encoding': {
    summary: 'Save JSON as UTF-8 without a byte order mark.',
    spec: 'https://www.rfc-editor.org/rfc/rfc8259#section-8.1',
  },
  'without-guide': ownRule(
    'Name the folder of the guide whose profiles are meant, or ask for FHIR alone.',
    'findings.md#without-a-guide',
  ),
  'time-limit': ownRule(
    'Look for a constraint that takes too long on this resource, or allow more time with --time-limit.',
    'stopping.md#time-limit',
  ),
  interrupted: ownRule('Run again, and let it come to its end.', 'stopping.md#signals'),
} satisfies RuleTable;
