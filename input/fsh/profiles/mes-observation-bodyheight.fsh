Profile: MESObservationBodyHeight
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-fr-observation-bodyheight|3.0.1
Id: MESObservationBodyHeight
Title: "Mesure : taille"
Description: "Taille de l'usager, en centimètres. La recherche emploie le code LOINC 8302-2."
* insert ObservationMes(bodyheight)
* insert MesureSimple
* insert CodeObligatoire
* obeys mes-vrai-taille
* code ^short = "Taille : LOINC 8302-2"
* value[x] ^short = "Taille en cm (UCUM)"
* method ^short = "Méthode de mesure : ruban à mesurer ou toise (JDV J146)"
* extension[bodyposition] ^short = "Position du corps pendant la mesure"
