Profile: MesObservationHeadCircumference
Parent: $headcircum
Id: mesures-observation-head-circumference
Title: "Périmètre crânien"
Description: "Périmètre crânien d'un patient, en centimètres. Deux codes LOINC sont demandés : celui du signe vital de la norme et celui de la mesure."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* code.coding 2..
* code.coding contains headCircumCode 1..1
* code.coding[headCircumCode] = $LOINC#8287-5
* code.coding[headCircumCode] ^short = "Code LOINC 8287-5, à côté de 9843-4"
* insert Acteurs
* valueQuantity.unit = "cm"
* valueQuantity.code = #cm
* insert ObjetConnecte
