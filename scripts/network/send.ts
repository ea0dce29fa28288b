import { type ProxySettings, proxyFrom, shownProxy } from './proxy.ts';
import { RequestFailure } from './request-failure.ts';

type Fetch = (url: URL, init: RequestInit) => Promise<Response>;

let through: { readonly settings: ProxySettings; readonly send: Promise<Fetch> } | undefined;

/**
 * Node's own fetch, or, where the environment names a proxy, the same through it: before version 24, Node.js does not do
 * that by itself. What the proxy does wrong is told as its doing.
 */
export async function send(url: URL, init: RequestInit): Promise<Response> {
  const settings = proxyFrom(process.env);
  if (settings === undefined) return fetch(url, init);
  if (JSON.stringify(through?.settings) !== JSON.stringify(settings)) through = { settings, send: open(settings) };
  const fetchThrough = (await through?.send) ?? fetch;
  return fetchThrough(url, init).catch((error: unknown) => {
    throw proxyFailure(error, url, settings) ?? error;
  });
}

/** Loaded where there is a proxy only: it takes a tenth of a second. */
async function open(settings: ProxySettings): Promise<Fetch> {
  const { EnvHttpProxyAgent, fetch: fetchThrough } = await import('undici');
  const { httpProxy = '', httpsProxy = '', noProxy } = settings; // an empty one keeps it from asking the environment
  // Its types do not know that it hands the rest on: a proxy is asked for http addresses itself, without a tunnel.
  const options = { httpProxy, httpsProxy, noProxy, proxyTunnel: false };
  const dispatcher = new EnvHttpProxyAgent(options);
  // The two are one standard, and the types of two versions of one library.
  return (url, init) => fetchThrough(url, { ...(init as object), dispatcher }) as unknown as Promise<Response>;
}

/** A proxy that cannot be reached, or refuses to open a way; undefined for every other failure. */
function proxyFailure(error: unknown, url: URL, settings: ProxySettings): RequestFailure | undefined {
  const proxy = shownProxy(url, settings);
  const { hostname, port } = URL.canParse(proxy) ? new URL(proxy) : url;
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    const { code, hostname: unknown, port: closed } = cause as Error & Readonly<Record<string, unknown>>;
    if (code === 'ENOTFOUND' && unknown === hostname)
      return new RequestFailure(`the name of the proxy ${proxy} is not known`, { cause: error, isDown: true });
    if (code === 'ECONNREFUSED' && String(closed) === (port || '80'))
      return new RequestFailure(`the proxy ${proxy} refuses the connection`, { cause: error, isDown: true });
    const [, status] = /^Proxy response \((\d+)\)/.exec(cause.message) ?? [];
    if (status === undefined) continue;
    const hint = status === '407' ? '; put its user and password into the address of the proxy' : '';
    const message = `the proxy ${proxy} does not let us through (HTTP ${status})${hint}`;
    return new RequestFailure(message, { cause: error, isDown: true });
  }
  return undefined;
}
