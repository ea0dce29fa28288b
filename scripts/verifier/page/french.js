/*
 * The findings in French. Constraints of the guide speak French themselves; of the engine's own messages the frequent
 * ones are translated with what was found, the others by what their rule asks for.
 */

const SUGGESTION = / Did you mean "([^"]+)"\?/;

/** What the engine suspects was meant; undefined where it suspects nothing. */
export function suggestionOf({ message }) {
  return SUGGESTION.exec(message)?.[1];
}

/** By rule: pairs of an English sentence and the French one. */
const PATTERNS = [
  [
    /^(\S+) is missing: at least (\d+) required\.?/,
    (_, element, least) => `${element} manque : il en faut au moins ${least}.`,
  ],
  [
    /^(\S+) occurs (\d+) times?: at most (\d+) allowed/,
    (_, element, times, most) => `${element} est présent ${times} fois, pour ${most} au plus.`,
  ],
  [/^(\S+) has no property "([^"]+)"/, (_, type, name) => `${type} n'a pas d'élément « ${name} ».`],
  [
    /^"([^"]*)" is not in the value set (\S+), from which the code must come/,
    (_, code, set) => `« ${code} » n'est pas dans le jeu de valeurs ${set}, d'où le code doit venir.`,
  ],
  [
    /^(\S+) is not in the value set (\S+), from which the code must come/,
    (_, code, set) => `${code} n'est pas dans le jeu de valeurs ${set}, d'où le code doit venir.`,
  ],
  [
    /^(\S+) is not in the value set (\S+), from which the code should come/,
    (_, code, set) =>
      `${code} n'est pas dans le jeu de valeurs ${set}, d'où le code devrait venir si l'un des siens convient.`,
  ],
  [
    /^The code system (\S+) has no code "([^"]+)"/,
    (_, system, code) => `Le système de codes ${system} n'a pas de code « ${code} ».`,
  ],
  [
    /^It is (.+), but must have at least (.+?)\.(?: |$)/s,
    (_, found, wanted) => `La valeur est ${found} ; elle doit avoir au moins ${wanted}.`,
  ],
  [
    /^It is (.+), but must be (.+?)\.(?: |$)/s,
    (_, found, wanted) => `La valeur est ${found} ; elle doit être ${wanted}.`,
  ],
  [
    /^This is not valid JSON\. (.*)/s,
    () => "Ce texte n'est pas du JSON valide : une virgule, un guillemet ou une accolade manque, ou est de trop.",
  ],
  [
    /^This is XML or HTML/,
    () =>
      "C'est du XML ou du HTML, et seul le JSON est vérifié. Convertissez la ressource en JSON, par exemple avec « toJSON » de votre bibliothèque FHIR ou le validateur de HL7.",
  ],
  [/^This is UTF-16/, () => "Ce texte est en UTF-16 ; le JSON s'écrit en UTF-8. Enregistrez le fichier en UTF-8."],
  [
    /^This is not UTF-8/,
    () => "Ce n'est pas un texte en UTF-8 : une image ou un autre fichier binaire, ou un texte dans un autre codage.",
  ],
  [
    /^The text starts with a byte order mark/,
    () =>
      "Le texte commence par une marque d'ordre des octets (BOM), que le JSON n'admet pas. Enregistrez le fichier en UTF-8 sans BOM.",
  ],
  [
    /^This JSON text is longer than/,
    () =>
      'Ce texte est plus long que ce que cette page lit. Vérifiez-le avec verifier.mjs, ou découpez-le en lignes NDJSON.',
  ],
  [
    /^An Observation should have an? (\S+), unless/,
    (_, element) => `Une Observation devrait avoir ${element}, si on le connaît.`,
  ],
  [
    /^dom-6: /,
    () => "dom-6 : une ressource devrait avoir un texte narratif. Celles qui circulent avec l'API n'en ont pas besoin.",
  ],
  [
    /^The API does not know the parameter "([^"]+)"/,
    (_, name) => `L'API ne connaît pas le paramètre « ${name} » : elle peut l'ignorer ou le refuser.`,
  ],
  [
    /^The API takes resources of type (\S+) only in a Bundle/,
    (_, type) =>
      `L'API ne prend une ressource ${type} que dans un Bundle de type transaction ; celle-ci a été jugée comme l'entrée d'un tel Bundle.`,
  ],
  [/^This is what an API answers/, () => "C'est ce que répond une API, et non une requête."],
  [
    /^Whether the API answers HTTP (\d+), "([^"]+)", was not checked/,
    (_, status, title) => `HTTP ${status} « ${title} » n'est pas vérifié : cela dépend de la session.`,
  ],
  [
    /^Code "([^"]+)" of (\S+) was not looked up/,
    (_, code, system) =>
      `Le code « ${code} » de ${system} n'a pas été cherché : ce vérificateur n'a pas tous les codes de ce système.`,
  ],
];

/** By rule, what it asks for. */
const RULES = {
  'json-syntax': 'La ressource doit être un seul texte JSON valide.',
  'json-duplicate-key': 'Chaque propriété d’un objet ne doit être donnée qu’une fois.',
  'findings-limit': 'Corrigez les constats affichés, puis vérifiez à nouveau : il y en a d’autres.',
  'json-type':
    'L’élément n’a pas la forme JSON attendue : un tableau pour ce qui peut être répété, un objet pour un type complexe, un texte, un nombre ou un booléen pour un type simple.',
  null: 'Un élément absent ne s’écrit pas « null » : il faut l’omettre.',
  empty: 'Un objet, un tableau ou un texte vide n’existe pas en FHIR : il faut l’omettre.',
  'resource-type': 'resourceType doit nommer un type de ressource de FHIR R4.',
  'unknown-property': 'Le type n’a pas cet élément.',
  choice: 'Un élément à choix de types ne se donne que dans un seul type.',
  'primitive-format': 'La valeur n’a pas la forme de son type (date, nombre, code, URI…).',
  cardinality: 'L’élément manque, ou est présent trop de fois.',
  type: 'Le profil ne permet pas ce type pour l’élément.',
  fixed: 'La valeur doit être exactement celle que le profil fixe.',
  pattern: 'La valeur doit avoir au moins ce que le profil demande.',
  range: 'La valeur est en dehors des bornes du profil.',
  'slice-cardinality': 'Une tranche du profil manque, ou est présente trop de fois.',
  'slicing-closed': 'Le profil n’admet que les tranches qu’il définit.',
  'binding-required': 'Le code doit venir du jeu de valeurs du profil.',
  'binding-extensible': 'Le code devrait venir du jeu de valeurs, si l’un des siens convient.',
  'code-unknown': 'Le système de codes n’a pas ce code.',
  display: 'Le libellé n’est pas l’un de ceux du code.',
  'code-status': 'Le code est retiré ou déprécié.',
  'system-unknown': 'Le système de codes n’existe pas sous cette adresse de HL7.',
  'system-spelling': 'L’adresse du système de codes doit être écrite à la lettre.',
  'coding-system': 'Un code doit nommer son système.',
  'system-absolute': 'Le système doit être une URI absolue.',
  'identifier-uri': 'Un identifiant du système urn:ietf:rfc:3986 doit être une URI complète.',
  invariant: 'Une contrainte n’est pas respectée.',
  'extension-url': 'L’URL d’une extension doit être absolue.',
  'extension-unknown': 'Aucun paquet chargé ne définit cette extension.',
  'extension-content': 'Une extension a une valeur ou des parties, selon sa définition.',
  'extension-context': 'Cette extension ne va pas sur cet élément.',
  'reference-format': 'Une référence s’écrit Type/id, en URL absolue, ou #id.',
  'reference-type': 'L’élément n’admet pas de référence vers ce type de ressource.',
  'reference-target': 'La ressource désignée n’est pas d’un type que l’élément admet.',
  'reference-profile': 'La ressource désignée ne respecte pas le profil demandé.',
  'profile-unknown': 'Le profil déclaré est inconnu de ce vérificateur.',
  'profile-type': 'Le profil déclaré est celui d’un autre type de ressource.',
  'profile-none-fits': 'La ressource ne respecte aucun des profils que l’élément admet.',
  'bundle-full-url': 'Chaque entrée a un fullUrl absolu, en accord avec l’id de sa ressource.',
  'bundle-reference': 'La référence doit désigner une seule entrée du Bundle.',
  'bundle-request': 'Chaque ressource est envoyée à l’adresse de son type.',
  'best-practice': 'Une bonne pratique : dire qui, pour qui et quand, si on le sait.',
  'url-example': 'L’adresse est celle d’un exemple.',
  'api-answer': 'L’API refuse cette requête.',
  'api-search': 'Cette recherche n’est pas de celles que l’API accepte.',
  'api-search-unknown': 'L’API ne connaît pas ce paramètre.',
  'api-search-encoding': 'Un signe doit être codé en pourcentage dans une URL.',
  'api-search-mode': 'Le genre de recherche que l’API reconnaît.',
};

/** A finding in French. */
export function inFrench({ message, rule, constraint }) {
  for (const [english, french] of PATTERNS) {
    const match = english.exec(message);
    if (match !== null) return french(...match);
  }
  // The guide's own constraints: their text is French, behind their key.
  if (rule === 'invariant' && constraint?.startsWith('mes-')) return message;
  return RULES[rule] ?? 'Le constat est dit en anglais ci-dessous.';
}
