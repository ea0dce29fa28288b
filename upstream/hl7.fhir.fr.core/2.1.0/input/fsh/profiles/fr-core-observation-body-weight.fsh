Profile: FRCoreObservationBodyWeightProfile
Parent: $bodyweight
Id: fr-core-observation-body-weight
Title: "Poids"
Description: "Poids d'un patient, avec la façon dont il a été obtenu."
* insert FrCanonical(fr-core-observation-body-weight)
* insert SupportingInfo
* insert CodeObligatoire
* insert PatientFr
* insert VenueFr
* insert AuteurFr
* method from $VS-weight-measurement-method (example)
* insert UniteDeComposante
