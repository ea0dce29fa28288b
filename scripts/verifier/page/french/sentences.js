/*
 * The messages of the engine that a payload of this API can meet, and the same in French. `{}` stands for what was found,
 * in the order of the English sentence, `{0}` for the first of these; `{reason}` for a part that may have its own French
 * in PARTS, `{part}` for one that must have it. The first sentence that fits is taken: the more exact ones come first.
 */

export const SENTENCES = [
  // How many
  ['{} is missing: at least {} required.', '{0} manque : il en faut au moins {1}.'],
  [
    '{} occurs {} times: at least {} required (told apart by {reason}).',
    '{0} est présent {1} fois ; il en faut au moins {2} (ce qui le distingue : {3}).',
  ],
  ['{} occurs {} times: at least {} required.', '{0} est présent {1} fois ; il en faut au moins {2}.'],
  ['{} occurs {} times: at most {} allowed.', '{0} est présent {1} fois, pour {2} au plus.'],
  ['{} is not allowed by this profile; remove it.', 'Le profil n’admet pas {0} : retirez-le.'],
  [
    '{} fits none of the slices {} (told apart by {reason}), and others are not allowed.',
    '{0} n’est dans aucune des tranches {1} (ce qui les distingue : {2}), et le profil n’en admet pas d’autre.',
  ],
  ['The slice "{}" comes too late: the order is {}.', 'La tranche « {0} » vient trop tard : l’ordre est {1}.'],
  [
    '{} outside the slices may only come after them; move this one before {}.',
    '{0}, hors des tranches, ne peut venir qu’après elles : déplacez celle-ci avant {1}.',
  ],
  [
    '{} belongs to the slices {} at once (told apart by {reason}); it may belong to one only.',
    '{0} est à la fois dans les tranches {1} (ce qui les distingue : {2}), et ne peut être que dans une.',
  ],
  [
    'The slice "{}" of {} was not checked: the profile does not say by fixed values, patterns, types or bindings who belongs to it.',
    'La tranche « {0} » de {1} n’est pas vérifiée : le profil ne dit pas ce qui en fait partie.',
  ],

  // Codes
  ['There is no code; give one from the value set {}.', 'Il n’y a pas de code : donnez-en un du jeu de valeurs {0}.'],
  [
    '{} is not in the value set {}, from which the code must come.',
    '{0} n’est pas dans le jeu de valeurs {1}, d’où le code doit venir.',
  ],
  [
    '{} is not in the value set {}, from which the code should come unless none of its codes fits.',
    '{0} n’est pas dans le jeu de valeurs {1}, d’où le code devrait venir si l’un des siens convient.',
  ],
  [
    'Whether {} is in the value set {} was not checked: {reason}',
    'On ne sait pas si {0} est dans le jeu de valeurs {1} : {2}.',
  ],
  ['The code system {} has no code "{}".', 'Le système de codes {0} n’a pas de code « {1} ».'],
  ['"{}" is not a display of {}#{}; it is {}.', '« {0} » n’est pas un libellé de {1}#{2} : c’est {3}.'],
  ['"{}" is not a display of {}#{}.', '« {0} » n’est pas un libellé de {1}#{2}.'],
  ['Code "{}" of {} was not looked up: {reason}', 'Le code « {0} » de {1} n’a pas été cherché : {2}.'],
  [
    '{}#{} is {}: look whether another code should take its place.',
    'Le code {0}#{1} a le statut « {2} » : voyez si un autre doit prendre sa place.',
  ],
  ['No loaded package defines the system {}.', 'Aucun des paquets de ce guide ne définit le système {0}.'],
  [
    'No code system is named {}, and systems are compared to the letter.',
    'Aucun système de codes ne s’appelle {0}, et un système s’écrit à la lettre.',
  ],
  [
    'The system "{}" must be an absolute URI that begins with https:, http: or urn:, in lower case.',
    'Le système « {0} » doit être une URI absolue, qui commence par https:, http: ou urn:, en minuscules.',
  ],
  ['The system "{}" must be an absolute URI.', 'Le système « {0} » doit être une URI absolue.'],
  [
    'The system says that the value is a URI, but "{}" is none; write it in full, such as urn:oid: and the number.',
    'Le système dit que la valeur est une URI, et « {0} » n’en est pas une : écrivez-la en entier, comme urn:oid: et le numéro.',
  ],
  [
    '{} is a value set; give the code system that has the code.',
    '{0} est un jeu de valeurs : donnez le système de codes qui a le code.',
  ],
  [
    '{} is a profile or a type; give the code system that has the code.',
    '{0} est un profil ou un type : donnez le système de codes qui a le code.',
  ],
  [
    'The code "{}" has no system, and so no defined meaning; add its system.',
    'Le code « {0} » n’a pas de système, donc pas de sens défini : ajoutez son système.',
  ],
  [
    'The display "{}" has neither system nor code; add both, or write it as text where there is no code.',
    'Le libellé « {0} » n’a ni système ni code : ajoutez les deux, ou écrivez-le en texte s’il n’y a pas de code.',
  ],
  [
    'Programs ignore the annotation "{}" of the UCUM code "{}"; say in unit what is counted.',
    'Les programmes ignorent l’annotation « {0} » du code UCUM « {1} » : dites dans unit ce qui est compté.',
  ],

  // Values that a profile sets
  ['It is missing: this profile fixes it to {}.', 'L’élément manque : le profil le fixe à {0}.'],
  ['The value {} is fixed by this profile, and there is none.', 'Le profil fixe la valeur {0}, et il n’y en a pas.'],
  [
    'It is {}, but the value that this profile fixes does not have it; remove it.',
    'La valeur est {0}, que celle que le profil fixe n’a pas : retirez-la.',
  ],
  ['It is {}, but this profile fixes it to {}.', 'La valeur est {0} ; le profil la fixe à {1}.'],
  ['It is {}, but must have at least {}.', 'La valeur est {0} ; elle doit avoir au moins {1}.'],
  [
    'The type {} is not allowed here by this profile; use {reason}.',
    'Le profil n’admet pas ici le type {0} : employez {1}.',
  ],
  [
    '{} is below {}, the least value that this profile allows.',
    '{0} est inférieur à {1}, la plus petite valeur que le profil admet.',
  ],
  [
    '{} is above {}, the greatest value that this profile allows.',
    '{0} est supérieur à {1}, la plus grande valeur que le profil admet.',
  ],
  ['It has {} characters; at most {} are allowed.', 'Le texte a {0} caractères, pour {1} au plus.'],
  ['"{}" does not match {}.', '« {0} » n’a pas la forme {1}.'],
  [
    'The regular expression {} was not applied: it is not valid, or could take for ever.',
    'L’expression régulière {0} n’est pas appliquée : elle n’est pas valide, ou pourrait durer sans fin.',
  ],
  ['The constraint {} could not be evaluated: {}', 'La contrainte {0} n’a pas pu être évaluée ({1}).'],

  // Profiles
  [
    'The profile {}, which {} imposes, is not loaded, so the resource was not held against it. Add the package that has it.',
    'Le profil {0}, que {1} impose, est inconnu de ce vérificateur : la ressource n’y a pas été confrontée.',
  ],
  [
    'The profile {} is not loaded, so the resource was not held against it. Add the package that has it.',
    'Le profil {0} est inconnu de ce vérificateur : la ressource n’y a pas été confrontée.',
  ],
  ['The profile {} is not loaded. Add the package that has it.', 'Le profil {0} est inconnu de ce vérificateur.'],
  ['The profile {} is no profile: it is of type {}.', '{0} n’est pas un profil : c’est un {1}.'],
  ['The profile {} is for {}, not for {}.', 'Le profil {0} est celui de {1}, et non de {2}.'],
  ['FHIR {} has no definition {}. Correct the name.', 'FHIR {0} n’a pas de définition {1} : corrigez le nom.'],
  [
    '{} is a definition of FHIR {}, not of {}, so the resource was not held against it.',
    '{0} est une définition de FHIR {1}, et non de {2} : la ressource n’y a pas été confrontée.',
  ],
  [
    '{} says that it complies with {}, which adds no rule to it: the resource was not held against that profile. Name it with --profile to have it checked.',
    '{0} se dit conforme à {1}, ce qui n’y ajoute aucune règle : la ressource n’y a pas été confrontée.',
  ],
  [
    'The profile {} has the slice {} of an element that is not in its snapshot; it was not checked.',
    'Le profil {0} a une tranche {1} d’un élément qu’il ne définit pas : elle n’est pas vérifiée.',
  ],
  [
    'The slicing of {} cannot be evaluated for the slice "{}"{}: {}. Correct the profile.',
    'Les tranches de {0} ne peuvent pas être évaluées pour « {1} » : {3}.',
  ],
  [
    'Whether this conforms to {}, by which a slice is known, was not checked: {}.',
    'On ne sait pas si la ressource respecte {0}, par quoi une tranche se reconnaît.',
  ],
  [
    'It conforms to none of the profiles allowed here ({}). {}',
    'La ressource ne respecte aucun des profils admis ici ({0}).',
  ],
  [
    'Not held against {}: not loaded. Add the package that has it.',
    'Non confronté à {0}, que ce vérificateur n’a pas.',
  ],
  [
    'The definition of {} that is loaded cannot be used, so nothing of this type was checked. Correct the package that has it.',
    'La définition de {0} est inutilisable : rien de ce type n’est vérifié.',
  ],

  // JSON
  ['This is not valid JSON. {reason}', 'Ce texte n’est pas du JSON valide : {0}.'],
  [
    'This is XML or HTML; only JSON is checked. Convert the resource to JSON.',
    'C’est du XML ou du HTML, et seul le JSON est vérifié. Convertissez la ressource en JSON, par exemple avec « toJSON » de votre bibliothèque FHIR ou le validateur de HL7.',
  ],
  [
    'This is UTF-16, and JSON has to be written in UTF-8. Save the file as UTF-8.',
    'Ce texte est en UTF-16 ; le JSON s’écrit en UTF-8. Enregistrez le fichier en UTF-8.',
  ],
  [
    'This is not UTF-8, which JSON has to be written in. Save the file as UTF-8.',
    'Ce n’est pas un texte en UTF-8 : une image ou un autre fichier binaire, ou un texte dans un autre codage.',
  ],
  [
    'The text starts with a byte order mark, which JSON must not have. Save the file as UTF-8 without it.',
    'Le texte commence par une marque d’ordre des octets (BOM), que le JSON n’admet pas. Enregistrez le fichier en UTF-8 sans BOM.',
  ],
  [
    'This JSON text is longer than {}, the most that is read. Split the resource, or write one resource a line into an .ndjson file.',
    'Ce texte est plus long que ce que cette page lit. Vérifiez-le avec verifier.mjs, ou découpez-le en lignes NDJSON.',
  ],
  [
    'The text has more than {} values, for which there is no room in memory, so it was not read. Split it.',
    'Le texte a plus de {0} valeurs, et n’a pas été lu : découpez-le.',
  ],
  [
    'The text nests deeper than {} levels, so it was not read. Flatten it.',
    'Le texte a plus de {0} niveaux imbriqués, et n’a pas été lu : aplatissez-le.',
  ],
  ['The property "{}" is given twice{}', 'La propriété « {0} » est donnée deux fois.'],
  ['The property "{}" occurs {} times{}', 'La propriété « {0} » est donnée {1} fois.'],
  ['{} must be a JSON {} ({}), not {reason}.', '{0} doit être {kind1} ({2}), et non {3}.'],
  ['{} must be an object with id or extension.', '{0} doit être un objet, avec id ou extension.'],
  ['{} must be an object ({}), not {reason}.', '{0} doit être un objet ({1}), et non {2}.'],
  ['{} occurs once: give an object, not an array.', '{0} ne se répète pas : donnez un objet, et non un tableau.'],
  ['{} occurs once: give a value, not an array.', '{0} ne se répète pas : donnez une valeur, et non un tableau.'],
  [
    '{} may repeat: write it as an array, even for one value.',
    '{0} peut se répéter : écrivez-le en tableau, même pour une seule valeur.',
  ],
  ['{} has {} items and {} has {}; fill up with null.', '{0} a {1} éléments, et {2} en a {3} : complétez avec null.'],
  ['{} must be an array like {}.', '{0} doit être un tableau, comme {1}.'],
  ['null is not a value in FHIR; leave {} out.', 'null n’est pas une valeur en FHIR : omettez {0}.'],
  ['{} is an empty string; leave it out, or fill it.', '{0} est un texte vide : omettez-le, ou remplissez-le.'],
  ['The array {} is empty; leave it out, or fill it.', '{0} est un tableau vide : omettez-le, ou remplissez-le.'],
  [
    'The object is empty; an element must have a value or parts. Leave it out, or fill it.',
    'L’objet est vide, et un élément a une valeur ou des parties : omettez-le, ou remplissez-le.',
  ],
  [
    'Only one type of {}[x] may be given; remove {} or {}.',
    'Un seul type de {0}[x] peut être donné : retirez {1} ou {2}.',
  ],
  [
    '{} has no property "{}". {} is written with its type: {} and so on.',
    '{0} n’a pas d’élément « {1} ». {2} s’écrit avec son type : {3}, etc.',
  ],
  [
    '{} has no property "{}". {} is written with its type: {}.',
    '{0} n’a pas d’élément « {1} ». {2} s’écrit avec son type : {3}.',
  ],
  ['{} has no property "{}".', '{0} n’a pas d’élément « {1} ».'],
  ['A resource must be a JSON object.', 'Une ressource doit être un objet JSON.'],
  [
    'There is no resourceType; without it nobody can tell what the resource is.',
    'resourceType manque, sans lequel on ne sait pas quelle est la ressource.',
  ],
  ['FHIR R4 has no resource type "{}".', 'FHIR R4 n’a pas de type de ressource « {0} ».'],
  [
    'The id of a resource needs a value; give it one, or leave out "_id".',
    'L’id d’une ressource doit avoir une valeur : donnez-la, ou omettez « _id ».',
  ],
  [
    'A narrative has neither an id nor extensions beside its text; put the id into the XHTML.',
    'Un texte narratif n’a ni id ni extensions à côté de son texte : mettez l’id dans le XHTML.',
  ],
  [
    'The element id "{}" is used twice in the resource; it is also at {}.',
    'L’id d’élément « {0} » est donné deux fois dans la ressource : il est aussi à {1}.',
  ],
  [
    'The size is {}, and the data has {} bytes. Correct the size, or leave it out.',
    'La taille dite est {0}, et les données ont {1} octets : corrigez la taille, ou omettez-la.',
  ],
  [
    'The attachment has neither data nor url; give one of them, or at least the contentType or language of what is missing.',
    'La pièce jointe n’a ni données ni adresse : donnez l’une des deux, ou au moins le type ou la langue de ce qui manque.',
  ],
  [
    'The markdown holds HTML, "{}", which a reader may see as it is written; write it in markdown, or as code between backquotes.',
    'Le markdown contient du HTML, « {0} », qu’un lecteur peut voir tel quel : écrivez-le en markdown, ou entre accents graves.',
  ],
  [
    'This cannot be read: {}. Name a regular file, or take it out of the folder.',
    'Ce fichier ne peut pas être lu : {0}.',
  ],
  [
    'The resource is in the language "{}", and the {} of its narrative is "{}"; correct one of the two.',
    'La langue de la ressource est « {0} », et {1} de son texte narratif dit « {2} » : corrigez l’un des deux.',
  ],
  [
    'The resource states its language, and the div of its narrative does not; add {}.',
    'La ressource dit sa langue, et le div de son texte narratif ne la dit pas : ajoutez {0}.',
  ],
  ['The {} "{}" {part}.', 'La valeur « {1} », de type {0}, {2}.'],

  // Extensions
  [
    'The extension has no url; without it nobody knows what it means.',
    'L’extension n’a pas d’url, sans laquelle on ne sait pas ce qu’elle veut dire.',
  ],
  ['The url "{}" of an extension must be absolute.', 'L’url « {0} » d’une extension doit être absolue.'],
  [
    'The extension has both a value and extensions; it must have one of the two.',
    'L’extension a une valeur et des extensions ; elle ne peut avoir que l’une des deux.',
  ],
  [
    'The extension has neither a value nor extensions; it must have one of the two.',
    'L’extension n’a ni valeur ni extensions ; il lui faut l’une des deux.',
  ],
  [
    'No loaded package defines the extension {}. {}',
    'Aucun des paquets de ce guide ne définit l’extension {0} : corrigez son url, si elle devait être l’une des leurs.',
  ],
  [
    'No loaded package defines the modifier extension {}. {}',
    'Aucun des paquets de ce guide ne définit l’extension {0}, qui change le sens de ce qu’elle complète.',
  ],
  ['{} is not an extension but a definition of {}.', '{0} n’est pas une extension, mais une définition de {1}.'],
  [
    '{} is no modifier extension; move it to extension.',
    '{0} ne change pas le sens de ce qu’elle complète : mettez-la dans extension.',
  ],
  [
    '{} changes the meaning of its element; move it to modifierExtension.',
    '{0} change le sens de ce qu’elle complète : mettez-la dans modifierExtension.',
  ],
  [
    'The extension {} is defined with a value, and has none.',
    'L’extension {0} se définit par une valeur, et n’en a pas.',
  ],
  [
    'The extension {} is defined with parts, without a value of its own.',
    'L’extension {0} se définit par des parties, sans valeur à elle.',
  ],
  ['The extension {} has no part "{}".', 'L’extension {0} n’a pas de partie « {1} ».'],
  ['The extension {} may not be used on {}; allowed on: {}.', 'L’extension {0} ne va pas sur {1} ; elle va sur : {2}.'],
  ['The extension may only be used where this holds: {}', 'L’extension ne va que là où ceci est vrai : {0}'],
  [
    '{} is defined in {} {}, and the profile in use rests on {} {}, which does not have it.',
    '{0} vient de {1} {2}, et le profil employé repose sur {3} {4}, qui ne l’a pas.',
  ],
  [
    'There is no FHIR release {} of which the extension {} could stand for an element; name one of {}.',
    'Il n’y a pas de version {0} de FHIR dont l’extension {1} pourrait reprendre un élément : nommez {2}.',
  ],
  [
    'The extension {} is {}; its definition says: "{}"',
    'L’extension {0} a le statut « {1} » ; sa définition dit : « {2} »',
  ],
  [
    'The extension {} is {}; look for what takes its place.',
    'L’extension {0} a le statut « {1} » : voyez ce qui prend sa place.',
  ],
  [
    'Whether the extension may stand here was not checked: its context is an expression ({}).',
    'On ne sait pas si l’extension va ici : une expression le dit ({0}), qui n’est pas évaluée.',
  ],
  ['The context invariant {} was not checked.', 'La contrainte de contexte {0} n’est pas vérifiée.'],
  [
    'The extension {} stands for an element of another FHIR release; it was not checked.',
    'L’extension {0} est celle d’un élément d’une autre version de FHIR : elle n’est pas vérifiée.',
  ],

  // References and Bundles
  [
    'The reference has neither reference, identifier nor display; give one of them.',
    'La référence n’a ni reference, ni identifier, ni display : donnez-en un.',
  ],
  [
    'The reference "{}" has white space, which a URL cannot have.',
    'La référence « {0} » a un espace, qu’une URL ne peut pas avoir.',
  ],
  [
    'The reference "{}" names the resource type {}, which FHIR R4 does not have.',
    'La référence « {0} » nomme le type de ressource {1}, que FHIR R4 n’a pas.',
  ],
  [
    'No contained resource has the id "{}"; contain it, or correct the {}.',
    'Aucune ressource contenue n’a l’id « {0} » : ajoutez-la, ou corrigez ce qui la désigne.',
  ],
  [
    'The reference says that its target is of type {}, and it leads to one of type {}.',
    'La référence dit que sa cible est de type {0}, et elle mène au type {1}.',
  ],
  [
    'The reference says that its target is of type {}; allowed here: {reason}.',
    'La référence dit que sa cible est de type {0} ; sont admis ici : {1}.',
  ],
  [
    'The reference leads to a resource of type {}; allowed here: {reason}.',
    'La référence mène au type « {0} » ; sont admis ici : {1}.',
  ],
  [
    'The resource that the reference leads to has errors, so it conforms to none of the profiles allowed here, not even to {}.',
    'La ressource désignée a des erreurs, et ne respecte donc aucun des profils admis ici.',
  ],
  [
    'The resource that the reference leads to conforms to none of the profiles allowed here. {}',
    'La ressource désignée ne respecte aucun des profils admis ici. Ses propres constats disent pourquoi.',
  ],
  [
    'The target was not held against {}: not loaded.',
    'La ressource désignée n’a pas été confrontée à {0}, que ce vérificateur n’a pas.',
  ],
  [
    'The target was not held against the profiles allowed here: too many references lead to it.',
    'La ressource désignée n’a pas été confrontée aux profils admis ici : trop de références y mènent.',
  ],
  [
    'A relative reference is a resource type and an id, with /_history/ and a version or without; "{}" is not.',
    'Une référence relative s’écrit Type/id, suivie ou non de /_history/ et d’une version ; « {0} » n’en est pas une.',
  ],
  [
    'The reference "{}" is a search without a parameter; give one, such as identifier=system|value.',
    'La référence « {0} » est une recherche sans paramètre : donnez-en un, comme identifier=système|valeur.',
  ],
  [
    'The reference "{}" is a search, which servers carry out in a transaction or batch alone; name the resource itself.',
    'La référence « {0} » est une recherche, qu’un serveur ne fait que dans une transaction : nommez la ressource elle-même.',
  ],
  [
    'The entry has relative references, and no fullUrl that they could be relative to; give it one.',
    'L’entrée a des références relatives, sans fullUrl par rapport auquel les lire : donnez-lui-en un.',
  ],
  [
    '"{}" is relative, and nothing is relative to "{}", the fullUrl of its entry, so it resolves to nothing. {}',
    '« {0} » est relative, et rien ne se lit par rapport à « {1} », le fullUrl de son entrée : la référence ne mène nulle part. L’API, elle, relie Observation.device à Device.id.',
  ],
  [
    'Several entries have the fullUrl that {} means; it must be one.',
    'Plusieurs entrées ont le fullUrl que {0} désigne ; il en faut une seule.',
  ],
  ['No entry has the fullUrl {}.', 'Aucune entrée n’a le fullUrl {0}.'],
  [
    'No entry has what "{}" means, and this {} has to bring it; add the entry.',
    'Aucune entrée n’a ce que « {0} » désigne, et ce Bundle doit l’apporter : ajoutez l’entrée.',
  ],
  [
    '{} has this type and id, but its fullUrl is {}, and the reference means {}. Make them agree.',
    '{0} a ce type et cet id, mais son fullUrl est {1}, et la référence désigne {2} : accordez-les.',
  ],
  [
    'Each entry of a {} must have a fullUrl, the identity of its resource.',
    'Chaque entrée d’un Bundle {0} doit avoir un fullUrl, l’identité de sa ressource.',
  ],
  [
    'The fullUrl "{}" must be absolute: urn:uuid: and a UUID, or a server\'s address.',
    'Le fullUrl « {0} » doit être absolu : urn:uuid: et un UUID, ou l’adresse d’un serveur.',
  ],
  [
    'The fullUrl {} is an address on a server, so the resource must have the id that it ends with.',
    'Le fullUrl {0} est une adresse d’un serveur : la ressource doit avoir l’id par lequel il finit.',
  ],
  [
    'The fullUrl {} is an address on a server, so it must end with {}.',
    'Le fullUrl {0} est une adresse d’un serveur : il doit finir par {1}.',
  ],
  [
    'The first entry of a {} must be a {}, not {}.',
    'La première entrée d’un Bundle {0} doit être de type {1}, et non {2}.',
  ],
  [
    'The request goes to {}, and the resource is of type {}; a server will refuse it.',
    'La requête va à {0}, et la ressource est de type {1} : un serveur la refusera.',
  ],
  [
    'The link "{}" belongs to pages of a search or history, not to a {}.',
    'Le lien « {0} » est celui d’une page de recherche ou d’historique, et non d’un Bundle {1}.',
  ],
  ['There is a second link "{}"; one is allowed.', 'Il y a un second lien « {0} », pour un seul au plus.'],
  [
    'A searchset should have a link "self" with the search that the server has carried out.',
    'Un résultat de recherche devrait avoir un lien « self », avec la recherche que le serveur a faite.',
  ],
  ['An entry of a searchset must have a resource.', 'Une entrée d’un résultat de recherche doit avoir une ressource.'],
  [
    'An entry of a searchset should say by search.mode why it is there: match, include or outcome.',
    'Une entrée d’un résultat de recherche devrait dire par search.mode pourquoi elle est là : match, include ou outcome.',
  ],
  [
    'The outcome of a search is an OperationOutcome, not a {}.',
    'L’issue d’une recherche est une OperationOutcome, et non {0}.',
  ],
  [
    'What a search finds is on a server, so it must have an id.',
    'Ce qu’une recherche trouve est sur un serveur, et doit donc avoir un id.',
  ],
  [
    'The link to itself says that the search was for {}; a {} is no match of it.',
    'Le lien « self » dit que la recherche porte sur {0} ; {1} n’en est pas un résultat.',
  ],
  [
    'This entry refers to the document, and the Composition does not lead to it; refer to it from a section, or leave it out.',
    'Cette entrée désigne le document, et la Composition ne mène pas à elle : désignez-la dans une section, ou retirez-la.',
  ],
  [
    'No chain of references joins this entry to the {}; refer to it, or leave it out.',
    'Aucune référence ne relie cette entrée à {0} : désignez-la, ou retirez-la.',
  ],
  [
    'A contained resource must have an id, by which it is referred to.',
    'Une ressource contenue doit avoir un id, par lequel on la désigne.',
  ],
  ['Two contained resources have the id "{}".', 'Deux ressources contenues ont l’id « {0} ».'],
  [
    'Nothing refers to the contained resource "{}" (dom-3); refer to it as "#{}", or remove it.',
    'Rien ne désigne la ressource contenue « {0} » (dom-3) : désignez-la par « #{1} », ou retirez-la.',
  ],
  ['The security label {} is given twice.', 'L’étiquette de sécurité {0} est donnée deux fois.'],
  [
    'The address {} is that of an example, where nothing can be fetched; give the real one, or allow example URLs.',
    'L’adresse {0} est celle d’un exemple, où rien ne se trouve : donnez la vraie.',
  ],

  // Practice, and what the API says
  [
    'An Observation should have a performer, unless it is not known.',
    'Une Observation devrait avoir un auteur (performer), s’il est connu.',
  ],
  [
    'An Observation should have a subject, unless it is not known.',
    'Une Observation devrait avoir un sujet (subject), s’il est connu.',
  ],
  [
    'An Observation should have an effective time, unless it is not known.',
    'Une Observation devrait avoir une date de mesure (effective[x]), si elle est connue.',
  ],
  [
    'The API takes resources of type {} only in a Bundle of type {}; this one was judged as an entry of such a Bundle. Judge the whole Bundle before it is sent.',
    'L’API ne prend une ressource « {0} » que dans un Bundle de type {1} ; celle-ci a été jugée comme l’entrée d’un tel Bundle. Vérifiez le Bundle entier avant de l’envoyer.',
  ],
  [
    'This is what an API answers, and no request. It was held against {}.',
    'C’est ce que répond une API, et non une requête. La ressource a été confrontée à {0}.',
  ],
  [
    'This is what an API answers, and no request. The guide has no profile for it.',
    'C’est ce que répond une API, et non une requête. Ce guide n’a pas de profil pour elle.',
  ],
  [
    'Whether the API answers HTTP {}, "{}", was not checked: it depends on what only the session knows. Give it with {}.',
    'La réponse HTTP {0} (« {1} ») n’est pas vérifiée : elle dépend de la session. En ligne de commande, dites ce qui en est avec {2}.',
  ],
  ['{}. The API answers HTTP {}: {} (with {})', '{0} : l’API répond HTTP {1}, « {2} » (avec {3}).'],
  [
    'Whether the API answers HTTP {}, "{}", was not checked: {}',
    'La réponse HTTP {0} (« {1} ») n’est pas vérifiée : {2}',
  ],
  [
    'The API does not know the parameter "{}", and may ignore or refuse it. It knows {}.',
    'L’API ne connaît pas le paramètre « {0} », et peut l’ignorer ou le refuser. Elle connaît {1}.',
  ],
  [
    'The API does not know the parameter "{}", and may ignore or refuse it.',
    'L’API ne connaît pas le paramètre « {0} », et peut l’ignorer ou le refuser.',
  ],
  [
    'Taken for a search of the kind "{}": {} are given.',
    'L’API y reconnaît une recherche « {0} », par ces paramètres : {1}.',
  ],
  ['Taken for a search: {} are given.', 'L’API y reconnaît une recherche, par ces paramètres : {0}.'],
  [
    'The parameters make no complete search. Give {}.',
    'Les paramètres ne font pas une recherche complète. Donnez {0}.',
  ],
  [
    'The API has no read: {} cannot be asked for by its id. It searches {reason}: write {}',
    'L’API n’a pas de lecture : {0} ne se demande pas par son id. Elle cherche {1} : écrivez {2}',
  ],
  [
    'The API has no search on {}. It searches {reason}: write {}',
    'L’API n’a pas de recherche sur {0}. Elle cherche {1} : écrivez {2}',
  ],
  [
    'The URL names no type of resource. It searches {reason}: write {}',
    'L’URL ne nomme aucun type de ressource. L’API cherche {0} : écrivez {1}',
  ],
  [
    'The period ends before it begins ({}), so that nothing can be found. Exchange the two bounds.',
    'La période finit avant de commencer ({0}) : rien ne peut être trouvé. Échangez les deux bornes.',
  ],
  [
    'A percent sign in "{}" is followed by no two hexadecimal digits. Write %25 for the sign itself.',
    'Dans « {0} », un signe pour cent n’est pas suivi de deux chiffres hexadécimaux. Pour le signe lui-même, écrivez %25.',
  ],
  [
    'Some clients and proxies refuse {} as it is written. Write {}.',
    'Des clients et des relais refusent {0} sous cette forme. Écrivez {1}.',
  ],
  ['In {} a plus stands for a space. Write it as %2B.', 'Dans {0}, un plus se lit comme un espace. Écrivez %2B.'],
  [
    'The value of {} is encoded twice: {}. Encode it once.',
    'La valeur de {0} est codée deux fois : {1}. Codez-la une fois.',
  ],
  ['{}: {part} Search by a date that exists.', '{0} : {1}. Cherchez une date qui existe.'],
  [
    'The resource has more than {} findings; the others were left out. Correct those that are told, and validate again.',
    'La ressource a plus de {0} constats ; les autres ne sont pas dits. Corrigez ceux-ci, puis vérifiez à nouveau.',
  ],
];

/** Parts of sentences: what stands for `{reason}`. What is not among them keeps its words. */
export const PARTS = [
  // Why the text is no JSON
  ['The text is empty.', 'le texte est vide'],
  ['The text ends where {reason} should follow.', 'le texte finit là où {0} devrait suivre'],
  ['The text ends inside a string.', 'le texte finit au milieu d’une chaîne'],
  ['Found {} where {reason} should follow.', '{0} se trouve là où {1} devrait suivre'],
  [
    'A backslash in a string must begin one of the escapes of JSON.',
    'une barre oblique inverse doit commencer l’un des échappements de JSON',
  ],
  [
    'A string must not hold a control character; write it as an escape such as \\n.',
    'une chaîne ne peut pas contenir de caractère de commande : écrivez-le avec un échappement, comme \\n',
  ],
  ['a JSON value', 'une valeur JSON'],
  ['a property name in double quotes', 'un nom de propriété entre guillemets droits'],
  ['a colon after "{}"', 'un deux-points après « {0} »'],
  ['a comma or a closing brace', 'une virgule ou une accolade fermante'],
  ['a comma or a closing bracket', 'une virgule ou un crochet fermant'],
  ['the end of the text', 'la fin du texte'],
  // What was found instead
  ['an array', 'un tableau'],
  ['an object', 'un objet'],
  ['the number {}', 'le nombre {0}'],
  ['the boolean {}', 'le booléen {0}'],
  ['the string {}', 'le texte « {0} »'],
  // What is wrong with a simple value
  ['is not of the form {}: a date has no time', 'n’a pas la forme {0} : une date n’a pas d’heure'],
  [
    'is not of the form YYYY-MM-DDThh:mm:ss.sss+zz:zz, with seconds and a time zone',
    'n’a pas la forme AAAA-MM-JJThh:mm:ss.sss+zz:zz, avec les secondes et le fuseau horaire',
  ],
  ['is not of the form hh:mm:ss with an hour up to 23', 'n’a pas la forme hh:mm:ss, avec une heure jusqu’à 23'],
  ['is not of the form {}', 'n’a pas la forme {0}'],
  [
    'has a time without a time zone: add Z or an offset such as +01:00',
    'a une heure sans fuseau horaire : ajoutez Z, ou un décalage comme +01:00',
  ],
  ['has a time without seconds: write hh:mm:ss', 'a une heure sans secondes : écrivez hh:mm:ss'],
  ['has the year 0000, which does not exist', 'a l’année 0000, qui n’existe pas'],
  ['has the month {}, which does not exist', 'a le mois {0}, qui n’existe pas'],
  ['has a day that {} does not have', 'a un jour que {0} n’a pas'],
  ['has a time of day that does not exist', 'a une heure qui n’existe pas'],
  ['has a time zone that does not exist', 'a un fuseau horaire qui n’existe pas'],
  [
    'has a year that is not likely; look whether it was mistyped',
    'a une année peu vraisemblable : voyez si elle est mal saisie',
  ],
  ['is neither true nor false', 'n’est ni true ni false'],
  [
    'is not an OID: urn:oid: and numbers separated by dots',
    'n’est pas un OID : urn:oid: et des nombres séparés par des points',
  ],
  [
    'is not a UUID: urn:uuid: and 8-4-4-4-12 hexadecimal digits in lower case',
    'n’est pas un UUID : urn:uuid: et 8-4-4-4-12 chiffres hexadécimaux en minuscules',
  ],
  [
    'is not an id: 1 to 64 letters, digits, hyphens and dots',
    'n’est pas un id : de 1 à 64 lettres, chiffres, traits d’union et points',
  ],
  [
    'is not a code: no white space at either end, single spaces inside',
    'n’est pas un code : sans espace au début ni à la fin, et jamais deux de suite',
  ],
  [
    'is longer than a string may be: 1,048,576 characters',
    'est plus long qu’un texte ne peut l’être : 1 048 576 caractères',
  ],
  [
    'holds a control character, which XML cannot hold; only tab, carriage return and line feed should occur',
    'contient un caractère de commande, que XML ne peut pas contenir',
  ],
  [
    'is nothing but white space; leave the element out, or give it a content',
    'n’a que des espaces : omettez l’élément, ou donnez-lui un contenu',
  ],
  ['begins or ends with white space; remove it', 'commence ou finit par un espace : retirez-le'],
  [
    'has white space, which a URI cannot have; remove it or write it as %20',
    'a un espace, qu’une URI ne peut pas avoir : retirez-le, ou écrivez %20',
  ],
  ['is an OID without urn:; write urn:oid: and the number', 'est un OID sans urn: : écrivez urn:oid: et le numéro'],
  ['is a UUID without urn:; write urn:uuid: and the UUID', 'est un UUID sans urn: : écrivez urn:uuid: et l’UUID'],
  [
    'is not a valid OID: urn:oid: is followed by numbers from 0, 1 or 2 on, separated by dots',
    'n’est pas un OID valide : urn:oid: est suivi de nombres séparés par des points, dont le premier est 0, 1 ou 2',
  ],
  [
    'is not a valid UUID: urn:uuid: is followed by 8-4-4-4-12 hexadecimal digits in lower case',
    'n’est pas un UUID valide : urn:uuid: est suivi de 8-4-4-4-12 chiffres hexadécimaux en minuscules',
  ],
  [
    'is not absolute; a canonical is an absolute URL, or # and the id of a contained resource',
    'n’est pas absolue : une URL canonique est absolue, ou # et l’id d’une ressource contenue',
  ],
  [
    'is not base64: it has other characters than A-Z a-z 0-9 + / or is not padded with = to a multiple of four',
    'n’est pas en base64 : elle a d’autres caractères que A-Z, a-z, 0-9, + et /, ou il lui manque des =',
  ],
  [
    'has white space inside a group of four characters, where base64 in FHIR has none; remove it',
    'a des espaces à l’intérieur d’un groupe de quatre caractères, où le base64 de FHIR n’en a pas : retirez-les',
  ],
  [
    'has white space, which many readers of base64 refuse; remove it',
    'a des espaces, que bien des lecteurs de base64 refusent : retirez-les',
  ],
  [
    'is not an integer; write it without a decimal point and exponent',
    'n’est pas un entier : écrivez-le sans virgule ni exposant',
  ],
  ['is outside the range of a 32-bit integer', 'sort des bornes d’un entier de 32 bits'],
  ['is below {}, the least value allowed', 'est inférieure à {0}, la plus petite valeur admise'],
  ['is not a decimal number', 'n’est pas un nombre décimal'],
  [
    'has more than 18 digits, which many systems cannot keep',
    'a plus de 18 chiffres, que bien des systèmes ne gardent pas',
  ],
  // Why a code was not looked up
  ['code system {} is not loaded', 'ce vérificateur n’a pas les codes de {0}'],
  ['code system {} is loaded without all of its codes (content: {})', 'ce vérificateur n’a pas tous les codes de {0}'],
  ['the loaded definition of code system {} holds no codes', 'ce vérificateur n’a pas les codes de {0}'],
  ['only a part ({}) of code system {} is loaded', 'ce vérificateur n’a pas tous les codes de {1}'],
  ['what is loaded for code system {} is a supplement only', 'ce vérificateur n’a qu’un supplément de {0}'],
  ['version {} of code system {} is not loaded', 'ce vérificateur n’a pas la version {0} de {1}'],
  ['the coding has no code', 'le Coding n’a pas de code'],
  ['the coding has no system', 'le Coding n’a pas de système'],
  ['The value set {} is not loaded.', 'ce vérificateur n’a pas ce jeu de valeurs'],
  ['imported value set {} is not loaded', 'ce vérificateur n’a pas le jeu de valeurs {0}, qu’il comprend'],
  ['value set {} has neither compose nor expansion', 'le jeu de valeurs {0} n’a pas de contenu'],
  [
    "code system {} has no property '{}' for the filter {}",
    'le système de codes {0} n’a pas la propriété « {1} » que le jeu de valeurs demande',
  ],
  ["the filter '{}' on code system {} cannot be evaluated", 'le filtre « {0} » sur {1} ne peut pas être évalué'],
  // Dates of a search
  ['there is no month {}.', 'il n’y a pas de mois {0}'],
  ['the month {} has {} days.', 'le mois {0} a {1} jours'],
  ['there is no time {}.', 'il n’y a pas d’heure {0}'],
  ['there is no time zone {}.', 'il n’y a pas de fuseau horaire {0}'],
];

/** What stands at the end of a message, after a whole sentence. */
export const TAILS = [
  [
    ' It has "{}" with a system; add the system to the code.',
    ' Il y a « {0} » avec un système : ajoutez le système au code.',
  ],
  [' It has {} codes.', ''],
];
