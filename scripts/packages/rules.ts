import { ownRule, type RuleTable, r4Rule } from '../model/rule.ts';

/** What a FHIR package is: the same for R4, whose own specification has no page on it. */
const packagePage = 'https://hl7.org/fhir/packages.html';

/** Every rule that the packages' stage can name in an issue and no other stage states. */
export const packageRules = {
  lockfile: ownRule('Leave the lockfile as ig wrote it, or have it made anew.', 'packages.md#the-lockfile'),
  'lockfile-stale': ownRule(
    'Lock the packages anew when what the project declares has changed.',
    'packages.md#the-lockfile',
  ),
  'package-missing': ownRule('Make every package available that the guide builds on.', 'packages.md#where-from'),
  'package-substituted': ownRule('Check that the package in use is the one that is meant.', 'packages.md#where-from'),
  'package-release': ownRule('Use packages that are made for FHIR R4.', 'packages.md#where-from'),
  'package-registry': ownRule('Let the FHIR registry be reached, or work from what is here.', 'packages.md#where-from'),
  'package-argument': ownRule(
    'Name a package as id#version, or by a .tgz file or folder that exists.',
    'packages.md#where-from',
  ),
  'package-place': ownRule('Say in packages.yaml where a package is that no registry has.', 'packages.md#of-your-own'),
  'package-integrity': ownRule('Use packages with the content that was locked.', 'packages.md#integrity'),
  'package-cache': ownRule('Delete what is damaged in the package cache; it is made anew.', 'packages.md#the-cache'),
  'package-archive': ownRule('Get the package again, whole and from where it is published.', 'packages.md#archives'),
  'package-bundle': ownRule(
    'Export the bundle again, and copy it whole to the machine that is to use it.',
    'packages.md#bundles',
  ),
  'package-too-many': ownRule('Depend on packages whose dependencies come to an end.', 'packages.md#where-from'),
  'package-cycle': ownRule('Let no stand-in depend on itself by way of others.', 'packages.md#stand-ins'),
  'package-manifest': {
    summary: 'Give the package a package.json with its own name and version.',
    spec: packagePage,
  },
  'package-content': { summary: 'Let the files of a package be readable, and JSON.', spec: packagePage },
  'ambiguous-canonical': r4Rule('Write the version that is meant behind the canonical.', 'references.html#canonical'),
  'duplicate-canonical': ownRule(
    'Use no two packages that define one canonical and version differently.',
    'packages.md#which',
  ),
} satisfies RuleTable;
