Profile: FRCoreObservationBodyTemperatureProfile
Parent: $bodytemp
Id: fr-core-observation-body-temperature
Title: "Température corporelle"
Description: "Température corporelle d'un patient, avec l'effort fourni au moment de la mesure."
* insert FrCanonical(fr-core-observation-body-temperature)
* extension contains FRCoreObservationLevelOfExertionExtension named levelOfExertion 0..1
* extension[levelOfExertion] ^short = "Effort au moment de la mesure"
* insert SupportingInfo
* extension[supportingInfo] MS
* insert CodeObligatoire
* insert PatientFr
* insert VenueFr
* insert AuteurFr
* bodySite from $VS-body-temp-location (example)
* insert UniteDeComposante
