Profile: FRCoreObservationBpProfile
Parent: $bp
Id: fr-core-observation-bp
Title: "Pression artérielle"
Description: "Pression artérielle d'un patient : systolique et diastolique comme dans la norme, et au plus une pression moyenne."
* insert FrCanonical(fr-core-observation-bp)
* insert SupportingInfo
* insert CodeObligatoire
* insert VenueFr
* insert AuteurEtProcheFr
* value[x] 0..0
* bodySite from $VS-bp-location (example)
* method from $VS-bp-measurement-method (example)
* component[SystolicBP] insert PressionMesuree
* component[DiastolicBP] insert PressionMesuree
* component contains MeanBP 0..1 MS
* component[MeanBP].value[x] ^binding.strength = #extensible
* component[MeanBP] ^short = "Pression artérielle moyenne"
* component[MeanBP].code.coding 1..
* component[MeanBP].code.coding ^slicing.discriminator[0].type = #value
* component[MeanBP].code.coding ^slicing.discriminator[0].path = "code"
* component[MeanBP].code.coding ^slicing.discriminator[1].type = #value
* component[MeanBP].code.coding ^slicing.discriminator[1].path = "system"
* component[MeanBP].code.coding ^slicing.rules = #open
* component[MeanBP].code.coding contains MBPCode 1..1
* component[MeanBP].code.coding[MBPCode].system 1..
* component[MeanBP].code.coding[MBPCode].system = "http://loinc.org" (exactly)
* component[MeanBP].code.coding[MBPCode].code 1..
* component[MeanBP].code.coding[MBPCode].code = #8478-0 (exactly)
// En dernier : chaque tranche dit ainsi elle-même que sa liste d'unités est extensible.
* insert UniteDeComposante

// Pression codée, de valeur découpée par type pour n'en préciser que la quantité.
RuleSet: PressionMesuree
* code.coding 1..
* value[x] ^slicing.discriminator.type = #type
* value[x] ^slicing.discriminator.path = "$this"
* value[x] ^slicing.rules = #open
* value[x] ^binding.strength = #extensible
