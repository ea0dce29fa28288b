Profile: MesObservationWaistCircumference
Parent: $vitalsigns
Id: mesures-observation-waist-circumference
Title: "Tour de taille"
Description: "Tour de taille d'un patient, en centimètres."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* insert CodeLoinc(waistCircumCode, 8280-0, value)
* insert Acteurs
* value[x] only Quantity
* value[x] = $UCUM#cm
* insert UniteUcum
* insert RaisonAbsence
* insert ObjetConnecte
