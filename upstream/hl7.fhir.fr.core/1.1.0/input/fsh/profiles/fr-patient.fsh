Profile: FrPatient
Parent: Patient
Id: fr-patient
Title: "Patient"
Description: "Patient pris en charge en France : identité qualifiée, identifiants nationaux et régionaux, noms, contacts."
* insert Profil(FrPatient)
* extension contains
    $patient-nationality named nationality 0..1 and
    FrPatientIdentReliability named identityReliability 1..1 and
    FrPatientDeathPlace named deathPlace 0..1 and
    FrPatientIdentityMethodCollection named identityMethodCollection 0..1 and
    FrPatientBirthdateUpdateIndicator named birthdateUpdateIndicator 0..1 and
    $patient-birthPlace named birthPlace 0..1
* extension[identityReliability].extension[validationMode] ^short = "Pièce sur laquelle l'identité a été validée"
* extension[birthPlace].value[x].district from FrCogCommunePays (extensible)
* identifier ^slicing.discriminator.type = #value
* identifier ^slicing.discriminator.path = "type"
* identifier ^slicing.rules = #open
* identifier contains INS-NIR 0..* and INS-NIA 0..* and INS-C 0..* and NDP 0..1 and PI 0..1 and RRI 0..1
* identifier[INS-NIR] ^short = "NIR"
* identifier[INS-NIR] insert Identifiant(official, INS-NIR "NIR")
* identifier[INS-NIR].system = "urn:oid:1.2.250.1.213.1.4.8" (exactly)
* identifier[INS-NIA] ^short = "NIR temporaire"
* identifier[INS-NIA] insert Identifiant(temp, INS-NIA "NIA")
* identifier[INS-NIA].system = "urn:oid:1.2.250.1.213.1.4.9" (exactly)
* identifier[INS-C] ^short = "Identifiant national de santé calculé"
* identifier[INS-C] insert Identifiant(secondary, INS-C "INS calculé")
* identifier[INS-C].system = "urn:oid:1.2.250.1.213.1.4.2" (exactly)
* identifier[NDP] ^short = "Identifiant au dossier pharmaceutique"
* identifier[NDP] insert Identifiant(secondary, NDP "Identifiant au dossier pharmaceutique")
* identifier[NDP].system = "urn:oid:1.2.250.1.176.1.2" (exactly)
* identifier[PI] ^short = "Identifiant interne au domaine"
* identifier[PI] insert Identifiant(usual, PI "Patient internal identifier")
* identifier[RRI] ^short = "Identifiant régional"
* identifier[RRI] insert Identifiant(secondary, RRI "Regional registry ID")
* name 1..
* name ^slicing.discriminator.type = #value
* name ^slicing.discriminator.path = "use"
* name ^slicing.rules = #open
* name contains usualName 0..* and officialName 0..*
* name[usualName] only FrHumanName
* name[officialName] only FrHumanName
* name only FrHumanName
* name[usualName] ^short = "Nom utilisé"
* name[usualName].use 1..
* name[usualName].use = #usual (exactly)
* name[officialName] ^short = "Nom de naissance"
* name[officialName].use 1..
* name[officialName].use = #official (exactly)
* name[officialName].family 1..
* name[officialName].given 1..1
* telecom only FrContactPoint
* gender 1..
* birthDate 1..
* address only FrAddress
* contact.extension contains FrPatientContactIdentifier named contactIdentifier 1..1 and FrPatientContactComment named comment 0..1
* contact.relationship 1..1
* contact.relationship ^slicing.discriminator.type = #value
* contact.relationship ^slicing.discriminator.path = "coding.system"
* contact.relationship ^slicing.rules = #open
* contact.relationship contains RolePerson 0..1 and RelatedPerson 0..1
* contact.relationship[RolePerson] insert ListePreferee(fr-related-person-role)
* contact.relationship[RolePerson].coding.system = $TRE-R260-HL7RoleClass (exactly)
* contact.relationship[RelatedPerson] insert ListePreferee(fr-related-person)
* contact.relationship[RelatedPerson].coding.system = $TRE-R216-HL7RoleCode (exactly)
* contact.name only FrHumanName
* contact.telecom only FrContactPoint
* generalPractitioner only Reference(FrPractitioner or FrOrganization or FrPractitionerRoleExercice)
* generalPractitioner insert CibleAbsente(3, FrPractionerRoleProfession)
* managingOrganization only Reference(FrOrganization)

// Un identifiant : son usage, son type figé et le domaine qui l'attribue.
RuleSet: Identifiant(usage, type)
* use = #{usage} (exactly)
* type 1..
* type from FrPatientIdentifierType (extensible)
* type = $fr-v2-0203-cite#{type} (exactly)
* system 1..
* value 1..

// Fr Core rend préférée une liste que la norme rend extensible, ce qu'une règle FSH de liaison ne permet pas de dire.
RuleSet: ListePreferee(liste)
* ^binding.strength = #preferred
* ^binding.valueSet = "http://interopsante.org/fhir/ValueSet/{liste}"
