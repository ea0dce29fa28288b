// Types de données précisés pour l'usage français.

Profile: FRCoreHumanNameProfile
Parent: HumanName
Id: fr-core-human-name
Title: "Nom de personne"
Description: "Nom de personne dont les civilités viennent des nomenclatures des objets de santé."
* extension contains $humanname-assembly-order named assemblyOrder 0..1
* use from http://hl7.org/fhir/ValueSet/name-use (required)
* prefix 0..1
* prefix from $JDV-J78-Civilite-RASS (extensible)
* prefix ^short = "Civilité"
* suffix from $JDV-J79-CiviliteExercice-RASS (extensible)
* suffix ^short = "Civilité d'exercice"

Profile: FRCoreContactPointProfile
Parent: ContactPoint
Id: fr-core-contact-point
Title: "Coordonnée"
Description: "Coordonnée dont le système et la valeur sont toujours donnés."
* extension contains FRCoreContactPointEmailTypeExtension named emailType 0..1
* system 1..
* value 1..

Profile: FRCoreAddressProfile
Parent: Address
Id: fr-core-address
Title: "Adresse"
Description: "Adresse qui peut porter le code INSEE de la commune."
* extension contains FRCoreAddressInseeCodeExtension named inseeCode 0..1
