Profile: MesObservationStepsByDay
Parent: $vitalsigns
Id: mesures-observation-steps-by-day
Title: "Nombre de pas par jour"
Description: "Nombre de pas faits en un jour."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* insert CodeLoinc(stepsBDCode, 41950-7, pattern)
* insert Acteurs
* value[x] only Quantity
* value[x] = $UCUM#1/(24.h)
* value[x].unit 1..
* value[x].unit = "steps/day"
* insert UniteUcum
* insert RaisonAbsence
* insert Methode($JDV-J158)
* insert ObjetConnecte
