Profile: MesFrObservationBodyHeight
Parent: $FrObservationBodyHeight
Id: mesures-fr-observation-bodyheight
Title: "Taille"
Description: "Taille d'un patient, en centimètres."
* insert SystemeSource
* extension[bodyposition] ^short = "Position du corps : debout ou couché"
* valueQuantity = $UCUM#cm
* insert ValeurFermee
* insert RaisonAbsence
* method from $JDV-J146 (required)
* method ^short = "Instrument employé"
* insert ObjetConnecte
