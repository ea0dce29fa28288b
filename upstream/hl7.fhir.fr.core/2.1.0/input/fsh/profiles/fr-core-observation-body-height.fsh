Profile: FRCoreObservationBodyHeightProfile
Parent: $bodyheight
Id: fr-core-observation-body-height
Title: "Taille"
Description: "Taille d'un patient, avec la position dans laquelle elle a été mesurée."
* insert FrCanonical(fr-core-observation-body-height)
* extension contains FRCoreObservationHeightBodyPositionExtension named bodyposition 0..1
* extension[bodyposition] ^short = "Debout ou couché"
* insert SupportingInfo
* extension[supportingInfo] MS
* insert CodeObligatoire
* insert PatientFr
* insert VenueFr
* insert AuteurFr
* method from $VS-height-length-method (example)
* insert UniteDeComposante
