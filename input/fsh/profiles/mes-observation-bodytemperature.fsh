Profile: MESObservationBodyTemperature
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-fr-observation-body-temperature|3.0.1
Id: MESObservationBodyTemperature
Title: "Mesure : température corporelle"
Description: "Température corporelle de l'usager, en degrés Celsius. La recherche emploie le code LOINC 8310-5."
* insert ObservationMes(bodytemperature)
* insert MesureSimple
* insert CodeObligatoire
* obeys mes-vrai-temperature
* code ^short = "Température corporelle : LOINC 8310-5"
* value[x] ^short = "Température en degrés Celsius : Cel (UCUM)"
* bodySite ^short = "Endroit du corps où la température est prise (JDV J151)"
* method ^short = "Type de thermomètre (JDV J152)"
* extension[levelOfExertion] ^short = "Niveau d'effort de l'usager au moment de la mesure"
* extension[MesReasonForMeasurement] ^short = "Motif de la mesure, en texte libre"
