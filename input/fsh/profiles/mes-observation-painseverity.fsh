Profile: MESObservationPainSeverity
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-observation-pain-severity|3.0.1
Id: MESObservationPainSeverity
Title: "Mesure : intensité de la douleur"
Description: "Intensité de la douleur ressentie par l'usager, en niveau sur une échelle. La recherche emploie le code LOINC 72514-3."
* insert ObservationMes(painseverity)
* insert MesureSimple
* obeys mes-vrai-douleur
* code ^short = "Intensité de la douleur : LOINC 72514-3"
* value[x] ^short = "Niveau de douleur : unit « Level », code 1 (UCUM)"
* bodySite ^short = "Siège de la douleur, en texte libre"
* method ^short = "Échelle employée (JDV J159)"
* extension[MesReasonForMeasurement] ^short = "Motif de la mesure, en texte libre"
