Profile: FRCoreOrganizationProfile
Parent: Organization
Id: fr-core-organization
Title: "Organisation"
Description: "Structure de santé ou partie d'une structure, reconnue par ses identifiants nationaux."
* insert FrCanonical(fr-core-organization)
* extension contains
    FRCoreOrganizationShortNameExtension named shortName 0..1 and
    FRCoreOrganizationDescriptionExtension named description 0..1 and
    $organization-period named usePeriod 0..1
* identifier ^slicing.discriminator[0].type = #pattern
* identifier ^slicing.discriminator[0].path = "system"
* identifier ^slicing.discriminator[1].type = #pattern
* identifier ^slicing.discriminator[1].path = "type"
* identifier ^slicing.rules = #open
* identifier.use from http://hl7.org/fhir/ValueSet/identifier-use (required)
* identifier.type from FRCoreValueSetOrganizationIdentifierType (extensible)
* identifier.system 1..
* identifier.value 1..
* identifier contains idNatSt 0..1 and siren 0..* and siret 0..* and finess 0..* and adeliRang 0..* and rppsRang 0..*
* identifier[idNatSt] ^short = "Identifiant national de la structure"
* identifier[idNatSt].use = #official
* identifier[idNatSt] insert IdentifiantType(IDNST, urn:oid:1.2.250.1.71.4.2.2)
* identifier[siren] ^short = "Numéro SIREN"
* identifier[siren] insert IdentifiantType(SIREN, https://sirene.fr)
* identifier[siret] ^short = "Numéro SIRET"
* identifier[siret] insert IdentifiantType(SIRET, https://sirene.fr)
* identifier[finess] ^short = "Numéro FINESS, juridique ou géographique"
* identifier[finess].type.coding.system = "https://hl7.fr/ig/fhir/core/CodeSystem/fr-core-cs-v2-0203"
* identifier[finess].system = "https://finess.esante.gouv.fr"
* identifier[adeliRang] ^short = "Rang ADELI du cabinet"
* identifier[adeliRang] insert IdentifiantType(INTRN, https://adelirang.esante.gouv.fr)
* identifier[rppsRang] ^short = "Rang RPPS du cabinet"
* identifier[rppsRang] insert IdentifiantType(INTRN, https://rppsrang.esante.gouv.fr)
* type ^slicing.discriminator.type = #pattern
* type ^slicing.discriminator.path = "$this"
* type ^slicing.rules = #open
* type contains organizationType 0..1 and secteurActiviteRASS 0..1 and categorieEtablissementRASS 0..1
* type[organizationType] from FRCoreValueSetOrganizationType (required)
* type[organizationType] insert UnCode
* type[secteurActiviteRASS] from $JDV-J101-SecteurActivite-RASS (required)
* type[secteurActiviteRASS] insert UnCode
* type[categorieEtablissementRASS] from $JDV-J129-CategorieEtablissement-RASS (required)
* type[categorieEtablissementRASS] insert UnCode
* telecom only FRCoreContactPointProfile
* address only FRCoreAddressProfile
* partOf only Reference(FRCoreOrganizationProfile)
* partOf.type from FRCoreValueSetOrganizationType (extensible)
* contact.telecom only FRCoreContactPointProfile
* contact.address only FRCoreAddressProfile

// Un identifiant reconnu par son type et par le registre qui l'attribue.
RuleSet: IdentifiantType(code, registre)
* type 1..
* type = FRCoreCodeSystemv2_0203#{code}
* system = "{registre}"

RuleSet: UnCode
* coding 1..1
* coding.system 1..
