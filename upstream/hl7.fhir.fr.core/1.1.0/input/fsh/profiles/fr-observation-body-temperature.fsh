Profile: FrObservationBodyTemperature
Parent: $bodytemp
Id: fr-observation-body-temperature
Title: "Température corporelle"
Description: "Température corporelle d'un patient, avec l'effort fourni au moment de la mesure."
* insert Profil(FrObservationBodyTemperature)
* extension contains FrObservationLevelOfExertion named levelOfExertion 0..1
* extension[levelOfExertion] ^short = "Effort au moment de la mesure"
* insert SupportingInfo
* extension[supportingInfo] MS
* insert PatientFr
* insert VenueFr
* insert AuteurFr
* insert Interpretation
* bodySite from $VS-body-temp-location (example)
