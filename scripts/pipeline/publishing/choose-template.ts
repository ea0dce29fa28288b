import { faultText } from '../../model/fault.ts';
import type { Issue, Outcome } from '../../model/issue.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { withoutCredentials } from '../../network/address.ts';
import { silenceFrom } from '../../network/patience.ts';
import { requestJson } from '../../network/request-json.ts';
import {
  isMultiLanguage,
  isMultiLanguageConfig,
  ownTemplate,
  type TemplateChoice,
  templateNamed,
} from '../../publish/template.ts';
import { toolchainFolder } from '../guide/toolchain.ts';

export interface TemplateOptions {
  /** `--template`: to be used whatever happens. */
  readonly wanted?: string | undefined;
  /** ig.ini's. */
  readonly configured?: string | undefined;
  readonly offline: boolean;
  /** A package that the guide depends on in two versions. */
  readonly doubled?: string | undefined;
  readonly signal: AbortSignal;
}

/** The guide's own template will do where this one does not come soon. */
const MOST_SILENCE_MS = 5_000;

/**
 * Decides which template the site is made with: the wanted one, else ig.ini's where it can be had and works, else the
 * guide's own, which works without a network.
 * @throws EnvironmentError when the wanted one cannot be used, or there is none at all
 */
export async function chooseTemplate(project: string, options: TemplateOptions): Promise<Outcome<TemplateChoice>> {
  const { wanted, configured, offline } = options;
  const own = ownTemplate(project, toolchainFolder);
  const named = wanted ?? (offline && own !== undefined ? undefined : configured);
  if (named === undefined) {
    if (own === undefined)
      throw new EnvironmentError('There is no template: neither ig.ini names one, nor is there a folder template/.');
    return { value: { folder: own }, issues: [] };
  }
  const choice = templateNamed(named, project);
  const problem = await problemWith(choice, options);
  const shown = withoutCredentials(named);
  if (problem === undefined) return { value: choice, issues: [] };
  if (wanted !== undefined || own === undefined)
    throw new EnvironmentError(`The template ${shown} cannot be used: ${problem.reason}. ${remedyOf(wanted)}`);
  const message = `The template of ig.ini, ${shown}, is not used: ${problem.reason}. The site is made with the guide’s own template instead.`;
  const issue: Issue = {
    severity: 'warning',
    code: 'not-supported',
    rule: problem.rule,
    message,
    source: { file: 'ig.ini' },
  };
  return { value: { folder: own }, issues: [issue] };
}

function remedyOf(wanted: string | undefined): string {
  return wanted === undefined
    ? 'Name another with --template.'
    : 'Leave --template out for the guide’s own, or name another.';
}

interface Problem {
  readonly rule: 'publisher-template' | 'publisher-two-versions';
  readonly reason: string;
}

async function problemWith(
  choice: TemplateChoice,
  { offline, doubled, signal }: TemplateOptions,
): Promise<Problem | undefined> {
  const isTwoFold = (isMulti: boolean): Problem | undefined =>
    isMulti && doubled !== undefined
      ? {
          rule: 'publisher-two-versions',
          reason: `it makes its pages in several languages (multilanguage-format), and with it the IG Publisher 2.1.2 ends with "Name '${doubled}' already exists" for a guide that depends on two versions of ${doubled}`,
        }
      : undefined;
  if ('folder' in choice) return isTwoFold(isMultiLanguage(choice.folder));
  const isAddress = /^https?:/.test(choice.named);
  if (offline && isAddress)
    return { rule: 'publisher-template', reason: 'it is an address, and with --offline nothing is downloaded' };
  if (!isAddress) return undefined; // a package: the Publisher gets it, and tells when it cannot
  try {
    const silenceMs = Math.min(silenceFrom(process.env), MOST_SILENCE_MS);
    const config = await requestJson(configAddress(choice.named), { signal, silenceMs, attempts: 1 });
    return isTwoFold(isMultiLanguageConfig(config));
  } catch (error) {
    signal.throwIfAborted();
    const why = faultText(error);
    return { rule: 'publisher-template', reason: `it cannot be had: ${why}` };
  }
}

/** Where a template's settings are: GitHub shows files under another name of its own. */
function configAddress(template: string): string {
  const base = template.replace(/\/+$/, '').replace(/\.git$/, '');
  return `${base.replace(/^https:\/\/github\.com\//, 'https://raw.githubusercontent.com/')}${base.includes('//github.com/') ? '/HEAD' : ''}/config.json`;
}
