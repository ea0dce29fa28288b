import { ownRule, type RuleTable } from '../model/rule.ts';

/** Every rule that judging a request can name in an issue. */
export const apiRules = {
  'api-answer': ownRule('Mend the request so that the API accepts it.', 'api.md#errors-of-the-api'),
  'api-entry': ownRule('Send a resource as the API takes it: as the entry of a transaction.', 'api.md#what-is-judged'),
  'api-response': ownRule('Send requests only: this is an answer of the API.', 'api.md#what-is-judged'),
  'api-search': ownRule('Send a search as the CapabilityStatement of the API describes it.', 'api.md#searches'),
  'api-search-unknown': ownRule('Use only the search parameters that the API knows.', 'api.md#searches'),
  'api-search-date': ownRule(
    'Give dates that exist, and a period that does not end before it begins.',
    'api.md#searches',
  ),
  'api-search-encoding': ownRule('Write what a URL cannot hold in percent codes.', 'api.md#searches'),
  'api-search-mode': ownRule(
    'Check that the API takes the request for the kind of search that is meant.',
    'api.md#searches',
  ),
} satisfies RuleTable;

export type ApiRule = keyof typeof apiRules;
