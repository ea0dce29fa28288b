// Règles de toute mesure, à l'alimentation comme à la recherche.

Invariant: mes-usager
Description: "subject.identifier désigne l'usager : system et value sont obligatoires."
Severity: #error
Expression: "subject.identifier.where(system.exists() and value.exists()).exists()"

Invariant: mes-usager-oid
Description: "subject.identifier.system est l'OID de l'autorité d'affectation : urn:oid: suivi de l'OID."
Severity: #error
Expression: "subject.identifier.system.exists() implies subject.identifier.system.matches('^urn:oid:[0-2](\\\\.(0|[1-9][0-9]*))+$')"

Invariant: mes-source
Description: "meta.source, s'il est présent, est l'OID de la solution ou l'un de ses sous-OID, avec ou sans urn:oid: devant."
Severity: #error
Expression: "meta.source.exists() implies meta.source.matches('^(urn:oid:)?[0-2](\\\\.(0|[1-9][0-9]*))+$')"

Invariant: mes-source-urn
Description: "meta.source est une URI : écrire urn:oid: devant l'OID."
Severity: #warning
Expression: "meta.source.exists() implies meta.source.startsWith('urn:oid:')"

Invariant: mes-valeur
Description: "La mesure a une valeur chiffrée, dans valueQuantity.value ; la pression artérielle, dans ses composants 8480-6 et 8462-4. Un motif d'absence n'en tient pas lieu."
Severity: #error
Expression: "value.ofType(Quantity).value.exists() or component.code.coding.where(code = '8480-6' or code = '8462-4').exists()"

Invariant: mes-valeur-composants
Description: "La pression systolique (8480-6) et la pression diastolique (8462-4) ont chacune une valeur chiffrée. Un motif d'absence n'en tient pas lieu."
Severity: #error
Expression: "component.where(code.coding.where(code = '8480-6' or code = '8462-4').exists()).all(value.ofType(Quantity).value.exists())"

// Règles de la seule alimentation.

Invariant: mes-profil-present
Description: "meta.profile nomme le profil de la mesure."
Severity: #error
Expression: "meta.profile.exists()"

// FHIRPath ne connaît pas les profils du guide : leurs suffixes sont donc écrits ici une seconde fois. Un test tient cette
// liste égale à celle des profils.
Invariant: mes-profil
Description: "meta.profile nomme le profil de la mesure : l'une des onze URL mes-observation-… de l'API."
Severity: #error
Expression: "meta.profile.exists() implies meta.profile.where(matches('^https://fhir[.]monespacesante[.]fr/ref/mesure/StructureDefinition/mes-observation-(bmi|bodyheight|bodytemperature|bodyweight|bp|glucose|headcircumference|heartrate|painseverity|stepsbyday|waistcircumference)$')).exists()"

Invariant: mes-imc
Description: "L'indice de masse corporelle ne s'alimente pas : Mon espace santé le calcule."
Severity: #error
Expression: "code.coding.where(code = '39156-5').empty() and meta.profile.where(endsWith('/mes-observation-bmi')).empty()"

// Tableau de la glycémie : ce que chaque indicateur exige ou interdit. Le JDV J154 a remplacé MED-969 par 99504-3.

Invariant: mes-glycemie-indicateur
Description: "Le code est celui d'un des quatre indicateurs : 2345-7, 4548-4, MED-969 (ou 99504-3), MED-972."
Severity: #error
Expression: "code.coding.where(code = '2345-7' or code = '4548-4' or code = 'MED-969' or code = '99504-3' or code = 'MED-972').exists()"

Invariant: mes-glycemie-unite
Description: "L'unité (UCUM) est mg/dL pour la glycémie sanguine et la glycémie interstitielle, % pour l'HbA1c et l'indice de gestion."
Severity: #error
Expression: "(code.coding.where(code = '2345-7' or code = 'MED-969' or code = '99504-3').exists() implies (value.ofType(Quantity).code.empty() or value.ofType(Quantity).code = 'mg/dL')) and (code.coding.where(code = '4548-4' or code = 'MED-972').exists() implies (value.ofType(Quantity).code.empty() or value.ofType(Quantity).code = '%'))"

RuleSet: ExtensionDesCodes(codes, extension, presence)
* severity = #error
* expression = "code.coding.where({codes}).exists() implies extension('https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/{extension}').{presence}()"

Invariant: mes-glycemie-recherche
Description: "La recherche ne connaît la glycémie interstitielle que sous MED-969 : à côté de LOINC 99504-3, donner aussi ce code."
Severity: #warning
Expression: "code.coding.where(code = '99504-3').exists() implies code.coding.where(code = 'MED-969').exists()"

Invariant: mes-moment-obligatoire
Description: "Une glycémie sanguine (2345-7) dit à quel moment elle a été mesurée : extension mesures-moment-of-measurement."
* insert ExtensionDesCodes(code = '2345-7', mesures-moment-of-measurement, exists)

Invariant: mes-moment-interdit
Description: "Une HbA1c, une glycémie interstitielle et un indice de gestion n'ont pas de moment : retirer l'extension mesures-moment-of-measurement."
* insert ExtensionDesCodes(code = '4548-4' or code = 'MED-969' or code = '99504-3' or code = 'MED-972', mesures-moment-of-measurement, empty)

Invariant: mes-jours-obligatoires
Description: "Une glycémie interstitielle et un indice de gestion disent sur combien de jours ils portent : extension mesures-number-of-days."
* insert ExtensionDesCodes(code = 'MED-969' or code = '99504-3' or code = 'MED-972', mesures-number-of-days, exists)

Invariant: mes-jours-interdits
Description: "Une glycémie sanguine et une HbA1c n'ont pas de nombre de jours : retirer l'extension mesures-number-of-days."
* insert ExtensionDesCodes(code = '2345-7' or code = '4548-4', mesures-number-of-days, empty)

// Règles du dispositif

Invariant: mes-dispositif-profil
* insert ProfilDuDispositif(http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice)

RuleSet: ProfilDuDispositif(url)
* human = "meta.profile du dispositif contient {url}."
* severity = #error
* expression = "meta.profile.where($this = '{url}').exists()"

Invariant: mes-dispositif-uuid
Description: "Device.id est un UUID nu, sans « urn:uuid: »."
Severity: #error
Expression: "id.exists() implies id.matches('^[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}$')"

Invariant: mes-dispositif-minuscules
Description: "Device.id s'écrit de préférence en minuscules (RFC 9562) : FHIR distingue les deux écritures, et la mesure doit reprendre la même."
Severity: #warning
Expression: "id.exists() implies id.matches('^[^A-F]*$')"

Invariant: mes-dispositif-eui64
Description: "L'identifiant système (SYSID) est un EUI-64 : huit octets en hexadécimal, séparés par des tirets."
Severity: #error
Expression: "identifier.where(system = 'urn:oid:1.2.840.10004.1.1.1.0.0.1.0.0.1.2680').all(value.matches('^([0-9A-Fa-f]{2}-){7}[0-9A-Fa-f]{2}$'))"

Invariant: mes-dispositif-specialisation
Description: "Le code d'une spécialisation MDC est de la partition 8 (INFRA) : 8 × 65536 plus le code du terme, de 524288 à 589823."
Severity: #error
Expression: "specialization.systemType.coding.where(system = 'urn:iso:std:iso:11073:10101').all(code.toInteger() >= 524288 and code.toInteger() <= 589823)"
