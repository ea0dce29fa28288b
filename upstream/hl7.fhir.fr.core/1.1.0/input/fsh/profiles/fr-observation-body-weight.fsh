Profile: FrObservationBodyWeight
Parent: $bodyweight
Id: fr-observation-body-weight
Title: "Poids"
Description: "Poids d'un patient, avec la façon dont il a été obtenu."
* insert Profil(FrObservationBodyWeight)
* insert SupportingInfo
* insert PatientFr
* insert VenueFr
* insert AuteurFr
* insert Interpretation
* method from $VS-weight-measurement-method (example)
