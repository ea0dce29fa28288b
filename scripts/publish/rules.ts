import { ownRule, type RuleTable } from '../model/rule.ts';

/** What comes of running HL7's IG Publisher; what it finds itself has rules of its own. */
export const publishRules = {
  'publisher-not-run': ownRule(
    'Mend what keeps the guide from being compiled, then publish it.',
    'publishing.md#when-there-is-no-site',
  ),
  'publisher-failed': ownRule(
    'Read where the IG Publisher ended, and mend what it names.',
    'publishing.md#when-there-is-no-site',
  ),
  'publisher-template': ownRule(
    'Check that the template of ig.ini can be had, or choose another.',
    'publishing.md#the-template',
  ),
  'publisher-two-versions': ownRule(
    'Choose a template that makes its pages in one language where two versions of one package are in use.',
    'publishing.md#two-versions-of-one-package',
  ),
  'repository-address': ownRule(
    'Write the address of the guide’s repository into input/data/depot.yml, so that the pages lead there.',
    'publishing.md#repository-address',
  ),
  'publisher-diagrams': ownRule(
    'Load Graphviz onto the machine for diagrams in the pages.',
    'publishing.md#what-it-needs',
  ),
  'publisher-unpinned': ownRule(
    'Put the checksum of the release into publisher/release.json.',
    'publishing.md#where-the-publisher-comes-from',
  ),
  'publisher-reproducible': ownRule(
    'Look at what differs between two runs on the same sources.',
    'publishing.md#the-same-twice',
  ),
  'publisher-version': ownRule(
    'Write the version that is meant into the reference, so that the IG Publisher takes the one that the build takes.',
    'publishing.md#the-package-of-the-site',
  ),
  'publisher-package': ownRule(
    'Look at what the package of the site has, and the package of the build has not.',
    'publishing.md#the-package-of-the-site',
  ),
} satisfies RuleTable;
