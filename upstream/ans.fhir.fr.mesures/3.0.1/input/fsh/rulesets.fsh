// Ce que plusieurs mesures ont en commun.

RuleSet: SystemeSource
* meta.source ^short = "URI du système qui a envoyé la mesure, sous la forme urn:oid:…"

RuleSet: RaisonAbsence
* dataAbsentReason.coding.system 1..
* dataAbsentReason.coding.code 1..
* dataAbsentReason ^short = "Pourquoi la mesure manque"

RuleSet: ObjetConnecte
* device only Reference($PhdDevice)
* device ^short = "Objet connecté ; obligatoire s'il a pris la mesure"

RuleSet: IntervalleDeReference
* referenceRange.appliesTo from $JDV-J148 (required)
* referenceRange.appliesTo ^short = "À qui l'intervalle s'applique"
* referenceRange.appliesTo.coding.system 1..
* referenceRange.appliesTo.coding.code 1..

RuleSet: MethodeCodee
* method.coding.system 1..
* method.coding.code 1..

RuleSet: SiteCode
* bodySite.coding.system 1..
* bodySite.coding.code 1..

// Une mesure réduite à un type reste découpée par type : la contrainte porte sur la tranche.
RuleSet: ValeurQuantite
* valueQuantity 0..1 MS
* value[x] only Quantity
* insert ValeurFermee

RuleSet: ValeurFermee
* value[x] ^slicing.discriminator.type = #type
* value[x] ^slicing.discriminator.path = "$this"
* value[x] ^slicing.ordered = false
* value[x] ^slicing.rules = #closed

RuleSet: UniteUcum
* valueQuantity.system 1..
* valueQuantity.code 1..

RuleSet: SignesVitaux
* category[VSCat].coding.display = "Signes vitaux"

RuleSet: DateSeule
* effective[x] only dateTime
* effective[x] ^short = "Quand la mesure a été prise"

// Qui est mesuré, pendant quelle venue, par qui.
RuleSet: Acteurs
* subject only Reference($FrPatient)
* subject ^short = "Patient dont la mesure est prise"
* encounter only Reference($FrEncounter)
* encounter ^short = "Venue au cours de laquelle la mesure a été prise"
* performer only Reference(CareTeam or RelatedPerson or $FrPractitioner or PractitionerRole or $FrOrganization or $FrPatient)
* performer ^short = "Qui a pris la mesure"

// Extensions, sous leurs noms de tranche.
RuleSet: InfoComplementaire
* extension contains $supportingInfo named supportingInfo 0..1
* extension[supportingInfo] ^short = "Ressource qui éclaire la mesure"

RuleSet: MotifMesure
* extension contains MesReasonForMeasurement named MesReasonForMeasurement 0..1
* extension[MesReasonForMeasurement] ^short = "Motif de la mesure"

RuleSet: MomentMesure
* extension contains MesMomentOfMeasurement named MesMomentOfMeasurement 0..1
* extension[MesMomentOfMeasurement] ^short = "Moment de la mesure"

RuleSet: NombreDeJours
* extension contains MesNumberOfDays named MesNumberOfDays 0..1
* extension[MesNumberOfDays] ^short = "Nombre de jours que couvre la mesure"
