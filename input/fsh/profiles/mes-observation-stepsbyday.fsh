Profile: MESObservationStepsByDay
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-observation-steps-by-day|3.0.1
Id: MESObservationStepsByDay
Title: "Mesure : nombre de pas par jour"
Description: "Nombre de pas de l'usager en une journée. La recherche emploie le code LOINC 41950-7."
* insert ObservationMes(stepsbyday)
* insert MesureSimple
* obeys mes-vrai-pas and mes-vrai-pas-entier
* code ^short = "Nombre de pas par jour : LOINC 41950-7, et aucun autre codage"
* value[x] ^short = "Nombre de pas : unit « steps/day », code 1/(24.h) (UCUM)"
* method ^short = "Méthode de comptage (JDV J158)"
* extension[MesReasonForMeasurement] ^short = "Motif de la mesure, en texte libre"
