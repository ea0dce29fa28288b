Profile: MesFrObservationBmi
Parent: $fr-core-observation-bmi
Id: mesures-fr-observation-bmi
Title: "Indice de masse corporelle"
Description: "Indice de masse corporelle, en kilogrammes par mètre carré."
* insert SystemeSource
* insert MotifMesure
* insert Auteur
* insert RaisonAbsence
* insert Interpretation
* insert ObjetConnecte
