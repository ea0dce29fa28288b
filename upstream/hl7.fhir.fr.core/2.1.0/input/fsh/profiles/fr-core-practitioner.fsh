Profile: FRCorePractitionerProfile
Parent: Practitioner
Id: fr-core-practitioner
Title: "Professionnel"
Description: "Professionnel intervenant en santé, reconnu par son identifiant national."
* insert FrCanonical(fr-core-practitioner)
* extension contains FRCorePractitionerSpecialtyExtension named specialty 0..1
* identifier ^slicing.discriminator.type = #pattern
* identifier ^slicing.discriminator.path = "system"
* identifier ^slicing.rules = #open
* identifier.type from FRCoreValueSetPractitionerIdentifierType (extensible)
* identifier.system 1..
* identifier.value 1..
* identifier contains idNatPs 0..1 and rpps 0..* and adeli 0..*
* identifier[idNatPs] ^short = "Identifiant national du professionnel"
* identifier[idNatPs].type = FRCoreCodeSystemv2_0203#IDNPS
* identifier[idNatPs].system = "urn:oid:1.2.250.1.71.4.2.1"
* identifier[rpps] ^short = "Numéro RPPS"
* identifier[rpps].type = FRCoreCodeSystemv2_0203#RPPS
* identifier[rpps].system = "https://rpps.esante.gouv.fr"
* identifier[adeli] ^short = "Numéro ADELI"
* identifier[adeli].type = FRCoreCodeSystemv2_0203#ADELI
* identifier[adeli].system = "https://adeli.esante.gouv.fr"
* identifier.type.coding.system ^short = "Table HL7 0203 ou nomenclature G08 des types d'identifiants de personne"
* name only FRCoreHumanNameProfile
* telecom only FRCoreContactPointProfile
* address only FRCoreAddressProfile
* qualification ^slicing.discriminator.type = #value
* qualification ^slicing.discriminator.path = "code.coding"
* qualification ^slicing.rules = #open
* qualification contains degree 0..* and exercicePro 0..1 and savoirFaire 0..*
* qualification[degree] ^short = "Diplôme"
* qualification[degree].code insert DeuxNomenclatures(degreeType, $JDV-J81-TypeDiplome-RASS, degree, $JDV-J105-EnsembleDiplome-RASS)
* qualification[exercicePro] ^short = "Exercice professionnel"
* qualification[exercicePro].code insert DeuxNomenclatures(categorieProfession, $JDV-J89-CategorieProfessionnelle-RASS, profession, $JDV-J106-EnsembleProfession-RASS)
* qualification[savoirFaire] ^short = "Savoir-faire"
* qualification[savoirFaire].code insert DeuxNomenclatures(typeSavoirFaire, $JDV-J91-TypeSavoirFaire-RASS, savoirFaire, $JDV-J107-EnsembleSavoirFaire-RASS)

// Une qualification est codée par sa famille et par elle-même, et par rien d'autre.
RuleSet: DeuxNomenclatures(famille, valeursFamille, detail, valeursDetail)
* coding ^slicing.discriminator.type = #value
* coding ^slicing.discriminator.path = "$this"
* coding ^slicing.rules = #closed
* coding contains {famille} 0..1 and {detail} 0..1
* coding[{famille}] from {valeursFamille} (required)
* coding[{detail}] from {valeursDetail} (required)
