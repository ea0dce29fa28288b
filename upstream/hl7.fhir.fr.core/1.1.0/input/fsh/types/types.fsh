// Types de données précisés pour l'usage français.

Profile: FrHumanName
Parent: HumanName
Id: fr-human-name
Title: "Nom de personne"
Description: "Nom de personne dont les civilités viennent des nomenclatures des objets de santé."
* insert Profil(FrHumanName)
* extension contains $humanname-assembly-order named assemblyOrder 0..1
* use from http://hl7.org/fhir/ValueSet/name-use (required)
* prefix 0..1
* prefix from $JDV-J78-Civilite-RASS (extensible)
* prefix ^short = "Civilité"
* suffix from $JDV-J79-CiviliteExercice-RASS (extensible)
* suffix ^short = "Civilité d'exercice"

Profile: FrContactPoint
Parent: ContactPoint
Id: fr-contact-point
Title: "Coordonnée"
Description: "Coordonnée dont le système et la valeur sont toujours donnés."
* insert Profil(FrContactPoint)
* extension contains FrContactPointEmailType named emailType 0..1
* system 1..
* value 1..

Profile: FrAddress
Parent: Address
Id: fr-address
Title: "Adresse"
Description: "Adresse qui peut porter le code INSEE de la commune."
* insert Profil(FrAddress)
* extension contains FrAddressInseeCode named inseeCode 0..1
