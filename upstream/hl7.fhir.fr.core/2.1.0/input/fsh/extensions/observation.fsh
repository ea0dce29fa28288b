// Circonstances d'une mesure.

Extension: FRCoreObservationBodyPositionExtExtension
Id: fr-core-observation-body-position-ext
Title: "Position du corps"
Description: "Position dans laquelle se tenait le patient pendant la mesure."
Context: Observation
* value[x] only CodeableConcept
* value[x] from $VS-body-position (example)

Extension: FRCoreObservationHeightBodyPositionExtension
Id: fr-core-observation-height-body-position
Title: "Position du corps pour la taille"
Description: "Position dans laquelle la taille a été mesurée : debout ou couché."
Context: Observation
* value[x] only CodeableConcept
* value[x] from FRCoreValueSetHeightBodyPosition (example)

Extension: FRCoreObservationLevelOfExertionExtension
Id: fr-core-observation-level-of-exertion
Title: "Niveau d'effort"
Description: "Effort que fournissait le patient au moment de la mesure."
Context: Observation
* value[x] only CodeableConcept
