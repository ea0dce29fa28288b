Profile: MesObservationHeadCircumference
Parent: $vitalsigns
Id: mesures-observation-head-circumference
Title: "Périmètre crânien"
Description: "Périmètre crânien d'un patient, en centimètres."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* code.coding 1..
* code.coding ^slicing.discriminator[0].type = #value
* code.coding ^slicing.discriminator[0].path = "code"
* code.coding ^slicing.discriminator[1].type = #value
* code.coding ^slicing.discriminator[1].path = "system"
* code.coding ^slicing.rules = #open
* code.coding contains headCircumCode 1..1
* code.coding[headCircumCode].system 1..
* code.coding[headCircumCode].system = $LOINC
* code.coding[headCircumCode].code 1..
* code = $LOINC#8287-5
* insert Acteurs
* insert ValeurQuantite
* valueQuantity = $UCUM#cm
* valueQuantity.value 1..
* valueQuantity.unit 1..
* valueQuantity.unit = "cm"
* insert UniteUcum
