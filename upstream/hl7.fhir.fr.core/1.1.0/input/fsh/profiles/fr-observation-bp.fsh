Profile: FrObservationBp
Parent: Observation
Id: fr-observation-bp
Title: "Pression artérielle"
Description: "Pression artérielle d'un patient, construite sur Observation et non sur le signe vital de la norme : une composante peut manquer de valeur sans dire pourquoi."
* insert Profil(FrObservationBp)
* insert SupportingInfo
* category 1..
* category insert DecoupageParCode(coding.code, coding.system)
* category contains VSCat 1..1
* category[VSCat].coding 1..
* category[VSCat].coding.system 1..
* category[VSCat].coding.system = "http://terminology.hl7.org/CodeSystem/observation-category" (exactly)
* category[VSCat].coding.code 1..
* category[VSCat].coding.code = #vital-signs (exactly)
* code from $observation-vitalsignresult (extensible)
* code insert CodeLoinc(BPCode, 85354-9)
* subject insert CibleAbsente(3, FrLocation)
* subject ^type[0].targetProfile[0] = "http://hl7.org/fhir/StructureDefinition/Group"
* subject ^type[0].targetProfile[1] = "http://hl7.org/fhir/StructureDefinition/Device"
* subject ^type[0].targetProfile[2] = "http://interopsante.org/fhir/StructureDefinition/FrPatient"
* insert VenueFr
* effective[x] 1..
* effective[x] only dateTime or Period
* performer only Reference(CareTeam or FrRelatedPerson or FrPatient or FrPractitioner or FrPractitionerRoleExercice or FrOrganization)
* performer ^short = "Qui a pris la mesure"
* value[x] 0..0
* insert Interpretation
* bodySite from $VS-bp-location (example)
* method from FrBpMeasurementMethod (example)
* component 2..
* component insert DecoupageParCode(code.coding.code, code.coding.system)
* component contains SystolicBP 1..1 MS and DiastolicBP 1..1 MS and MeanBP 0..1
* component[SystolicBP] ^short = "Pression systolique"
* component[SystolicBP].code MS
* component[SystolicBP].code insert CodeLoinc(SBPCode, 8480-6)
* component[SystolicBP] insert MillimetresDeMercure
* component[SystolicBP].valueQuantity.value MS
* component[SystolicBP].valueQuantity.unit MS
* component[SystolicBP] insert Interpretation
* component[DiastolicBP] ^short = "Pression diastolique"
* component[DiastolicBP].code MS
* component[DiastolicBP].code insert CodeLoinc(DBPCode, 8462-4)
* component[DiastolicBP] insert MillimetresDeMercure
* component[DiastolicBP] insert Interpretation
* component[MeanBP] ^short = "Pression moyenne"
* component[MeanBP].code MS
* component[MeanBP].code insert CodeLoinc(MBPCode, 8478-0)
* component[MeanBP] insert Interpretation

RuleSet: DecoupageParCode(code, system)
* ^slicing.discriminator[0].type = #value
* ^slicing.discriminator[0].path = "{code}"
* ^slicing.discriminator[1].type = #value
* ^slicing.discriminator[1].path = "{system}"
* ^slicing.rules = #open

RuleSet: CodeLoinc(tranche, code)
* coding insert DecoupageParCode(code, system)
* coding contains {tranche} 1..1
* coding[{tranche}].system 1..
* coding[{tranche}].system = "http://loinc.org" (exactly)
* coding[{tranche}].code 1..
* coding[{tranche}].code = #{code} (exactly)

RuleSet: MillimetresDeMercure
* value[x] MS
* value[x] from $ucum-vitals-common (required)
* valueQuantity 0..1
* valueQuantity.value 1..
* valueQuantity.unit 1..
* valueQuantity.unit = "mm[Hg]" (exactly)
* valueQuantity.system 1..
* valueQuantity.system = "http://unitsofmeasure.org" (exactly)
* valueQuantity.code 1..
* valueQuantity.code = #mm[Hg] (exactly)
