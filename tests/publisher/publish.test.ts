import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { litterIn, reportOf } from '../cli/run-ig.ts';
import { fakeMachine } from './fake-publisher.ts';
import { isRunning } from './is-running.ts';

const issues = (run: Parameters<typeof reportOf>[0]) =>
  reportOf(run).issues.map(({ rule, message }) => ({ rule, message }));
const json = ['--format', 'json'];

describe('a run that goes well', () => {
  test('puts the site, the log and the time of each phase into their places, and leaves nothing else', async () => {
    const machine = fakeMachine();
    const run = await machine.publish({ args: json });
    expect(run.code).toBe(0);
    const report = reportOf(run);
    expect(report.publication).toMatchObject({
      version: '2.1.2',
      source: 'release',
      offline: true,
      site: 'build/site',
    });
    expect(report.phases?.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        'Compile and snapshots',
        'Validate',
        'Stage',
        'IG Publisher: Packages',
        'IG Publisher: QA',
      ]),
    );
    expect(report.packages.map(({ id }) => id)).toContain('hl7.fhir.pubpack');
    expect(issues(run)).toContainEqual({
      rule: 'publisher-diagrams',
      message: 'Graphviz is not here, so pages have no diagrams. To get it: sudo apt-get install graphviz',
    });
    expect(machine.site()).toContain('made');
    expect(machine.log()).toContain('Finished @');
    expect(run.stderr).toContain('build/site/index.html');
    expect(litterIn(machine.project)).toEqual([]);
    expect(machine.litter()).toEqual([]);
  });

  test('runs Java without a network on a copy that has the template and no FSH; the guide is as it was', async () => {
    const machine = fakeMachine();
    const { code, stderr } = await machine.publish({ args: ['--keep'] });
    expect(code).toBe(0);
    const [args = []] = machine.starts();
    expect(args.join(' ')).toMatch(/-no-sushi -no-network -tx n\/a -fhir-settings \S+$/);
    expect(args.join(' ')).toMatch(/-Xmx\d+m .*-Duser\.home=\S+\/home /);
    expect(stderr).toMatch(/^IG Publisher: Packages \(\d+:\d\d, about 1:\d\d left\)$/m);

    const kept = join(machine.cache, 'publisher', 'kept', 'example.fhir.allergies', 'first');
    const guide = join(kept, 'ig');
    expect(readFileSync(join(guide, 'ig.ini'), 'utf8')).toMatch(/template = #template\nusage-stats-opt-out = true/);
    expect(existsSync(join(guide, 'input', 'fsh'))).toBe(false);
    const name = /ig = (\S+)/.exec(readFileSync(join(guide, 'ig.ini'), 'utf8'))?.[1] ?? '';
    const codesIn = (folder: string): string[] =>
      JSON.parse(readFileSync(join(folder, name), 'utf8')).definition.parameter.map(
        ({ code: each }: { code: string }) => each,
      );
    expect(codesIn(guide)).toContain('template-html');
    expect(codesIn(machine.project)).not.toContain('template-html');
    const cache = join(kept, 'home', '.fhir', 'packages');
    expect(readFileSync(join(cache, 'packages.ini'), 'utf8')).toContain('version = 4');
    const internals = join(cache, 'hl7.fhir.r4.core#4.0.1', 'package', 'other', 'spec.internals');
    expect(JSON.parse(readFileSync(internals, 'utf8'))['npm-name']).toBe('hl7.fhir.core');

    const again = await machine.publish({ args: ['--verbose'] });
    expect(again.stderr).toContain('FHIR IG Publisher Version 2.1.2');
    expect(again.stderr).not.toContain('about 1:');
    const times = JSON.parse(
      readFileSync(join(machine.cache, 'publisher', 'times', 'example.fhir.allergies.json'), 'utf8'),
    );
    expect(times.Packages).toBeLessThan(10); // what the bar of the next run expects
  });
});

describe('a run that makes no site leaves the last one in place', () => {
  async function fails(fake: Parameters<ReturnType<typeof fakeMachine>['publish']>[0]) {
    const machine = fakeMachine();
    mkdirSync(join(machine.project, 'build', 'site'), { recursive: true });
    writeFileSync(join(machine.project, 'build', 'site', 'index.html'), 'the last good one');
    const run = await machine.publish(fake);
    expect(machine.site()).toBe('the last good one');
    expect(machine.litter()).toEqual([]);
    expect(litterIn(machine.project)).toEqual([]);
    return { ...run, machine };
  }

  test('it dies on the way: where, with which words, and where the log is', async () => {
    const run = await fails({ end: '1', at: 'Generate HTML Outputs', args: json });
    expect(run.code).toBe(1);
    const message = issues(run).find(({ rule }) => rule === 'publisher-failed')?.message ?? '';
    expect(message).toContain('ended in the phase "HTML outputs" with exit code 1');
    expect(message).toContain('it broke');
    expect(message).toContain('build/publisher.log');
    expect(run.machine.log()).toContain('Publishing Content Failed');
  });

  test('it ends with exit code 0 and an exception in qa.json', async () => {
    const run = await fails({ end: 'exception', args: json });
    expect(run.code).toBe(1);
    expect(issues(run).map(({ rule }) => rule)).toContain('publisher-failed');
  });

  test('it runs out of memory: told apart, with the remedy, and exit code 2', async () => {
    const run = await fails({ end: 'no-memory', at: 'Generate HTML Outputs', args: ['--memory', '1g'] });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/ran out of memory in the phase "HTML outputs": it had 1g of heap.*--memory/);
    expect(run.machine.log()).toContain('OutOfMemoryError');
  });

  test('it prints nothing any more: it is ended, Jekyll too, and the phase and its last words are told', async () => {
    const run = await fails({ end: 'silent', at: 'Run jekyll', args: ['--patience', '0.02'] });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(
      /printed nothing for 0\.02 minutes in the phase "Jekyll".*Its last line was: Run jekyll/,
    );
    expect(hasJekyll(run.machine)).toBe(false);
  });

  test('Ctrl-C ends Java and Jekyll', async () => {
    const stop = { at: 'IG Publisher: Jekyll', afterMs: 300, by: 'SIGINT' } as const;
    const run = await fails({ end: 'silent', at: 'Run jekyll', stop });
    expect(run.code).toBe(2);
    expect(run.stderr).toContain('ig: Stopped by SIGINT. Nothing was left half written.');
    expect(hasJekyll(run.machine)).toBe(false);
    expect(run.machine.log()).toContain('Run jekyll');
  });

  test('the guide cannot be compiled: the Publisher is not run', async () => {
    const machine = fakeMachine();
    writeFileSync(
      join(machine.project, 'input', 'fsh', 'broken.fsh'),
      'Profile: Broken\nParent: NoSuchThing\nId: broken\n',
    );
    const run = await machine.publish({ args: json });
    expect(run.code).toBe(1);
    expect(issues(run).map(({ rule }) => rule)).toContain('publisher-not-run');
    expect(machine.starts()).toEqual([]);
  });
});

/** Whether the process that stands in for Jekyll is still there. */
const hasJekyll = ({ cache }: ReturnType<typeof fakeMachine>): boolean =>
  isRunning(Number(readFileSync(join(cache, 'publisher', 'jekyll.pid'), 'utf8')));

describe('what is missing is told before anything is built', () => {
  test('Jekyll', async () => {
    const machine = fakeMachine();
    const run = await machine.publish({ jekyll: 'missing' });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(
      /^ig: The IG Publisher cannot run on this machine\. Jekyll \(not found\): sudo apt-get install jekyll/m,
    );
    expect(existsSync(join(machine.project, 'fsh-generated'))).toBe(false);
  });

  test('a Jekyll that does not work, and a Java that is too old, in one message', async () => {
    const run = await fakeMachine().publish({ jekyll: 'broken', java: '11.0.2' });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(/Java 17 or later \(openjdk version "11\.0\.2".*Jekyll \(/);
  });

  test('the Publisher itself, where it may not be downloaded', async () => {
    const run = await fakeMachine().publish({ args: ['--publisher-source', 'maven'], env: { HOME: '/nonexistent' } });
    expect(run.code).toBe(2);
    expect(run.stderr).toMatch(
      /The IG Publisher is not on this machine: 151 of its 151 archives are missing.*ig publish once/i,
    );
  });
});
