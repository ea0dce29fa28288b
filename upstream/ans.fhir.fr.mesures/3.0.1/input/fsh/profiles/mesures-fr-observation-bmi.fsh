Profile: MesFrObservationBmi
Parent: $FrObservationBmi
Id: mesures-fr-observation-bmi
Title: "Indice de masse corporelle"
Description: "Indice de masse corporelle, en kilogrammes par mètre carré."
* insert SystemeSource
* insert ValeurFermee
* insert RaisonAbsence
* insert ObjetConnecte
* insert IntervalleDeReference
