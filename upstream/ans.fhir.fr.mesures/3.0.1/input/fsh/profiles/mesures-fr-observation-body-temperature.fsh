Profile: MesFrObservationBodyTemperature
Parent: $FrObservationBodyTemperature
Id: mesures-fr-observation-body-temperature
Title: "Température corporelle"
Description: "Température d'un patient, en degrés Celsius, avec le site et l'instrument de mesure."
* insert SystemeSource
* extension[levelOfExertion] ^short = "Effort fourni avant la mesure"
* insert MotifMesure
* valueQuantity = $UCUM#Cel
* insert ValeurFermee
* insert RaisonAbsence
* bodySite from $JDV-J151 (required)
* bodySite ^short = "Site de mesure"
* insert SiteCode
* method from $JDV-J152 (required)
* method ^short = "Instrument employé"
* insert MethodeCodee
* insert ObjetConnecte
