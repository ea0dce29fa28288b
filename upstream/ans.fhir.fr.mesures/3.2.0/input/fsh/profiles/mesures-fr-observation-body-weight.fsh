Profile: MesFrObservationBodyWeight
Parent: $fr-core-observation-body-weight
Id: mesures-fr-observation-body-weight
Title: "Poids"
Description: "Poids d'un patient, en kilogrammes."
* insert SystemeSource
* insert MotifMesure
* insert Auteur
* valueQuantity = $UCUM#kg
* insert RaisonAbsence
* insert Interpretation
* insert Methode($JDV-J145)
* insert ObjetConnecte
