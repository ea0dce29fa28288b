import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { faultOfAddress, linkFrom, shownAddress, withoutCredentials } from '../../scripts/network/address.ts';
import { RequestFailure } from '../../scripts/network/request-failure.ts';

const registry = new URL('https://registry.test/packages/example.a');

function refusal(from: string | URL, text: string): string {
  try {
    return linkFrom(new URL(from), text).href;
  } catch (error) {
    expect(error).toBeInstanceOf(RequestFailure);
    return error instanceof Error ? error.message : '';
  }
}

describe('an address that a server names', () => {
  test('is asked when it is one of http or https, absolute or not', () => {
    expect(linkFrom(registry, 'https://files.test/a.tgz').href).toBe('https://files.test/a.tgz');
    expect(linkFrom(registry, '/a.tgz?x=1').href).toBe('https://registry.test/a.tgz?x=1');
    expect(linkFrom(registry, 'a.tgz').href).toBe('https://registry.test/packages/a.tgz');
    expect(linkFrom(new URL('http://registry.test/'), 'http://files.test/a.tgz').href).toBe('http://files.test/a.tgz');
  });

  for (const text of [
    'data:,x',
    'file:///etc/passwd',
    'blob:https://a.test/x',
    'ftp://a.test/x',
    'ws://a.test/',
    'x:y',
  ])
    test(`is refused by name when it is ${text}`, () => {
      expect(refusal(registry, text)).toBe(
        `it sends to an address that begins with ${text.split(':')[0]}:; only http and https are asked`,
      );
    });

  for (const text of [
    'https://user:secret@a.test/',
    'https://secret@a.test/',
    '//user:secret@a.test/',
    'HTTPS://:secret@a.test',
  ])
    test(`is refused without being repeated when it is ${text}`, () => {
      expect(refusal(registry, text)).toBe('it sends to an address with a user and password in it');
    });

  test('may not leave https, but between two servers of this machine', () => {
    expect(refusal(registry, 'http://registry.test/a.tgz')).toBe(
      'it is on https and sends to http://registry.test, where anyone on the way can read and change what is sent',
    );
    expect(refusal(registry, 'http://127.0.0.1/a.tgz')).toContain('it is on https and sends to http://127.0.0.1');
    expect(refusal('https://localhost/', 'http://registry.test/')).toContain('it is on https');
    for (const host of ['127.0.0.1:1', '127.1.2.3', 'localhost:80', '[::1]:9'])
      expect(refusal('https://localhost:8443/', `http://${host}/x`)).toMatch(/^http:/);
    for (const host of ['127.0.0.1.evil.test', 'localhost.evil.test', '10.0.0.1', '[::2]'])
      expect(refusal('https://localhost:8443/', `http://${host}/x`)).toContain('it is on https');
  });

  test('whatever it is: refused in a sentence, or without credentials and no less safe than what named it', () => {
    const schemes = fc.constantFrom('http:', 'https:', 'file:', 'data:', 'HTTP:', 'ht\ttp:', '', '//', 'javascript:');
    const rest = fc.oneof(fc.string(), fc.webUrl(), fc.constantFrom('//a:b@c.test/', '//[::1]/', '\\\\evil.test\\x'));
    fc.assert(
      fc.property(
        schemes,
        rest,
        fc.constantFrom('https://registry.test/a', 'http://registry.test/a'),
        (scheme, text, base) => {
          const from = new URL(base);
          let link: URL;
          try {
            link = linkFrom(from, `${scheme}${text}`);
          } catch (error) {
            return error instanceof RequestFailure && /^it (sends to|is on https)/.test(error.message);
          }
          const isWeb = link.protocol === 'https:' || (link.protocol === 'http:' && from.protocol === 'http:');
          return isWeb && link.username === '' && link.password === '';
        },
      ),
    );
  });
});

test('an address is shown without what may be a secret', () => {
  expect(shownAddress(new URL('https://a.test:8443/b/c.tgz?sig=secret#secret'))).toBe('https://a.test:8443/b/c.tgz');
  expect(withoutCredentials('https://user:se@cret@a.test/b@c?d=e@f')).toBe('https://a.test/b@c?d=e@f');
  expect(withoutCredentials('hl7.base.template#current')).toBe('hl7.base.template#current');
});

test('an address of megabytes is told by its length', () => {
  expect(faultOfAddress(`https://a.test/${'x'.repeat(3e6)}`)).toBe('an address of 3000015 characters');
});
