Profile: MESObservationWaistCircumference
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-observation-waist-circumference|3.0.1
Id: MESObservationWaistCircumference
Title: "Mesure : tour de taille"
Description: "Tour de taille de l'usager, en centimètres. La recherche emploie le code LOINC 8280-0."
* insert ObservationMes(waistcircumference)
* insert MesureSimple
* obeys mes-vrai-tour-de-taille
* code ^short = "Tour de taille : LOINC 8280-0"
* value[x] ^short = "Tour de taille en cm (UCUM)"
* extension[MesReasonForMeasurement] ^short = "Motif de la mesure, en texte libre"
