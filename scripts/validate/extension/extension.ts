import { isJsonObject, type JsonObject } from '../../model/fhir.ts';
import { applyItem } from '../conformance/apply-profile.ts';
import type { ElementNode } from '../definition/element-tree.ts';
import type { ValidateRule } from '../finding/rules.ts';
import { didYouMean, shown } from '../finding/wording.ts';
import { reportProblem } from '../scope/broken.ts';
import type { Profile, Scope } from '../scope/scope.ts';
import { typedValue } from '../value/equality.ts';
import { builtInUse, isBuiltIn } from './built-in.ts';
import { checkContext } from './context.ts';
import { checkStatus } from './status.ts';

const absolute = /^[A-Za-z][A-Za-z0-9+.-]*:/;
const exampleHosts = /example\.org|acme\.com/;
/** DICOM's and HL7's tools' extensions have no definitions in any package; the HL7 validator takes them as they are. */
const undefinedByDesign = /^http:\/\/hl7\.org\/fhir\/tools\/StructureDefinition\/|^https?:\/\/([\w-]+\.)*nema\.org\//;

/**
 * The releases of which an extension can stand for an element, ballots of R4 and R5 among them. What R4 has is an
 * element here.
 * @see https://hl7.org/fhir/R4/versions.html#extensions
 */
const releases = new Set(['0.80', '1.0', '1.4', '3.0', '3.5', '4.1', '4.3', '4.5', '4.6', '5.0', '6.0']);

/** Checks the extensions of one element against their own definitions. */
export function checkExtensions(parent: JsonObject, path: string, scope: Scope): void {
  checkList(parent.extension, `${path}.extension`, false, scope);
  checkList(parent.modifierExtension, `${path}.modifierExtension`, true, scope);
}

function checkList(list: unknown, path: string, modifier: boolean, scope: Scope): void {
  if (!Array.isArray(list)) return;
  for (const [i, item] of list.entries())
    if (isJsonObject(item)) checkExtension(item, `${path}[${i}]`, modifier, scope);
}

/** @see https://hl7.org/fhir/R4/extensibility.html */
function checkExtension(extension: JsonObject, path: string, modifier: boolean, scope: Scope): void {
  const { findings } = scope;
  const { url } = extension;
  checkContent(extension, path, scope);
  if (typeof url !== 'string' || url === '') {
    findings.error({
      code: 'extension',
      rule: 'extension-url',
      message: 'The extension has no url; without it nobody knows what it means.',
      expression: path,
    });
    return;
  }
  if (!absolute.test(url)) {
    // Parts of a complex extension have relative urls; its definition names them.
    if (!insideExtension(scope))
      findings.error({
        code: 'extension',
        rule: 'extension-url',
        message: `The url "${shown(url)}" of an extension must be absolute.`,
        expression: path,
      });
    return;
  }
  const bar = url.indexOf('|');
  const profile = scope.engine.profiles.find(bar === -1 ? url : url.slice(0, bar), scope.from);
  if (profile !== undefined && bar !== -1)
    reportAtUrl(
      'extension-url',
      `The url of an extension has no version; remove "${shown(url.slice(bar))}".`,
      url,
      path,
      {
        canonical: profile.canonical,
        scope,
      },
    );
  if (profile === undefined) {
    if (isBuiltIn(extension, path)) return;
    reportUnknown(url, path, modifier, scope);
    return;
  }
  const release = scope.engine.releases.usedInstead(url, profile.package, scope.from);
  if (release === undefined) checkDefined(profile, extension, path, modifier, scope);
  else {
    const { id, version } = profile.package;
    findings.error({
      code: 'extension',
      rule: 'extension-unknown',
      message: `${url} is defined in ${id} ${version}, and the profile in use rests on ${id} ${release}, which does not have it.`,
      expression: path,
    });
  }
}

/** Reports what is wrong with the url of an extension, located as the HL7 validator does: by place and url. */
function reportAtUrl(
  rule: ValidateRule,
  message: string,
  url: string,
  path: string,
  { canonical, scope }: { readonly canonical: string; readonly scope: Scope },
): void {
  scope.findings.error({
    code: 'extension',
    rule,
    message,
    expression: `${path}[url='${shown(url)}']`,
    profile: canonical,
    at: path,
  });
}

/** Constraint ext-1: a value or parts, not both, not neither. */
function checkContent(extension: JsonObject, path: string, { findings }: Scope): void {
  const hasValue = Object.keys(extension).some((key) => /^_?value[A-Z]/.test(key));
  const hasParts = Array.isArray(extension.extension) && extension.extension.length > 0;
  if (hasValue === hasParts)
    findings.error({
      code: 'invariant',
      rule: 'extension-content',
      message: `The extension has ${hasValue ? 'both a value and extensions' : 'neither a value nor extensions'}; it must have one of the two.`,
      expression: path,
    });
}

function insideExtension({ run }: Scope): boolean {
  return run.stack[run.stack.length - 1]?.type === 'Extension';
}

function reportUnknown(url: string, path: string, modifier: boolean, { findings, engine }: Scope): void {
  if (undefinedByDesign.test(url) || (exampleHosts.test(url) && engine.allowExampleUrls)) return;
  const release = /^http:\/\/hl7\.org\/fhir\/(\d+\.\d+)\/StructureDefinition\/extension-/.exec(url)?.[1];
  if (release !== undefined) {
    if (!releases.has(release)) {
      const message = `There is no FHIR release ${shown(release)} of which the extension ${shown(url)} could stand for an element; name one of ${[...releases].join(', ')}.`;
      findings.error({ code: 'extension', rule: 'extension-unknown', message, expression: path });
      return;
    }
    findings.information({
      code: 'not-supported',
      rule: 'not-checked',
      message: `The extension ${url} stands for an element of another FHIR release; it was not checked.`,
      expression: path,
    });
    return;
  }
  const kind = modifier ? 'modifier extension' : 'extension';
  findings.error({
    code: 'extension',
    rule: 'extension-unknown',
    message: `No loaded package defines the ${kind} ${shown(url)}. ${builtInUse(url) ?? 'Correct the url, or add the package that defines it.'}`,
    expression: path,
  });
}

function checkDefined(profile: Profile, extension: JsonObject, path: string, modifier: boolean, scope: Scope): void {
  const { findings, engine } = scope;
  const { root, canonical } = profile;
  reportProblem(profile, scope.run, path);
  if (profile.type === 'Extension' && root === undefined) return; // as was said
  if (profile.type !== 'Extension' || root === undefined) {
    findings.error({
      code: 'extension',
      rule: 'extension-unknown',
      message: `${canonical} is not an extension but a definition of ${profile.type}.`,
      expression: path,
      profile: canonical,
    });
    return;
  }
  const definedModifier = root.element.isModifier === true;
  if (definedModifier !== modifier) {
    const message = modifier
      ? `${canonical} is no modifier extension; move it to extension.`
      : `${canonical} changes the meaning of its element; move it to modifierExtension.`;
    reportAtUrl('extension-modifier', message, String(extension.url), path, { canonical, scope });
  }
  checkContext(profile, path, scope);
  checkStatus(profile, path, scope);
  const node = { value: extension, sibling: undefined, type: 'Extension', path, rules: engine.types.of('Extension') };
  const rules = profile.rules();
  if (rules !== undefined) applyItem(rules, node, scope);
  checkParts(extension, root, path, canonical, scope);
}

/** Whether a simple extension has its value, and whether the definition knows each part of a complex one. */
function checkParts(extension: JsonObject, node: ElementNode, path: string, canonical: string, scope: Scope): void {
  const { findings } = scope;
  const parts = node.children.find(({ name }) => name === 'extension');
  const value = node.children.find(({ name }) => name.startsWith('value'));
  const simple = parts?.element.max === '0';
  const hasValue = Object.keys(extension).some((key) => /^_?value[A-Z]/.test(key));
  if (simple && !hasValue)
    findings.error({
      code: 'extension',
      rule: 'extension-content',
      message: `The extension ${canonical} is defined with a value, and has none.`,
      expression: path,
      profile: canonical,
    });
  if (value?.element.max === '0' && hasValue)
    findings.error({
      code: 'extension',
      rule: 'extension-content',
      message: `The extension ${canonical} is defined with parts, without a value of its own.`,
      expression: path,
      profile: canonical,
    });
  if (!Array.isArray(extension.extension)) return;
  const known = new Map<string, ElementNode>();
  for (const slice of parts?.slices ?? []) {
    const url =
      typedValue(slice.children.find(({ name }) => name === 'url')?.element ?? {}, 'fixed')?.value ?? slice.sliceName;
    if (typeof url === 'string') known.set(url, slice);
  }
  for (const [i, part] of extension.extension.entries()) {
    if (!isJsonObject(part) || typeof part.url !== 'string' || absolute.test(part.url)) continue;
    const slice = known.get(part.url);
    if (slice !== undefined) continue;
    const message = `The extension ${canonical} has no part "${shown(part.url)}".${didYouMean(part.url, known.keys())}`;
    reportAtUrl('extension-part', message, part.url, `${path}.extension[${i}]`, { canonical, scope });
  }
}
