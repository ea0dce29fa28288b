Profile: FrOrganization
Parent: Organization
Id: fr-organization
Title: "Organisation"
Description: "Structure de santé ou partie d'une structure, identifiée et typée."
* insert Profil(FrOrganization)
* extension contains
    FrOrganizationShortName named shortName 0..1 and
    FrOrganizationDescription named description 0..1 and
    $organization-period named usePeriod 0..1
* identifier.use from $identifier-use (required)
* identifier.type 1..
* identifier.type from FrOrganizationIdentifierType (extensible)
* identifier.system 1..
* identifier.value 1..
* type ^slicing.discriminator.type = #value
* type ^slicing.discriminator.path = "coding.system"
* type ^slicing.rules = #open
* type contains organizationType 0..1 and secteurActiviteRASS 0..1 and categorieEtablissementRASS 0..1
* type[organizationType] from FrOrganizationType (required)
* type[organizationType] insert UnCodeDe($fr-v2-3307)
* type[secteurActiviteRASS] from $JDV-J101-SecteurActivite-RASS (required)
* type[secteurActiviteRASS] insert UnCodeDe($TRE-R02-SecteurActivite)
* type[categorieEtablissementRASS] from $JDV-J129-CategorieEtablissement-RASS (required)
* type[categorieEtablissementRASS] insert UnCodeDe($TRE-R66-CategorieEtablissement)
* telecom only FrContactPoint
* address only FrAddress
* partOf only Reference(FrOrganization)
* partOf.type from FrOrganizationType (extensible)
* contact.telecom only FrContactPoint
* contact.address only FrAddress

RuleSet: UnCodeDe(nomenclature)
* coding 1..1
* coding.system 1..
* coding.system = {nomenclature} (exactly)
