import type { Issue, Severity } from '../../model/issue.ts';
import type { Change } from '../result/change.ts';
import { type Impact, worst } from '../rules/impact.ts';
import { acceptedText, says, whom } from './wording.ts';

const severities: Readonly<Record<Impact, Severity>> = {
  breaking: 'error',
  'may-break': 'warning',
  obligation: 'information',
  compatible: 'information',
  editorial: 'information',
};

/** A change as a finding, for the formats that build servers and code hosts read. */
export function asIssue(change: Change): Issue {
  const { rule, artefact, element, reason, fingerprint } = change;
  const message = `${element ?? 'It'} ${says(change)}. ${whom(change)}. ${reason} (${fingerprint})`;
  return {
    severity: severities[worst(change.class)],
    code: 'business-rule',
    rule,
    message,
    profile: artefact,
    ...(element === undefined ? {} : { expression: element }),
    ...(change.accepted === undefined ? {} : { accepted: acceptedText(change.accepted) }),
  };
}
