import { formatCanonical } from '../model/canonical.ts';
import type {
  CodingValue,
  CodingVerdict,
  LoadedTerminology,
  Membership,
  Terminology,
} from '../model/definition/terminology.ts';
import { type PackageRef, packageKey } from '../model/package.ts';
import type { CodeQuestion, MemberQuestion } from './question.ts';
import type { Questions, Reply } from './questions.ts';

/**
 * Terminology that asks a server where the loaded packages cannot decide, and only there. Until the server has
 * answered, it says what it would say without one.
 */
export function askingTerminology(loaded: LoadedTerminology, questions: Questions): Terminology {
  const valueSets = new Map<string, Pick<MemberQuestion, 'valueSet' | 'package'>>();
  const identify = (canonical: string, from: PackageRef | undefined) => {
    const key = `${from === undefined ? '' : packageKey(from)} ${canonical}`;
    const known = valueSets.get(key);
    if (known !== undefined) return known;
    const found = loaded.valueSet(canonical, from);
    const fresh =
      found === undefined
        ? { valueSet: canonical }
        : {
            valueSet: formatCanonical(found.resource.url ?? canonical, found.resource.version),
            package: found.package,
          };
    valueSets.set(key, fresh);
    return fresh;
  };
  return {
    isMember(coding, valueSet, from) {
      const local = loaded.isMember(coding, valueSet, from);
      const { code } = coding;
      if (local.outcome === 'member' || local.outcome === 'not-member' || !isText(code)) return local;
      if (local.outcome === 'not-checked' && local.isBroken === true) return local; // there is nothing sound to send
      const question = { kind: 'member', ...identify(valueSet, from), code, ...placeOf(coding) } as const;
      return { ...toMembership(questions.replyTo(question), local), isServed: true };
    },
    checkCoding(coding, from) {
      const local = loaded.checkCoding(coding, from);
      const question = isDecided(local, coding) ? undefined : codeQuestion(coding);
      if (question === undefined) return local;
      return { ...toVerdict(questions.replyTo(question), local), isServed: true };
    },
    inUnit: loaded.inUnit,
  };
}

/** A malformed resource can hold anything in place of a code. */
function isText(code: unknown): code is string {
  return typeof code === 'string' && code !== '';
}

function placeOf({ system, version }: CodingValue): Pick<MemberQuestion, 'system' | 'version'> {
  return { ...(isText(system) ? { system } : {}), ...(isText(version) ? { version } : {}) };
}

/** What a code's form or an extract tells is no proof; the form says nothing of its display. */
function isDecided(local: CodingVerdict, { display }: CodingValue): boolean {
  if (local.outcome === 'known') return local.basis !== 'form' || !isText(display);
  if (local.outcome === 'unknown-code') return local.basis === undefined;
  return local.outcome !== 'not-checked' || local.isBroken === true;
}

function codeQuestion({ system, version, code, display, language }: CodingValue): CodeQuestion | undefined {
  if (!isText(system) || !isText(code)) return undefined;
  return {
    kind: 'code',
    system,
    code,
    ...(isText(version) ? { version } : {}),
    ...(isText(display) ? { display, ...(isText(language) ? { language } : {}) } : {}),
  };
}

function toMembership(reply: Reply | undefined, local: Membership): Membership {
  switch (reply?.outcome) {
    case 'member':
    case 'not-member':
      return { outcome: reply.outcome };
    case 'undecided':
    case 'unanswered':
      return { outcome: 'not-checked', reason: reply.reason };
    default:
      return local;
  }
}

function toVerdict(reply: Reply | undefined, local: CodingVerdict): CodingVerdict {
  switch (reply?.outcome) {
    case 'known': {
      const { status } = reply;
      return status === undefined ? { outcome: 'known' } : { outcome: 'known', status };
    }
    case 'wrong-display':
      return { outcome: 'wrong-display', displays: reply.displays, ...(reply.isMinor ? { isMinor: true } : {}) };
    case 'unknown-code':
      return { outcome: 'unknown-code' };
    case 'undecided':
    case 'unanswered':
      // What the form told before stands: a malformed code is worth more than a note.
      return local.outcome === 'not-checked' ? { outcome: 'not-checked', reason: reply.reason } : local;
    default:
      return local;
  }
}
