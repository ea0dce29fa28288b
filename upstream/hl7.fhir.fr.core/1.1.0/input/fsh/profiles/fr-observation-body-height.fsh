Profile: FrObservationBodyHeight
Parent: $bodyheight
Id: fr-observation-body-height
Title: "Taille"
Description: "Taille d'un patient, avec la position dans laquelle elle a été mesurée."
* insert Profil(FrObservationBodyHeight)
* extension contains FrObservationHeightBodyPosition named bodyposition 0..1
* extension[bodyposition] ^short = "Debout ou couché"
* insert SupportingInfo
* extension[supportingInfo] MS
* insert PatientFr
* insert VenueFr
* insert AuteurFr
* insert Interpretation
* method from $VS-height-length-method (example)
