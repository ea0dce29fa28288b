// Compléments à l'identité d'un patient.

Extension: FrPatientIdentReliability
Id: fr-ident-reliability
Title: "Fiabilité de l'identité"
Description: "Statut de l'identité du patient, et comment elle a été validée."
Context: Patient
* insert Profil(FrPatientIdentReliability)
* . 0..1
* extension contains identityReliability 0..1 and validationDate 0..1 and validationMode 0..1
* extension[identityReliability] ^short = "Statut de l'identité"
* extension[identityReliability].value[x] only Coding
* extension[identityReliability].value[x] from FrIdentityReliability (extensible)
* extension[validationDate] ^short = "Date de la validation"
* extension[validationDate].value[x] only date
* extension[validationMode] ^short = "Pièce qui a permis la validation"
* extension[validationMode].value[x] only Coding
* extension[validationMode].value[x] from FrModeValidationIdentite (required)

Extension: FrPatientIdentityMethodCollection
Id: fr-patient-identity-method-collection
Title: "Recueil de l'identité"
Description: "Comment et quand l'identité du patient a été recueillie."
Context: Patient
* insert Profil(FrPatientIdentityMethodCollection)
* ^status = #draft
* extension contains methodCollection 0..1 and collectionDate 0..1
* extension[methodCollection].value[x] only Coding
* extension[methodCollection].value[x] from FrIdentityMethodCollection (extensible)
* extension[collectionDate].value[x] only date

Extension: FrPatientDeathPlace
Id: fr-death-place
Title: "Lieu de décès"
Description: "Lieu où le patient est décédé."
Context: Patient
* insert Profil(FrPatientDeathPlace)
* . 0..1
* value[x] only string

Extension: FrPatientBirthdateUpdateIndicator
Id: fr-birthdate-update-indicator
Title: "Date de naissance corrigée"
Description: "Dit si la date de naissance a été reprise parce qu'elle n'était pas au format attendu."
Context: Patient
* insert Profil(FrPatientBirthdateUpdateIndicator)
* . 0..1
* extension contains birthdateUpdateIndicator 0..1
* extension[birthdateUpdateIndicator].value[x] only boolean

Extension: FrPatientContactIdentifier
Id: fr-contact-identifier
Title: "Identifiant du contact"
Description: "Identifiant de la personne à contacter."
Context: "Patient.contact"
* insert Profil(FrPatientContactIdentifier)
* . 0..1
* value[x] only Identifier

Extension: FrPatientContactComment
Id: fr-comment
Title: "Commentaire sur le contact"
Description: "Remarque libre sur la personne à contacter."
Context: "Patient.contact"
* insert Profil(FrPatientContactComment)
* value[x] only string
