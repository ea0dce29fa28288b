// Compléments à l'identité d'un patient.

Extension: FRCoreNationalityExtension
Id: fr-core-patient-nationality
Title: "Nationalité"
Description: "Nationalité du patient et période pendant laquelle elle vaut."
Context: Patient
* extension contains code 0..1 and period 0..1
* extension[code].value[x] 1..
* extension[code].value[x] only CodeableConcept
* extension[code].value[x] from $v3-Country (extensible)
* extension[period].value[x] 1..
* extension[period].value[x] only Period

Extension: FRCorePatientIdentityReliabilityExtension
Id: fr-core-identity-reliability
Title: "Fiabilité de l'identité"
Description: "Comment l'identité du patient a été recueillie, puis validée."
Context: Patient
* extension contains methodCollection 0..1 and dateCollection 0..1 and identityStatus 0..1 and validationDate 0..1 and validationMode 0..1
* extension[methodCollection] ^short = "Moyen de recueil"
* extension[methodCollection].value[x] only Coding
* extension[methodCollection].value[x] from FRCoreValueSetIdentityMethodCollection (extensible)
* extension[dateCollection] ^short = "Date du recueil"
* extension[dateCollection].value[x] only date
* extension[identityStatus] ^short = "Statut de l'identité"
* extension[identityStatus].value[x] only Coding
* extension[identityStatus].value[x] from FRCoreValueSetIdentityReliabilityStatus (extensible)
* extension[validationDate] ^short = "Date de la validation"
* extension[validationDate].value[x] only date
* extension[validationMode] ^short = "Pièce qui a permis la validation"
* extension[validationMode].value[x] only Coding
* extension[validationMode].value[x] from FRCoreValueSetModeValidationIdentity (required)

Extension: FRCorePatientDeathPlaceExtension
Id: fr-core-patient-death-place
Title: "Lieu de décès"
Description: "Lieu où le patient est décédé."
Context: Patient
* value[x] only string

Extension: FRCorePatientBirthdateUpdateIndicatorExtension
Id: fr-core-patient-birthdate-update-indicator
Title: "Date de naissance corrigée"
Description: "Dit si la date de naissance a été reprise parce qu'elle n'était pas au format attendu."
Context: Patient
* value[x] only boolean

Extension: FRCorePatientBirthListGivenName
Id: fr-core-patient-birth-list-given-name
Title: "Prénoms de l'acte de naissance"
Description: "Liste complète des prénoms, dans l'ordre de l'acte de naissance."
Context: "Patient.name"
* value[x] only string

Extension: FRCorePatientContactIdentifierExtension
Id: fr-core-patient-contact-identifier
Title: "Identifiant du contact"
Description: "Identifiant de la personne à contacter."
Context: "Patient.contact"
* value[x] only Identifier

Extension: FRCoreCommentExtension
Id: fr-core-comment
Title: "Commentaire sur le contact"
Description: "Remarque libre sur la personne à contacter."
Context: "Patient.contact"
* value[x] only string
