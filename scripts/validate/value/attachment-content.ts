import { isJsonObject } from '../../model/fhir.ts';
import type { Scope } from '../scope/scope.ts';

/**
 * An Attachment without data and url says that there is no content of its type or in its language; without these it
 * says nothing.
 * @see https://hl7.org/fhir/R4/datatypes.html#Attachment
 */
export function checkAttachmentGiven(value: unknown, path: string, { findings }: Scope): void {
  if (!isJsonObject(value)) return;
  if (telling.some((key) => value[key] !== undefined)) return;
  const message =
    'The attachment has neither data nor url; give one of them, or at least the contentType or language of what is missing.';
  findings.warning({ code: 'incomplete', rule: 'attachment-empty', message, expression: path });
}

const telling = ['data', 'url', '_data', '_url', 'contentType', 'language'];
