import { severities } from '../model/issue.ts';
import { isInterrupted } from '../report/finding/finding.ts';
import { english, type Words } from '../report/formats/words.ts';
import { frenchOf, suggestionOf } from './page/french.js';

const NOUNS: Readonly<Record<string, string>> = {
  resource: 'ressource',
  warning: 'avertissement',
  note: 'note',
  finding: 'constat',
  place: 'endroit',
  acceptance: 'acceptation',
  issue: 'point',
  refusal: 'refus',
  package: 'paquet',
};

/** In French a number takes the plural from two on. */
function many(number: number, noun: string): string {
  return `${number.toLocaleString('fr-FR')}\u00a0${noun}${number > 1 ? 's' : ''}`;
}

/**
 * The text format in French. A message has the French that the checker's page gives it; what a payload of an API does not
 * meet may have none, and stays English.
 */
export const french: Words = {
  ...english,
  severities: { fatal: 'erreur fatale', error: 'erreur', warning: 'avertissement', information: 'note' },
  notChecked: 'Non vérifié',
  explained: 'Expliqué',
  explainedBy: 'expliqué\u00a0: ',
  insertedAt: 'inséré à',
  inBaseline: 'dans la référence',
  setBy: 'fixé par',
  basis: {
    documented: 'documentée\u00a0: le document de l’API le dit',
    decided: 'décidée par ce guide\u00a0: ',
    unknown: 'inconnue\u00a0: rien ne dit ce que l’API fait ici',
    issue: (number) => `point ${number}\u00a0: `,
  },
  more: (number, noun) => `et ${many(number, NOUNS[noun] ?? noun)} de plus`,
  inResources: (number) => `, dans ${many(number, 'ressource')}`,
  message(issue) {
    const said = frenchOf(issue);
    if (said === undefined) return issue.message;
    const meant = suggestionOf(issue);
    return meant === undefined ? said : `${said} Vouliez-vous dire «\u00a0${meant}\u00a0»\u00a0?`;
  },
  leftOut(leftOut) {
    const names = ['erreur fatale', 'erreur', 'avertissement', 'note', 'point non vérifié'];
    const parts = leftOut.flatMap((number, rank) => (number === 0 ? [] : [many(number, names[rank] ?? 'constat')]));
    if (parts.length === 0) return undefined;
    const all = 'Pour tout avoir dans un fichier\u00a0: --format json --output findings.json.';
    return { head: 'Non montré ici', rest: `\u00a0: ${parts.join(', ')}. ${all}` };
  },
  aside({ ofSession, unchecked, explained, standIns, packages }) {
    const parts = [
      ...(ofSession > 0 ? [`${many(ofSession, 'réponse')} selon la session (--context)`] : []),
      ...(unchecked > 0 ? [`${many(unchecked, 'point')} non vérifié${unchecked > 1 ? 's' : ''}`] : []),
      ...(explained > 0 ? [`${many(explained, 'constat')} que le guide explique`] : []),
      ...(standIns > 0 ? [`${many(standIns, 'substitut')} sur ${many(packages, 'paquet')}`] : []),
    ];
    return parts.length === 0 ? undefined : `Omis, et dit avec --verbose\u00a0: ${parts.join(', ')}.`;
  },
  standIns({ packages }) {
    const standIns = packages.filter(({ source }) => source === 'stand-in');
    if (standIns.length === 0) return undefined;
    const names = standIns.map(({ id, version }) => `${id} ${version}`).join(', ');
    const are = standIns.length > 1 ? 'sont des substituts' : 'est un substitut';
    return `${standIns.length} sur ${many(packages.length, 'paquet')} ${are}, et non le contenu publié\u00a0: ${names}`;
  },
  verdict({ summary, issues }, balance) {
    const { resources, invalid, errors, warnings, information, notChecked } = summary;
    const { known, explainedWarnings, hasErrors, failing, failOn } = balance;
    const notes = Math.max(0, information - notChecked);
    const hasFaults = issues.some(({ severity }) => severities.indexOf(severity) <= severities.indexOf('error'));
    const fails = hasFaults ? ', mais le projet a des erreurs' : '';
    const sentence = isInterrupted({ issues })
      ? `arrêté avant la fin\u00a0: ${many(resources, 'ressource')} ${resources > 1 ? 'vérifiées' : 'vérifiée'}`
      : invalid > 0
        ? `${invalid} sur ${many(resources, 'ressource')} non ${invalid > 1 ? 'valides' : 'valide'}`
        : resources === 0
          ? (hasFaults && 'le projet a des erreurs') || 'aucune ressource n’a été validée'
          : `${many(resources, 'ressource')} ${resources > 1 ? 'valides' : 'valide'}${fails}`;
    const explained = explainedWarnings === warnings ? 'tous expliqués' : many(explainedWarnings, 'expliqué');
    const fresh = failOn === 'never' ? [] : [failing === 0 ? 'rien de nouveau' : many(failing, 'nouveau')];
    return {
      sentence,
      counts: [
        many(errors, 'erreur'),
        many(warnings, 'avertissement') + (explainedWarnings === 0 ? '' : ` (${explained})`),
        ...(known > 0 ? [...fresh, many(known, 'connu')] : []),
        ...(notes > 0 ? [many(notes, 'note')] : []),
        ...(notChecked > 0 ? [many(notChecked, 'point') + (notChecked > 1 ? ' non vérifiés' : ' non vérifié')] : []),
        ...(!hasErrors && failing > 0 ? [`échec à partir de ${failOn}`] : []),
      ],
    };
  },
};
