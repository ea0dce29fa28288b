Profile: FrPractitionerRoleExercice
Parent: PractitionerRole
Id: fr-practitioner-role-exercice
Title: "Situation d'exercice"
Description: "Exercice d'un professionnel dans une organisation."
* insert Profil(FrPractitionerRoleExercice)
* extension contains FrServiceTypeDuration named serviceTypeDuration 0..*
* identifier.use from $identifier-use (required)
* practitioner only Reference(FrPractitioner)
* organization only Reference(FrOrganization)
* code from FrPractionerRoleExercice (required)
* specialty from FrPractitionerSpecialty (required)
* location insert CibleAbsente(0, FrLocation)
* healthcareService insert CibleAbsente(0, FrHealthcareService)
* telecom only FrContactPoint
