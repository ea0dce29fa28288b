#!/usr/bin/env node
// Stands in for Java in tests: prints the log of a real run of the Publisher, up to where FAKE_END says, and ends as it says.
import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

const args = process.argv.slice(2);
if (args[0] === '-version') {
  process.stderr.write(`openjdk version "${process.env.FAKE_JAVA ?? '17.0.15'}" 2025-04-15\n`);
  process.exit(0);
}

const { FAKE_END = 'well', FAKE_AT, FAKE_LOG, FAKE_RECORD } = process.env;
const guide = dirname(args[args.indexOf('-ig') + 1]);
const output = join(guide, 'output');
if (FAKE_RECORD !== undefined) appendFileSync(FAKE_RECORD, `${JSON.stringify(args)}\n`);
const write = (name, text) => {
  mkdirSync(dirname(join(output, name)), { recursive: true });
  writeFileSync(join(output, name), text);
};
const qa = (more, date = new Date().toISOString()) =>
  write('qa.json', JSON.stringify({ errs: 0, warnings: 0, hints: 0, dateISO8601: date, ...more }));
write('qa.xml', '<Bundle xmlns="http://hl7.org/fhir"><type value="collection"/></Bundle>');
const forever = () => setInterval(() => {}, 1000);

for (const line of readFileSync(FAKE_LOG, 'utf8').split('\n')) {
  if (FAKE_AT !== undefined && stripVTControlCharacters(line).startsWith(FAKE_AT)) {
    process.stdout.write(`${line}\n`);
    break;
  }
  // Its files hold no finding, so neither may the counts in the log.
  process.stdout.write(
    `${line.replace(/\d+ broken links/, '0 broken links').replace(/^Errors: .*\(/, 'Errors: 0, Warnings: 0, Info: 0, Broken Links: 0 (')}\n`,
  );
}

switch (FAKE_END) {
  case 'well':
    write('index.html', `<p>made ${FAKE_RECORD ?? ''}</p>`);
    write('qa.html', '<p>QA</p>');
    qa({});
    break;
  case 'exception':
    write('index.html', '<p>half</p>');
    qa({ exception: 'java.lang.NullPointerException: it broke' });
    break;
  case 'old-qa':
    write('index.html', '<p>old</p>');
    qa({}, '2020-01-01T00:00:00Z');
    break;
  case 'no-qa':
    write('index.html', '<p>no QA</p>');
    break;
  case 'no-memory':
    process.stdout.write('Terminating due to java.lang.OutOfMemoryError: Java heap space\n');
    process.exitCode = 3;
    break;
  case 'killed':
    process.kill(process.pid, 'SIGKILL');
    forever();
    break;
  case 'silent': {
    // Jekyll, as a child that would outlive Java.
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    writeFileSync(join(guide, '..', '..', '..', 'jekyll.pid'), String(child.pid));
    forever();
    break;
  }
  default:
    process.stdout.write('Publishing Content Failed: it broke\n');
    process.exitCode = Number(FAKE_END);
}
