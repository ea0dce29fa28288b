/**
 * The table of the steps' times.
 * @param lines what .ci/ci wrote down: name, milliseconds and exit code of a step, separated by tabs
 */
export function timingsTable(lines: string): string {
  const steps = lines.split('\n').flatMap((line) => {
    const [name, milliseconds, code] = line.split('\t');
    return name === undefined || code === undefined ? [] : [{ name, milliseconds: Number(milliseconds), code }];
  });
  if (steps.length === 0) return '';
  const rows = steps.map(
    ({ name, milliseconds, code }) => `| ${name} | ${seconds(milliseconds)} | ${code === '0' ? '✔' : `✖ ${code}`} |`,
  );
  const total = steps.reduce((sum, { milliseconds }) => sum + milliseconds, 0);
  return `| step | seconds | |\n| --- | ---: | --- |\n${rows.join('\n')}\n| all | ${seconds(total)} | |\n`;
}

function seconds(milliseconds: number): string {
  return (milliseconds / 1000).toFixed(1);
}
