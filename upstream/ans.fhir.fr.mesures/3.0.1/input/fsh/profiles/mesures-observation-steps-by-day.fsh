Profile: MesObservationStepsByDay
Parent: $vitalsigns
Id: mesures-observation-steps-by-day
Title: "Nombre de pas par jour"
Description: "Nombre de pas faits en un jour."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* code.coding = $LOINC#41950-7
* insert Acteurs
* insert ValeurQuantite
* valueQuantity = $UCUM#1/(24.h)
* valueQuantity.unit 1..
* valueQuantity.unit = "steps/day"
* insert UniteUcum
* insert RaisonAbsence
* method from $JDV-J158 (required)
* method ^short = "Instrument employé"
* insert MethodeCodee
* insert ObjetConnecte
