import { ownRule, type RuleTable } from '../../model/rule.ts';
import { fshRule as fsh, sushiRule as sushi } from './rule-sources.ts';

const minimum = 'configuration/#fsh-and-ig-processing-minimum-configuration';
const settings = 'configuration/#fsh-and-ig-processing-full-configuration';
const dependencies = 'configuration/#dependencies';
const project = 'project/#initializing-a-sushi-project';

/** What is asked of sushi-config.yaml, the packages and the files of the guide. */
export const configRules = {
  'project-layout': sushi('Keep the FSH files under input/fsh, beside sushi-config.yaml.', 'project/#minimal-project'),
  'no-fsh': sushi('Put FSH files under input/fsh, if the guide is meant to have any.', 'project/#minimal-project'),
  'config-yaml': sushi('Write sushi-config.yaml as well-formed YAML with one setting a line.', 'configuration/'),
  'config-missing': sushi('Put one sushi-config.yaml into the folder of the project.', minimum),
  'config-incomplete': sushi('Give the settings that no guide can do without.', minimum),
  'config-unreadable': sushi('Write each setting in the form that SUSHI expects.', 'configuration/'),
  'config-value': sushi('Give each setting a value of its type, and one of the values it allows.', settings),
  'config-property': sushi('Use only settings that SUSHI knows.', settings),
  'config-publisher-label': sushi('Set copyrightYear and releaseLabel, which the IG Publisher asks for.', settings),
  'config-unused': sushi(
    'Take out what FSHOnly leaves without use, or take out FSHOnly.',
    'configuration/#fsh-only-minimum-configuration',
  ),
  'fhir-version': fsh('State one published version of FHIR that the guide is built on.', 'fhir-version'),
  'package-name': sushi('Name packages in lower case, by the ids under which they are published.', dependencies),
  'package-version-missing': sushi('Give each dependency a version.', dependencies),
  'package-automatic': ownRule('Declare a package under dependencies if the guide builds on it.', 'packages.md#which'),
  'package-incomplete': ownRule('Restore a package that has lost part of its content.', 'packages.md#integrity'),
  'guide-pages': sushi(
    'Keep pages as .md or .xml files, and list pages and menu in one place only: settings or files.',
    project,
  ),
  'guide-menu': sushi('Give each menu item either an address or a sub-menu one level deep.', settings),
  'guide-groups': sushi('Name resources that exist in groups and resources, each in one group.', settings),
  'ig-ini': sushi('Name the template in ig.ini, not in sushi-config.yaml.', project),
  'predefined-unreadable': sushi('Write predefined resources as well-formed JSON or XML.', project),
  'predefined-incomplete': sushi('Give each predefined resource its resourceType and id.', project),
  'predefined-duplicate': sushi('Define each resource once, in FSH or in a file of its own.', project),
  'predefined-skipped': sushi('Keep predefined resources as JSON or XML; nothing else is read.', project),
  'predefined-folder': sushi(
    'Put predefined resources into the folders that SUSHI reads, or name their folder as path-resource.',
    'tips/#specifying-additional-resource-paths',
  ),
} satisfies RuleTable;
