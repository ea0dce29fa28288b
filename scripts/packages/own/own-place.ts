/** Where a package of the project's own is: below a folder beside the project, or in a git repository. */
export type OwnPlace =
  | {
      readonly kind: 'folder';
      /** Relative to the project, with forward slashes: a folder, or a .tgz file. */
      readonly path: string;
    }
  | {
      readonly kind: 'git';
      /** Without user and password; git's own settings have these. */
      readonly url: string;
      readonly protocol: GitProtocol;
      /** A tag, a branch, or a commit in full. */
      readonly ref: string;
      /** Of a folder or .tgz file in the repository; empty for its top. */
      readonly path: string;
    };

export type GitProtocol = 'https' | 'http' | 'ssh' | 'file';
export type GitPlace = Extract<OwnPlace, { readonly kind: 'git' }>;

/** Longer than any that a person would have written. */
const MOST_CHARACTERS = 1_000;
const REF = /^[A-Za-z0-9_][A-Za-z0-9._/+-]*$/;
const COMMIT = /^[0-9a-f]{40}$/;

/**
 * Reads where a package is: `../core/build/package`, or `git+https://host/repository.git#tag:folder`.
 * @returns a fault as the end of the sentence "It is not read: "
 */
export function parseOwnPlace(text: string): OwnPlace | { readonly fault: string } {
  if (text.length > MOST_CHARACTERS) return { fault: `it has ${text.length} characters` };
  if (text === '' || hasControl(text)) return { fault: 'it is empty, or has control characters' };
  if (text.startsWith('git+')) return gitPlace(text.slice('git+'.length));
  if (/^[A-Za-z][A-Za-z0-9+.-]*:/.test(text) || text.includes('://'))
    return { fault: 'it is neither a folder nor an address that begins with git+https://, git+ssh:// or git+file://' };
  if (text.startsWith('/') || text.startsWith('~') || text.includes('\\'))
    return {
      fault: 'a folder is named relative to this file, with forward slashes, so that it is the same everywhere',
    };
  return { kind: 'folder', path: text };
}

export function isCommit(ref: string): boolean {
  return COMMIT.test(ref);
}

/** The place as the lockfile names it, with the commit in the place of the tag. */
export function gitAddress({ url, path }: GitPlace, commit: string): string {
  return `git+${url}#${commit}${path === '' ? '' : `:${path}`}`;
}

function gitPlace(text: string): OwnPlace | { readonly fault: string } {
  const hash = text.indexOf('#');
  const address = hash === -1 ? text : text.slice(0, hash);
  if (!URL.canParse(address)) return { fault: 'its address is none' };
  const { protocol, username, password, search, hostname } = new URL(address);
  const [kind] = (['https', 'http', 'ssh', 'file'] as const).filter((each) => `${each}:` === protocol);
  if (kind === undefined) return { fault: 'a repository is fetched over git+https, git+ssh or git+file' };
  // They would be locked and shown with the address.
  if (password !== '' || (username !== '' && kind !== 'ssh'))
    return { fault: 'it has a user or password in it; leave them to git, which has credential helpers' };
  if (search !== '') return { fault: 'it has a ? and more behind it; leave what a server wants to know to git' };
  if (kind === 'http' && hostname !== 'localhost' && hostname !== '[::1]' && !/^127\.\d+\.\d+\.\d+$/.test(hostname))
    return { fault: 'over http anyone on the way can change what comes; use git+https' };
  if (hostname.startsWith('-') || username.startsWith('-')) return { fault: 'its address is none' };
  if (hash === -1 || hash === text.length - 1)
    return { fault: 'it does not say which tag or commit: put #v1.0.0 behind it' };
  const [ref = '', ...rest] = text.slice(hash + 1).split(':');
  const path = rest.join(':');
  if (ref.length > 200 || !REF.test(ref) || ref.includes('..') || ref.includes('//') || /(?:\.lock|[/.])$/.test(ref))
    return { fault: 'what is behind # is no name of a tag, branch or commit' };
  if (path !== '' && !path.split('/').every(isPlainName))
    return {
      fault: 'the folder behind the colon has to lie in the repository, with forward slashes: #v1.0.0:build/package',
    };
  return { kind: 'git', url: address, protocol: kind, ref, path };
}

const NEVER = new Set(['', '.', '..']);

/** One step of a path inside a folder, on any system. */
export function isPlainName(name: string): boolean {
  return !NEVER.has(name) && !hasControl(name) && !/[\\:]/.test(name) && name.toLowerCase() !== '.git';
}

function hasControl(text: string): boolean {
  return [...text].some((character) => character < ' ' || character === '\u007f');
}
