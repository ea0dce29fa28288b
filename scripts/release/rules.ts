import { ownRule, type RuleTable } from '../model/rule.ts';

/** What is asked of a release before anything is built. */
export const releaseRules = {
  'release-stages': ownRule('Write stages.yaml so that each stage says one thing.', 'release.md#stages'),
  'release-stage': ownRule('Let sushi-config.yaml be as its stage in stages.yaml has it.', 'release.md#stages'),
  'release-request': ownRule(
    'Write publication-request.json as the IG Publisher’s publication wants it.',
    'release.md#the-request',
  ),
  'release-version': ownRule('Give the release a version that may be published next.', 'release.md#the-version'),
  'release-dependency': ownRule('Depend on published versions, each in full.', 'release.md#dependencies'),
  'release-source': ownRule(
    'Release from a folder that has what a release needs, and nothing more.',
    'release.md#the-source',
  ),
  'release-build': ownRule(
    'Make the guide build as it is, without errors, before it is published.',
    'release.md#the-source',
  ),
  'release-site': ownRule(
    'Set the web site up for this guide before it is published there.',
    'release.md#the-web-site',
  ),
  'release-banner': ownRule('Let each page of the built site show the banner of its stage.', 'release.md#the-banner'),
} satisfies RuleTable;

export type ReleaseRule = keyof typeof releaseRules;
