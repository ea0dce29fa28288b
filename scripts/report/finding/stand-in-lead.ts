import { listAll } from './count.ts';

const ONE = 'is a stand-in, which may lack what the published package has';
const MANY = 'are stand-ins, which may lack what the published packages have';
const LEAD = new RegExp(`^.+? (?:${ONE}|${MANY}): `, 's');

/**
 * A message behind the packages that may be its cause because they are stand-ins. Of many, one is named: what is wrong
 * comes behind them.
 * @param standIns as `id#version`, at least one
 */
export function behindStandIns(message: string, [first = '', ...others]: readonly string[]): string {
  const names = others.length < 2 ? listAll([first, ...others]) : `${first} and ${others.length} others`;
  return `${names} ${others.length === 0 ? ONE : MANY}: ${message}`;
}

/** The message itself, as suppressions.yaml is held against it. */
export function withoutStandIns(message: string): string {
  return message.replace(LEAD, '');
}
