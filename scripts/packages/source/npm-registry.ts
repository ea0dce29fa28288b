import { homedir } from 'node:os';
import { join } from 'node:path';
import { readTextIfThere } from '../../files/read-file.ts';
import { LONGEST_SETTINGS } from '../../files/size.ts';
import { EnvironmentError } from '../../model/issue.ts';
import { faultOfAddress } from '../../network/address.ts';
import type { RequestOptions } from '../../network/ask.ts';

/** Where npm packages come from, and what lets us in. */
export interface NpmRegistry {
  /** Base address, without a slash at its end. */
  readonly server: string;
  /** They go to the origin of the registry alone. */
  readonly credentials?: RequestOptions['credentials'];
}

type Environment = Readonly<Record<string, string | undefined>>;

const PUBLIC = 'https://registry.npmjs.org';

/**
 * The registry that npm itself would ask: `npm_config_registry`, else the `registry` of the project's `.npmrc`, else of the
 * user's, else the public one. A token is taken from the user's own `.npmrc` alone: a project that names a registry cannot
 * have it send a token there.
 * @see https://docs.npmjs.com/cli/configuring-npm/npmrc
 * @throws EnvironmentError for an address that is none
 */
export function npmRegistryFrom(env: Environment, project: string): NpmRegistry {
  const own = ownSettings(env);
  const named =
    env.npm_config_registry ??
    env.NPM_CONFIG_REGISTRY ??
    readSettings(join(project, '.npmrc')).get('registry') ??
    expanded(own.get('registry'), env);
  const server = (named === undefined || named === '' ? PUBLIC : named).replace(/\/+$/, '');
  const fault = faultOfAddress(server);
  if (fault !== undefined)
    throw new EnvironmentError(`The npm registry must be an http or https address; found ${fault}. Correct .npmrc.`);
  const authorization = authorizationFor(server, own, env);
  return { server, ...(authorization && { credentials: { origin: new URL(server).origin, authorization } }) };
}

/**
 * The registry that npm would ask for a scope, `@scope:registry` in the project's `.npmrc` or the user's: it alone has the
 * packages of that scope.
 */
export function scopeRegistry(id: string, env: Environment, project: string): string | undefined {
  const [, scope] = /^(@[^/]+)\//.exec(id) ?? [];
  if (scope === undefined) return undefined;
  const setting = `${scope}:registry`;
  const named = readSettings(join(project, '.npmrc')).get(setting) ?? expanded(ownSettings(env).get(setting), env);
  return named?.replace(/\/+$/, '');
}

/** The header `Authorization` that the user's own `.npmrc` has for a server, FHIR registries too. */
export function npmAuthorization(server: string, env: Environment): string | undefined {
  return authorizationFor(server, ownSettings(env), env);
}

function ownSettings(env: Environment): ReadonlyMap<string, string> {
  return readSettings(env.NPM_CONFIG_USERCONFIG ?? env.npm_config_userconfig ?? join(homedir(), '.npmrc'));
}

/** The settings of an `.npmrc`: `name=value` lines; comments begin with `#` or `;`. */
function readSettings(file: string): ReadonlyMap<string, string> {
  const lines = (readTextIfThere(file, LONGEST_SETTINGS) ?? '').split(/\r?\n/);
  return new Map(
    lines.flatMap((line): [string, string][] => {
      const [, name = '', value = ''] = /^\s*([^#;=\s][^=]*?)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
      return name === '' ? [] : [[name, value.replace(/^(["'])(.*)\1$/, '$2')]];
    }),
  );
}

/** npm names credentials by the address that they are for, or one above it: `//host/path/:_authToken`. */
function authorizationFor(server: string, own: ReadonlyMap<string, string>, env: Environment): string | undefined {
  const { host, pathname } = new URL(server);
  const parts = pathname.split('/').filter((part) => part !== '');
  for (let count = parts.length; count >= 0; count--) {
    const place = `//${[host, ...parts.slice(0, count)].join('/')}/`;
    const token = expanded(own.get(`${place}:_authToken`), env);
    if (token !== undefined && /^[\x21-\x7e]+$/.test(token)) return `Bearer ${token}`;
    const basic = expanded(own.get(`${place}:_auth`), env);
    if (basic !== undefined && /^[\x21-\x7e]+$/.test(basic)) return `Basic ${basic}`;
  }
  return undefined;
}

/** `${NAME}` is a variable of the environment; one that is not set stays as it is written, as with npm. */
function expanded(value: string | undefined, env: Environment): string | undefined {
  return value?.replace(/\$\{(\w+)\}/g, (whole, name: string) => env[name] ?? whole);
}
