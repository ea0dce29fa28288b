import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Severity } from '../../model/issue.ts';
import type { ValidateIssue } from '../finding/findings.ts';
import type { ValidateRule } from '../finding/rules.ts';
import type { NarrativeContext } from './context.ts';
import { linkFault, NarrativeTargets } from './links.ts';
import {
  isAllowedAttribute,
  isAllowedElement,
  MAX_DEPTH,
  mayHoldText,
  misplacement,
  XHTML_NAMESPACE,
} from './xhtml.ts';

interface Finding {
  readonly rule: ValidateRule;
  readonly message: string;
  readonly severity?: Severity;
}

/**
 * Checks the XHTML of a narrative: well-formed, in the XHTML namespace, made of the elements and attributes that FHIR
 * allows (invariant txt-1), with some content (txt-2), without scripts and dead links.
 * @param div the text of Narrative.div
 * @param expression FHIRPath of the element, such as `Patient.text.div`
 * @returns issues of rules `narrative-*`; empty when all is well
 * @see https://hl7.org/fhir/R4/narrative.html
 */
export function checkNarrative(div: string, expression: string, context?: NarrativeContext): ValidateIssue[] {
  return findingsOf(div, context).map(({ rule, message, severity = 'error' }) => ({
    severity,
    code: rule === 'narrative-content' ? 'invariant' : 'structure',
    rule,
    message,
    expression,
  }));
}

/** Whether txt-1 and txt-2 hold, for invariants that call `htmlChecks()`. */
export function narrativePasses(div: string): boolean {
  return findingsOf(div, undefined).every(({ severity }) => severity !== undefined);
}

/** Characters read at a time: after a first fault the rest of megabytes is not worth reading. */
const CHUNK = 8_192;

const xmlEntities: Readonly<Record<string, string>> = { amp: '&', gt: '>', lt: '<', quot: '"', apos: "'" };

function findingsOf(div: string, context: NarrativeContext | undefined): Finding[] {
  const findings = new Map<string, Finding>(); // a table of 100 wrong cells is one finding, at the first
  const report = (rule: ValidateRule, message: string, severity?: Severity) => {
    const what = message.replace(/ \(line \d+, column \d+\)/, '');
    if (!findings.has(what)) findings.set(what, { rule, message, ...(severity === undefined ? {} : { severity }) });
  };
  const parser = new SaxesParser({ xmlns: true, position: true });
  const open: string[] = [];
  const namespaces: string[] = [];
  const targets = new NarrativeTargets(context);
  let hasContent = false;
  let failed = false;

  const here = () => `line ${parser.line}, column ${parser.column}`;
  parser.ENTITIES = new Proxy(xmlEntities, {
    get(known, name) {
      if (typeof name !== 'string') return undefined;
      const text = known[name];
      if (text === undefined) {
        report(
          'narrative-xhtml',
          `The entity &${name}; is unknown to XML. Write the character itself or its number, such as &#160; for a non-breaking space.`,
        );
      }
      return text ?? '\u00a0';
    },
  });
  parser.on('error', (error) => {
    if (failed) return; // what follows a first error is noise
    failed = true;
    const [position = '', ...reason] = error.message.split(': ');
    const [line, column] = position.split(':');
    report(
      'narrative-xhtml',
      `The narrative is not well-formed XHTML: ${reason.join(': ').replace(/\.$/, '')} (line ${line}, column ${column}). Correct the markup.`,
    );
  });
  parser.on('doctype', () => {
    report('narrative-xhtml', 'The narrative has a DOCTYPE, which is not allowed. Remove it.');
  });
  const checkText = (text: string) => {
    if (!isBlank(text)) {
      hasContent = true;
      const parent = open.at(-1);
      if (parent !== undefined && !mayHoldText(parent) && !failed) {
        report(
          'narrative-structure',
          `<${parent}> holds text of its own, which it may not. Move the text into an element that holds text.`,
        );
      }
    }
  };
  parser.on('text', checkText);
  parser.on('cdata', checkText);
  parser.on('opentag', (tag) => {
    if (failed) return;
    const name = tag.local;
    const isForeign = checkNamespace(tag, namespaces, report);
    if (open.length === 0 && name !== 'div') {
      report(
        'narrative-element',
        `The narrative starts with <${tag.name}>, but must be one <div>. Wrap it in <div xmlns="${XHTML_NAMESPACE}">.`,
      );
    } else if (!isAllowedElement(name) && !isForeign) {
      report(
        'narrative-element',
        `The element <${tag.name}> (${here()}) is not allowed in a narrative (txt-1). Remove it, or use basic formatting elements.`,
      );
    } else if (open.length > 0) {
      const reason = misplacement(name, open);
      if (reason !== undefined) report('narrative-structure', `<${name}> cannot stand here (${here()}): ${reason}.`);
    }
    checkAttributes(tag, here, report);
    for (const link of linksOf(tag)) {
      const fault = linkFault(name, link);
      if (fault !== undefined) report('narrative-link', fault);
      else if (link.startsWith('#') && link !== '#') targets.expect(link.slice(1), name);
    }
    targets.declare(tag);
    if (name === 'img') hasContent = true;
    open.push(name);
    namespaces.push(tag.uri);
    if (open.length > MAX_DEPTH) {
      failed = true;
      report('narrative-structure', `The narrative is nested more than ${MAX_DEPTH} elements deep. Flatten it.`);
    }
  });
  parser.on('closetag', () => {
    open.pop();
    namespaces.pop();
  });
  for (let at = 0; at < div.length && !failed; at += CHUNK) parser.write(div.slice(at, at + CHUNK));
  if (!failed) parser.close();

  if (!failed) for (const { message, severity } of targets.findings()) report('narrative-link', message, severity);
  if (!hasContent && !failed) {
    report(
      'narrative-content',
      'The narrative is empty (txt-2). Give it some text or an image, or leave out the whole narrative.',
    );
  }
  return [...findings.values()];
}

type Report = (rule: ValidateRule, message: string, severity?: Severity) => void;

/** Whether the element is from another language than the rest; the names of that are not ours to judge. */
function checkNamespace(tag: SaxesTagNS, namespaces: readonly string[], report: Report): boolean {
  const outer = namespaces.at(-1);
  if (tag.uri === XHTML_NAMESPACE || tag.uri === outer) return false;
  const found = tag.uri === '' ? 'no namespace' : `the namespace '${tag.uri}'`;
  report(
    'narrative-namespace',
    `<${tag.name}> has ${found}, but XHTML needs '${XHTML_NAMESPACE}'. Write <${tag.local} xmlns="${XHTML_NAMESPACE}">.`,
  );
  return outer !== undefined;
}

function checkAttributes({ local, attributes }: SaxesTagNS, here: () => string, report: Report): void {
  for (const attribute of Object.keys(attributes)) {
    if (isAllowedAttribute(local, attribute)) continue;
    const why = /^on/i.test(attribute) ? ', as are all event handlers' : '';
    report(
      'narrative-attribute',
      `The attribute ${attribute} of <${local}> (${here()}) is not allowed in a narrative (txt-1)${why}. Remove it.`,
    );
  }
}

function linksOf({ local, attributes }: SaxesTagNS): string[] {
  const attribute = local === 'a' ? attributes.href : local === 'img' ? attributes.src : undefined;
  return attribute === undefined ? [] : [attribute.value];
}

/** XML's white space and control characters; a non-breaking space is content. */
function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}
