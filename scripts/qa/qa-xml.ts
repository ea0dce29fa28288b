import { SaxesParser, type SaxesTagPlain } from 'saxes';

/** One issue of the IG Publisher, as `qa.xml` has it. */
export interface QaMessage {
  /** The file that it is about, as a path of the machine that the Publisher ran on; absent for the guide as a whole. */
  readonly file?: string;
  readonly severity: string;
  readonly code?: string;
  /** Which part of the Publisher found it: `InstanceValidator`, `TerminologyEngine`, `Publisher` … */
  readonly source?: string;
  /** The Publisher's name of the message; many have none. */
  readonly id?: string;
  readonly text: string;
  /** As the Publisher writes it: `Observation/poids: Observation.value.ofType(Quantity)`. */
  readonly location?: string;
  readonly line?: number;
  readonly column?: number;
}

const EXTENSION = 'http://hl7.org/fhir/StructureDefinition/operationoutcome-';

/** The values of one OperationOutcome.issue while it is read, by the name of the extension or the element. */
type Values = Map<string, string>;

/**
 * Reads `qa.xml`: a Bundle with an OperationOutcome for each file.
 * @returns the fault as the end of the sentence "… cannot be read: " where it is none
 */
export function parseQaXml(text: string): QaMessage[] | { readonly fault: string } {
  const messages: QaMessage[] = [];
  const path: string[] = [];
  let file: string | undefined;
  let issue: Values | undefined;
  let extension = '';
  let fault: string | undefined;
  const open = ({ name, attributes }: SaxesTagPlain) => {
    if (path.length === 0 && name !== 'Bundle') fault ??= `it holds ${name}, and no Bundle`;
    path.push(name);
    const { value, url } = attributes;
    if (name === 'OperationOutcome') file = undefined;
    else if (name === 'issue') issue = new Map();
    else if (name === 'extension') extension = url ?? '';
    else if (value === undefined) return;
    else if (name.startsWith('value') && path.at(-2) === 'extension') {
      if (issue === undefined && extension === `${EXTENSION}file`) file = value;
      else issue?.set(extension, value);
    } else if (issue !== undefined && !issue.has(name)) issue.set(name, value); // of several expressions the first
  };
  const close = ({ name }: SaxesTagPlain) => {
    path.pop();
    if (name !== 'issue' || issue === undefined) return;
    messages.push(toMessage(issue, file));
    issue = undefined;
  };
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    fault ??= error.message;
  });
  parser.on('opentag', open);
  parser.on('closetag', close);
  parser.write(text.replace(/^\ufeff/, '')).close();
  return fault === undefined ? messages : { fault };
}

function toMessage(issue: Values, file: string | undefined): QaMessage {
  const number = (name: string) => {
    const value = Number(issue.get(EXTENSION + name));
    return Number.isInteger(value) && value > 0 ? value : undefined;
  };
  return withoutUndefined({
    file,
    severity: issue.get('severity') ?? '',
    code: issue.get('code'),
    source: issue.get(`${EXTENSION}issue-source`),
    id: issue.get(`${EXTENSION}message-id`),
    text: (issue.get('text') ?? issue.get('diagnostics') ?? '').replace(/\s+/g, ' ').trim(),
    location: issue.get('expression') ?? issue.get('location'),
    line: number('issue-line'),
    column: number('issue-col'),
  });
}

function withoutUndefined(message: { readonly [Key in keyof QaMessage]: QaMessage[Key] | undefined }): QaMessage {
  return Object.fromEntries(Object.entries(message).filter(([, value]) => value !== undefined)) as unknown as QaMessage;
}
