Profile: MESObservationBodyWeight
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-fr-observation-body-weight|3.0.1
Id: MESObservationBodyWeight
Title: "Mesure : poids"
Description: "Poids de l'usager, en kilogrammes. La recherche emploie le code LOINC 29463-7."
* insert ObservationMes(bodyweight)
* insert MesureSimple
* insert CodeObligatoire
* obeys mes-vrai-poids
* code ^short = "Poids : LOINC 29463-7"
* value[x] ^short = "Poids en kg (UCUM)"
* method ^short = "Méthode de mesure : pèse-personne (JDV J145)"
* extension[MesReasonForMeasurement] ^short = "Motif de la mesure, en texte libre"
