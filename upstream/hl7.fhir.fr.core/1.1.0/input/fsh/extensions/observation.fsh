// Circonstances d'une mesure.

Extension: FrObservationBodyPositionExt
Id: fr-observation-body-position
Title: "Position du corps"
Description: "Position dans laquelle se tenait le patient pendant la mesure."
Context: Observation
* insert Profil(FrObservationBodyPositionExt)
* value[x] only CodeableConcept
* value[x] from $VS-body-position (example)

Extension: FrObservationHeightBodyPosition
Id: fr-height-body-position
Title: "Position du corps pour la taille"
Description: "Position dans laquelle la taille a été mesurée : debout ou couché."
Context: Observation
* insert Profil(FrObservationHeightBodyPosition)
* value[x] only CodeableConcept
* value[x] from $VS-height-body-position (example)

Extension: FrObservationLevelOfExertion
Id: fr-level-of-exertion
Title: "Niveau d'effort"
Description: "Effort que fournissait le patient au moment de la mesure."
Context: Observation
* insert Profil(FrObservationLevelOfExertion)
* value[x] only CodeableConcept
* value[x].coding from $VS-level-of-exertion (preferred)
