/** What a guide has beside its own files, for the toolchain and for those who work on it. */

/** The suppressions of a guide that lives with nothing yet. */
export const suppressionsText = `# Warnings that this guide lives with, never errors. Each has a reason, an owner and a last day; what nothing needs any
# more, or has expired, is a finding itself. After a change: ig suppressions write
#
# - message: "%should have a performer%"
#   reason: Devices measure by themselves.
#   owner: the editors
#   expires: 2027-12-31     # or never
`;

export const gitignoreText = `node_modules/
fsh-generated/
build/
output/
temp/
template/
input-cache/
*.log
`;

export const editorconfigText = `root = true

[*]
charset = utf-8
end_of_line = lf
insert_final_newline = true
trim_trailing_whitespace = true
indent_style = space
indent_size = 2

[*.md]
trim_trailing_whitespace = false
`;

/** The workflow: builds the guide at each push, and shows findings at their lines. */
export function workflowText(version: string): string {
  return `name: guide
on:
  push:
  pull_request:

permissions:
  contents: read

jobs:
  build:
    runs-on: ubuntu-latest
    timeout-minutes: 15
    env:
      IG_CACHE: \${{ github.workspace }}/.ig-cache
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
      - uses: actions/cache@5a3ec84eff668545956fd18022155c47e93e2684 # v4.2.3
        with:
          path: .ig-cache
          key: ig-${version}-\${{ hashFiles('fhir-packages.lock.json') }}
      - run: npm ci
      - run: npx --no fhir-ig build --frozen --format github --format junit=build/junit.xml
      - uses: actions/upload-artifact@ea165f8d65b6e75b540449e92b4886f43607fa02 # v4.6.2
        if: always()
        with:
          name: report
          path: build
`;
}

/** What VS Code needs to colour FSH, and to know the files that ig reads. */
export const editorSettingsText = `{
  "files.associations": { "*.fsh": "fsh", "fhir-packages.lock.json": "json" },
  "yaml.schemas": { "./node_modules/fhir-ig/schemas/suppressions.schema.json": "suppressions.yaml" }
}
`;

export const editorExtensionsText = `{
  "recommendations": ["MITRE-Health.vscode-language-fsh", "redhat.vscode-yaml"]
}
`;

/** Pins the toolchain; \`npm install\` makes its lockfile. */
export function packageJsonText(name: string, version: string): string {
  const manifest = {
    name,
    version: '0.1.0',
    private: true,
    scripts: { build: 'fhir-ig build', validate: 'fhir-ig validate', watch: 'fhir-ig watch' },
    devDependencies: { 'fhir-ig': version },
  };
  return `${JSON.stringify(manifest, undefined, 2)}\n`;
}
