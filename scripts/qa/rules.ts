import { ownRule, type RuleTable } from '../model/rule.ts';

const RUN = 'gate.md#the-run';
const FINDINGS = 'gate.md#its-findings';

/** What the IG Publisher's files tell; its own messages keep the names that it has for them, after `publisher:`. */
export const qaRules = {
  'publisher-exception': ownRule('Mend what the IG Publisher gave up for.', RUN),
  'publisher-qa-missing': ownRule('Read the log of the IG Publisher, which ended without a result.', RUN),
  'publisher-qa-stale': ownRule('Run the IG Publisher again, because the result is that of an earlier run.', RUN),
  'publisher-qa-unreadable': ownRule('Check that the version of the IG Publisher is the one that is pinned.', RUN),
  'publisher-qa-incomplete': ownRule('Look into qa.html for what could not be read from the other files.', RUN),
  'publisher-jekyll': ownRule('Mend the page or the template that Jekyll complains of.', FINDINGS),
  'publisher-broken-link': ownRule('Let each link and image of the site lead to something.', FINDINGS),
  'publisher-page': ownRule('Write each page as XHTML that can be read.', FINDINGS),
  'publisher-unversioned-link': ownRule('Link to a definition by the page of one version.', FINDINGS),
  'publisher-image': ownRule('Put the image where the narrative or the page looks for it.', FINDINGS),
  'publisher-fragment': ownRule('Show the fragment on a page, or tell the template that it is not wanted.', FINDINGS),
  'publisher-anchors': ownRule('Give each place of a page an anchor of its own.', FINDINGS),
  'publisher-message': ownRule('Read the message of the IG Publisher, which has no name for it.', FINDINGS),
  'publisher-suppressed': ownRule('Look over the suppressions that the IG Publisher applies, now and then.', FINDINGS),
} satisfies RuleTable;

export type QaRule = keyof typeof qaRules;
