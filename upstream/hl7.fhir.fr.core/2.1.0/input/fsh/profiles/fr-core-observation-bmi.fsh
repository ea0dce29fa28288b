Profile: FRCoreObservationBmiProfile
Parent: $bmi
Id: fr-core-observation-bmi
Title: "Indice de masse corporelle"
Description: "Indice de masse corporelle d'un patient pris en charge en France : le signe vital de la norme, relié aux profils français."
* insert FrCanonical(fr-core-observation-bmi)
* insert SupportingInfo
* insert CodeObligatoire
* insert PatientFr
* insert VenueFr
* insert AuteurFr
* insert UniteDeComposante
