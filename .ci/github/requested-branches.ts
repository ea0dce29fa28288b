import { type Api, list } from './api.ts';
import { textAt } from './value-at.ts';

const MOST_PAGES = 30;

/** The branches of the repository itself that have an open request; undefined where there are too many to tell. */
export async function requestedBranches(api: Api): Promise<Set<string> | undefined> {
  const requests = await list(api, '/pulls?state=open', MOST_PAGES);
  if (requests === undefined) return undefined;
  const own = requests.filter((each) => textAt(each, 'head', 'repo', 'full_name') === api.repository);
  return new Set(own.flatMap((each) => textAt(each, 'head', 'ref') ?? []));
}
