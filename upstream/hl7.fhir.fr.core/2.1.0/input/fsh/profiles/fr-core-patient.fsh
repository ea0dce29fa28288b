Profile: FRCorePatientProfile
Parent: Patient
Id: fr-core-patient
Title: "Patient"
Description: "Patient pris en charge en France : identifiants nationaux et régionaux, noms, contacts."
* insert FrCanonical(fr-core-patient)
* extension contains
    FRCoreNationalityExtension named nationality 0..1 and
    FRCorePatientIdentityReliabilityExtension named identityReliability 0..* and
    FRCorePatientDeathPlaceExtension named deathPlace 0..1 and
    FRCorePatientBirthdateUpdateIndicatorExtension named birthdateUpdateIndicator 0..1 and
    $patient-birthPlace named birthPlace 0..1
* extension[birthPlace].value[x] only FRCoreAddressProfile
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "type"
* identifier ^slicing.rules = #open
* identifier.type from FRCoreValueSetPatientIdentifierType (extensible)
* identifier contains NSS 0..1 and INS-C 0..* and NDP 0..1 and PI 0..* and RRI 0..*
* identifier[NSS] ^short = "Numéro de sécurité sociale"
* identifier[NSS] insert IdentifiantNational(official, $v2-0203#NH, urn:oid:1.2.250.1.213.1.4.8)
* identifier[INS-C] ^short = "Identifiant national de santé calculé"
* identifier[INS-C] insert IdentifiantNational(secondary, FRCoreCodeSystemv2_0203#INS-C "Identifiant National de Santé Calculé", urn:oid:1.2.250.1.213.1.4.2)
* identifier[NDP] ^short = "Identifiant au dossier pharmaceutique"
* identifier[NDP] insert IdentifiantNational(secondary, FRCoreCodeSystemv2_0203#NDP "Identifiant du patient au Dossier Pharmaceutique", urn:oid:1.2.250.1.176.1.2)
* identifier[NDP].system 1..
* identifier[PI] ^short = "Identifiant interne au domaine"
* identifier[PI] insert IdentifiantLocal(usual, $v2-0203#PI "Patient internal identifier")
* identifier[RRI] ^short = "Identifiant régional"
* identifier[RRI] insert IdentifiantLocal(secondary, $v2-0203#RRI "Regional registry ID")
* name only FRCoreHumanNameProfile
* name ^slicing.discriminator.type = #value
* name ^slicing.discriminator.path = "use"
* name ^slicing.rules = #open
* name contains usualName 0..* and officialName 0..*
* name[usualName] ^short = "Nom utilisé"
* name[usualName].use 1..
* name[usualName].use = #usual
* name[officialName] ^short = "Nom de naissance"
* name[officialName].extension contains FRCorePatientBirthListGivenName named birth-list-given-name 0..1
* name[officialName].use 1..
* name[officialName].use = #official
* name[officialName].family 1..
* name[officialName].given 1..
* telecom only FRCoreContactPointProfile
* address only FRCoreAddressProfile
* maritalStatus from FRCoreValueSetMaritalStatus (extensible)
* contact.extension contains FRCorePatientContactIdentifierExtension named contactIdentifier 0..1 and FRCoreCommentExtension named comment 0..1
* contact.relationship ^slicing.discriminator.type = #value
* contact.relationship ^slicing.discriminator.path = "coding.system"
* contact.relationship ^slicing.rules = #open
* contact.relationship contains Role 0..1 and RelationType 0..1
* contact.relationship[Role] from FRCoreValueSetPatientContactRole (extensible)
* contact.relationship[RelationType] from FRCoreValueSetPatientRelationType (extensible)
* contact.name only FRCoreHumanNameProfile
* contact.telecom only FRCoreContactPointProfile
* generalPractitioner only Reference(FRCorePractitionerProfile or FRCoreOrganizationProfile or PractitionerRole)
* managingOrganization only Reference(FRCoreOrganizationProfile)

// Un identifiant de portée nationale : son usage, son type et le domaine qui l'attribue.
RuleSet: IdentifiantNational(usage, type, domaine)
* use = #{usage}
* type 1..
* type = {type}
* system = "{domaine}"
* value 1..

// Un identifiant attribué par un établissement ou une région : le domaine est libre, mais donné.
RuleSet: IdentifiantLocal(usage, type)
* use = #{usage}
* type 1..
* type = {type}
* system 1..
* value 1..
