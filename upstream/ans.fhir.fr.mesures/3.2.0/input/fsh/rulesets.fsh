// Ce que plusieurs mesures ont en commun.

RuleSet: SystemeSource
* meta.source ^short = "URI du système qui a envoyé la mesure, sous la forme urn:oid:…"

RuleSet: RaisonAbsence
* dataAbsentReason.coding.system 1..
* dataAbsentReason.coding.code 1..
* dataAbsentReason ^short = "Pourquoi la mesure manque"

RuleSet: ObjetConnecte
* device MS
* device only Reference($PhdDevice)
* device ^short = "Objet connecté ; obligatoire s'il a pris la mesure"

RuleSet: Interpretation
* interpretation from $observation-interpretation (extensible)

// Méthode choisie dans une liste que l'on peut compléter.
RuleSet: Methode(liste)
* method MS
* method from {liste} (extensible)
* method ^short = "Instrument ou procédé employé"

RuleSet: SiteCode
* bodySite.coding.system 1..
* bodySite.coding.code 1..

RuleSet: UniteUcum
* value[x].system 1..
* value[x].code 1..

RuleSet: SignesVitaux
* category[VSCat].coding.display = "vital-signs"

RuleSet: DateSeule
* effective[x] only dateTime
* effective[x] ^short = "Quand la mesure a été prise"

// Qui est mesuré, pendant quelle venue, par qui.
RuleSet: PatientEtVenue
* subject only Reference($fr-core-patient)
* subject ^short = "Patient dont la mesure est prise"
* encounter only Reference($fr-core-encounter)
* encounter ^short = "Venue au cours de laquelle la mesure a été prise"

RuleSet: Auteur
* performer only Reference(CareTeam or $fr-core-related-person or $fr-core-patient or $fr-core-practitioner or PractitionerRole or $fr-core-organization)
* performer ^short = "Qui a pris la mesure"

RuleSet: Acteurs
* insert PatientEtVenue
* insert Auteur

// Le code LOINC de la mesure est donné parmi d'autres, s'il y en a.
RuleSet: CodeLoinc(tranche, code, discriminant)
* code.coding 1..
* code.coding ^slicing.discriminator[0].type = #{discriminant}
* code.coding ^slicing.discriminator[0].path = "code"
* code.coding ^slicing.discriminator[1].type = #{discriminant}
* code.coding ^slicing.discriminator[1].path = "system"
* code.coding ^slicing.rules = #open
* code.coding contains {tranche} 1..1
* code.coding[{tranche}] = $LOINC#{code}
* code.coding[{tranche}] ^short = "Code LOINC {code}"

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
