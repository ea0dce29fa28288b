Profile: MesFrObservationHeartrate
Parent: $fr-core-observation-heartrate
Id: mesures-fr-observation-heartrate
Title: "Fréquence cardiaque"
Description: "Fréquence cardiaque d'un patient, en battements par minute."
* insert SystemeSource
* extension[levelOfExertion] ^short = "Effort fourni avant la mesure"
* extension[bodyPosition] ^short = "Position du corps pendant la mesure"
* insert MotifMesure
* insert MomentMesure
* insert Auteur
* insert RaisonAbsence
* insert Interpretation
* insert Methode($JDV-J147)
* insert ObjetConnecte
