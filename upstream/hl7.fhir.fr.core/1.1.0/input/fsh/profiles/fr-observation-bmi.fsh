Profile: FrObservationBmi
Parent: $bmi
Id: fr-observation-bmi
Title: "Indice de masse corporelle"
Description: "Indice de masse corporelle d'un patient pris en charge en France : le signe vital de la norme, relié aux profils français."
* insert Profil(FrObservationBmi)
* insert SupportingInfo
* insert PatientFr
* insert VenueFr
* insert AuteurFr
