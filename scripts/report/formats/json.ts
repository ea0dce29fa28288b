import { FindingGroups } from '../finding/finding-groups.ts';
import { jsonPieces } from '../json/json-pieces.ts';
import type { OpenWriter } from './writer.ts';

const INDENT = '  ';

/**
 * The report as it is, for programs: the names are part of the command line's contract. Each finding stands at its
 * place; `groups` says of each kind how many there are.
 */
export const jsonWriter: OpenWriter = (known, _options, spool) => {
  const groups = new FindingGroups();
  groups.add(known);
  let isFirst = true;
  return {
    add(result) {
      groups.add(result.issues, result);
      spool.write(isFirst ? '\n    ' : ',\n    ');
      isFirst = false;
      for (const piece of jsonPieces(result, INDENT, INDENT + INDENT)) spool.write(piece);
    },
    *end({ tool, date, guide, packages, summary, phases, publication, terminology, issues, comparison }) {
      groups.add(issues.slice(known.length));
      let before = '{';
      const head = { tool, date, guide, packages, summary, phases, publication, terminology, issues, ...groups.end() };
      for (const [name, member] of Object.entries(head)) {
        if (member === undefined) continue;
        yield `${before}\n${INDENT}"${name}": `;
        yield* jsonPieces(member, INDENT, INDENT);
        before = ',';
      }
      yield `,\n${INDENT}"results": [`;
      yield* spool.read(0, spool.size);
      yield isFirst ? ']' : `\n${INDENT}]`;
      if (comparison !== undefined) {
        yield `,\n${INDENT}"comparison": `;
        yield* jsonPieces(comparison, INDENT, INDENT);
      }
      yield '\n}\n';
    },
  };
};
