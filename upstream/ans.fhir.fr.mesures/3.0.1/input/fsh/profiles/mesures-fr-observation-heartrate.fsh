Profile: MesFrObservationHeartrate
Parent: $FrObservationHeartrate
Id: mesures-fr-observation-heartrate
Title: "Fréquence cardiaque"
Description: "Fréquence cardiaque d'un patient, en battements par minute."
* insert SystemeSource
* extension[levelOfExertion] ^short = "Effort fourni avant la mesure"
* extension[bodyPosition] ^short = "Position du corps pendant la mesure"
* insert MomentMesure
* insert ValeurFermee
* insert RaisonAbsence
* method from $JDV-J147 (required)
* method ^short = "Instrument employé"
* insert ObjetConnecte
* insert IntervalleDeReference
