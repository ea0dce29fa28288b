import { ownRule, type RuleTable } from '../model/rule.ts';

/** Every rule of the fragments that pages are made of. */
export const pageRules = {
  'page-template': ownRule('Mend the template where it says, with what the guide really has.', 'pages.md#templates'),
  'page-diagram': ownRule(
    'Write the diagram in the part of Mermaid’s language that is drawn here.',
    'pages.md#sequence-diagrams',
  ),
  'page-data': ownRule('Name files of the project that can be read as YAML or JSON.', 'pages.md#data'),
  'page-stale': ownRule('Run ig pages, and commit what it writes.', 'pages.md#freshness'),
  'page-orphan': ownRule('Delete the file, or give it its source back.', 'pages.md#freshness'),
} satisfies RuleTable;
