Profile: MesFrObservationBodyTemperature
Parent: $fr-core-observation-body-temperature
Id: mesures-fr-observation-body-temperature
Title: "Température corporelle"
Description: "Température d'un patient, en degrés Celsius, avec le site et l'instrument de mesure."
* insert SystemeSource
* extension[levelOfExertion] ^short = "Effort fourni avant la mesure"
* insert MotifMesure
* insert Auteur
* valueQuantity = $UCUM#Cel
* insert RaisonAbsence
* insert Interpretation
* bodySite from $JDV-J151 (required)
* bodySite ^short = "Site de mesure"
* insert SiteCode
* insert Methode($JDV-J152)
* insert ObjetConnecte
