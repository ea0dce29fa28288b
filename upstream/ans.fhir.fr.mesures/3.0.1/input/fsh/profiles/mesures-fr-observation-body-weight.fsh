Profile: MesFrObservationBodyWeight
Parent: $FrObservationBodyWeight
Id: mesures-fr-observation-body-weight
Title: "Poids"
Description: "Poids d'un patient, en kilogrammes."
* insert SystemeSource
* insert MotifMesure
* valueQuantity = $UCUM#kg
* insert ValeurFermee
* insert RaisonAbsence
* method from $JDV-J145 (required)
* method ^short = "Instrument employé"
* insert ObjetConnecte
