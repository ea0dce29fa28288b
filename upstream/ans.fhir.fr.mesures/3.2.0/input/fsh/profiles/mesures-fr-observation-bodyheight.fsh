Profile: MesFrObservationBodyHeight
Parent: $fr-core-observation-body-height
Id: mesures-fr-observation-bodyheight
Title: "Taille"
Description: "Taille d'un patient, en centimètres."
* insert SystemeSource
* extension[bodyposition] ^short = "Position du corps : debout ou couché"
* insert MotifMesure
* insert Auteur
* valueQuantity = $UCUM#cm
* insert RaisonAbsence
* insert Methode($JDV-J146)
* insert ObjetConnecte
