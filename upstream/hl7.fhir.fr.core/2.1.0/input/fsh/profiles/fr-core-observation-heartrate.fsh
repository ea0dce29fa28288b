Profile: FRCoreObservationHeartRateProfile
Parent: $heartrate
Id: fr-core-observation-heartrate
Title: "Fréquence cardiaque"
Description: "Fréquence cardiaque d'un patient, avec sa position et son effort au moment de la mesure."
* insert FrCanonical(fr-core-observation-heartrate)
* extension contains FRCoreObservationLevelOfExertionExtension named levelOfExertion 0..1 and FRCoreObservationBodyPositionExtExtension named bodyPosition 0..1
* extension[levelOfExertion] ^short = "Effort au moment de la mesure"
* extension[bodyPosition] ^short = "Position du corps"
* insert SupportingInfo
* extension[supportingInfo] MS
* insert CodeObligatoire
* insert PatientFr
* insert VenueFr
* insert AuteurEtProcheFr
* bodySite from $VS-heart-rate-location (example)
* bodySite.coding from $VS-heart-rate-body-position (example)
* method from $VS-heart-rate-meas-method (example)
* method.coding from $VS-heart-rate-method (example)
* insert UniteDeComposante
