Profile: MESObservationHeartrate
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-fr-observation-heartrate|3.0.1
Id: MESObservationHeartrate
Title: "Mesure : fréquence cardiaque"
Description: "Fréquence cardiaque de l'usager, en battements par minute. La recherche emploie le code LOINC 8867-4."
* insert ObservationMes(heartrate)
* insert MesureSimple
* insert CodeObligatoire
* obeys mes-vrai-frequence
* code ^short = "Fréquence cardiaque : LOINC 8867-4"
* value[x] ^short = "Battements par minute : /min (UCUM)"
* method ^short = "Méthode de mesure (JDV J147)"
* referenceRange.appliesTo ^short = "Population à laquelle l'intervalle s'applique (JDV J148)"
* extension[levelOfExertion] ^short = "Niveau d'effort de l'usager au moment de la mesure"
* extension[bodyPosition] ^short = "Position du corps pendant la mesure"
* extension[MesMomentOfMeasurement] ^short = "Moment de la mesure, en texte ou en code"
