import { EnvironmentError } from '../model/issue.ts';
import { withoutCredentials } from './address.ts';

export interface ProxySettings {
  /** For http addresses. */
  readonly httpProxy: string | undefined;
  /** For https addresses; curl and npm take the one for http too, where there is no other. */
  readonly httpsProxy: string | undefined;
  /** As undici reads it: hosts that are asked directly, separated by commas. */
  readonly noProxy: string;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** This machine is never asked through a proxy, which could not reach it. */
const OWN = ['localhost', '127.0.0.1', '[::1]'];

/**
 * The proxies of the environment: HTTP_PROXY, HTTPS_PROXY, NO_PROXY, in capitals or not, as curl and npm read them.
 * A name in NO_PROXY stands for itself and for all below it.
 * @returns undefined where there is none
 * @throws EnvironmentError for a proxy that is none
 */
export function proxyFrom(env: Environment): ProxySettings | undefined {
  const httpProxy = named(env, 'HTTP_PROXY');
  const httpsProxy = named(env, 'HTTPS_PROXY');
  if (httpProxy === undefined && httpsProxy === undefined) return undefined;
  const hosts = (either(env, 'NO_PROXY') ?? '').split(/[\s,]+/).filter((host) => host !== '');
  if (hosts.includes('*')) return undefined;
  const all = [...OWN, ...hosts.flatMap(asUndiciReads)];
  return { httpProxy, httpsProxy, noProxy: [...new Set(all)].join(',') };
}

/** A name stands for itself and all below it, with or without a dot before it; an address for itself. */
function asUndiciReads(host: string): string[] {
  const bare = host.replace(/^\*?\./, '');
  if (/^\[|^[\d.]+(:\d+)?$/.test(bare)) return [bare];
  return bare.includes('::') ? [`[${bare}]`] : [bare, `.${bare}`];
}

/** The address of the proxy that a request goes through, for messages: without user and password. */
export function shownProxy({ protocol }: URL, { httpProxy, httpsProxy }: ProxySettings): string {
  return withoutCredentials((protocol === 'https:' ? httpsProxy : undefined) ?? httpProxy ?? '');
}

function named(env: Environment, name: 'HTTP_PROXY' | 'HTTPS_PROXY'): string | undefined {
  const value = either(env, name);
  if (value === undefined) return undefined;
  const address = value.includes('://') ? value : `http://${value}`; // as curl takes `proxy:8080`
  if (!URL.canParse(address) || !/^https?:$/.test(new URL(address).protocol))
    throw new EnvironmentError(
      `${name} must be the http or https address of a proxy, such as http://proxy.example:8080; found "${withoutCredentials(value)}".`,
    );
  return address;
}

/** In lower case first, as curl does. */
function either(env: Environment, name: string): string | undefined {
  return [env[name.toLowerCase()], env[name]].find((value) => value !== undefined && value !== '');
}
