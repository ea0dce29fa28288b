import { createHash } from 'node:crypto';

const MOST_CHARACTERS = 60;
const KEPT_CHARACTERS = 40;
const DIGITS = 12;

/** Names that are folders and addresses as they are; they never look like one that was made here. */
const PLAIN = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/;
const MADE = new RegExp(`-[0-9a-f]{${DIGITS}}$`);

/**
 * The folder of a branch's site: one segment of a path, in small letters, the same for the same branch always.
 *
 * A plain name is its own folder. Of any other (`feature/pain`, `Fix`, `a--/`) what is readable is kept, with a digest of
 * the whole name behind it, so that `feature/pain` and `feature-pain` never share a folder.
 * @see https://git-scm.com/docs/git-check-ref-format what a branch may be called
 */
export function folderOfBranch(branch: string): string {
  if (branch === '') throw new Error('The branch has no name: set BRANCH to the one whose site this is.');
  if (branch.length <= MOST_CHARACTERS && PLAIN.test(branch) && !branch.includes('..') && !MADE.test(branch))
    return branch;
  const readable = branch
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, KEPT_CHARACTERS)
    .replace(/^-+|-+$/g, '');
  const digest = createHash('sha256').update(branch).digest('hex').slice(0, DIGITS);
  return `${readable === '' ? 'branch' : readable}-${digest}`;
}
