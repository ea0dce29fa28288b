Profile: MesObservationWaistCircumference
Parent: $vitalsigns
Id: mesures-observation-waist-circumference
Title: "Tour de taille"
Description: "Tour de taille d'un patient, en centimètres."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* code = $LOINC#8280-0
* insert Acteurs
* insert ValeurQuantite
* valueQuantity = $UCUM#cm
* insert UniteUcum
* insert RaisonAbsence
* insert ObjetConnecte
