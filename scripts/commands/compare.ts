import { type Command, Option } from '@commander-js/extra-typings';
import { acceptanceText } from '../compare/format/acceptance-text.ts';
import { countsText, versionText } from '../compare/format/wording.ts';
import type { ComparisonReport } from '../compare/result/report.ts';
import { worst } from '../compare/rules/impact.ts';
import { readTextIfThere } from '../files/read-file.ts';
import { LONGEST_SETTINGS } from '../files/size.ts';
import { EnvironmentError } from '../model/issue.ts';
import { ACCEPTED } from '../pipeline/comparison/accepted-file.ts';
import { comparePackages } from '../pipeline/comparison/compare-packages.ts';
import { compareMoved } from '../pipeline/comparison/moved-parents.ts';
import type { CommandContext } from './options/context.ts';
import { knownRules } from './options/known-rules.ts';
import { repeatable } from './options/repeatable.ts';
import { comparisonFormats, comparisonPieces, type FailOnChange } from './output/comparison-output.ts';
import { destinationsOf, oneMoreOf } from './output/destinations.ts';
import { inBatches, print } from './output/print.ts';
import { createProgress } from './output/progress.ts';
import { spareWhatIsRead } from './output/reporting.ts';
import { writablePlace, writeWhole } from './output/write-whole.ts';

export function registerCompare(program: Command, { signal, version }: CommandContext): void {
  program
    .command('compare')
    .summary('tell what changed between two versions, and whom it breaks')
    .description(
      'Compares two versions of a guide or package, element by element, and says of each change whom it breaks.\nA version is a package as id#version, a .tgz file or a folder, the folder of a FSH project, or git:<revision> of the one in the current folder; these two are compiled.',
    )
    .argument('[from]', 'the older version; the last release, by the tags of the repository')
    .argument('[to]', 'the newer version; the guide of the current folder', '.')
    .addOption(
      new Option(
        '--format <format>',
        `how the comparison is written: ${comparisonFormats.join(', ')}; text by default. Repeatable with a file: --format html=out.html --format text`,
      ).argParser(oneMoreOf(comparisonFormats)),
    )
    .addOption(
      new Option('--output <file>', 'write the comparison to a file instead of standard output').argParser(
        writablePlace,
      ),
    )
    .addOption(
      new Option('--fail-on <class>', 'exit with code 1 if any change is at least this grave')
        .choices(['breaking', 'may-break', 'never'] as const)
        .default('breaking' as const),
    )
    .option(
      '--package <package>',
      'load this package too, for both versions: id#version, a .tgz file or a folder; repeatable',
      repeatable,
    )
    .option(
      '--for <profile...>',
      'what would change in these profiles of this guide, and in its examples, if they rested on [to] of a package instead of [from]',
    )
    .option(
      '--write-accepted',
      'append the changes that fail the run to accepted-changes.yaml, for reason and owner to be filled in',
      false,
    )
    .option('--offline', 'ask no FHIR registry', false)
    .option('--verbose', 'editorial changes one by one too', false)
    .option('--quiet', 'no progress on standard error', false)
    .hook('preAction', (_, action) => spareWhatIsRead(action))
    .action(async (from, to, options) => {
      const progress = createProgress(options);
      const opening = {
        signal,
        offline: options.offline,
        ...(options.package === undefined ? {} : { added: options.package }),
        onStep: progress.step,
      };
      const profiles = options.for;
      if (profiles !== undefined && (from === undefined || to === '.'))
        throw new EnvironmentError(
          'With --for, name two versions of a package: ig compare <package>#<version> <package>#<version> --for <profile>',
        );
      const report =
        profiles === undefined || from === undefined
          ? await comparePackages(from, to, process.cwd(), opening)
          : await compareMoved(from, to, profiles, process.cwd(), opening);
      progress.end();
      const destinations = destinationsOf(options);
      for (const { format, file } of destinations) {
        const pieces = comparisonPieces(report, format, { ...options, rules: knownRules, version });
        if (file === undefined) await print(pieces);
        else await writeWhole(file, inBatches(pieces));
      }
      if (destinations.every(({ file }) => file !== undefined))
        process.stderr.write(`${countsText(report)}. ${versionText(report)}\n`);
      if (options.writeAccepted) await appendAccepted(report, options.failOn);
      if (reaches(report, options.failOn)) process.exitCode ??= 1;
    });
}

function reaches({ open }: ComparisonReport, failOn: FailOnChange): boolean {
  if (failOn === 'never') return false;
  return open.breaking > 0 || (failOn === 'may-break' && open.mayBreak > 0);
}

/** Adds entries for what fails the run; the program refuses them until somebody has written why. */
async function appendAccepted({ changes }: ComparisonReport, failOn: FailOnChange): Promise<void> {
  const classes = failOn === 'breaking' ? ['breaking'] : ['breaking', 'may-break'];
  const open = changes.filter((each) => each.accepted === undefined && classes.includes(worst(each.class)));
  if (open.length === 0) return;
  const before = readTextIfThere(ACCEPTED, LONGEST_SETTINGS) ?? HEADING;
  await writeWhole(ACCEPTED, [before, acceptanceText(open, new Date().toISOString().slice(0, 10))]);
  process.stderr.write(`Wrote ${ACCEPTED}: fill in reason and owner of the new entries.\n`);
}

const HEADING = '# Changes that somebody answers for: docs/compare.md tells how this file is written.\n';
