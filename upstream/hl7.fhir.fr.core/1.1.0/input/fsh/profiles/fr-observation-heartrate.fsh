Profile: FrObservationHeartrate
Parent: $heartrate
Id: fr-observation-heartrate
Title: "Fréquence cardiaque"
Description: "Fréquence cardiaque d'un patient, avec sa position et son effort au moment de la mesure."
* insert Profil(FrObservationHeartrate)
* extension contains FrObservationLevelOfExertion named levelOfExertion 0..1 and FrObservationBodyPositionExt named bodyPosition 0..1
* extension[levelOfExertion] ^short = "Effort au moment de la mesure"
* extension[bodyPosition] ^short = "Position du corps"
* insert SupportingInfo
* extension[supportingInfo] MS
* insert PatientFr
* insert VenueFr
* performer only Reference(CareTeam or FrPractitioner or PractitionerRole or FrOrganization or FrPatient or FrRelatedPerson)
// La canonique du rôle est citée ainsi dans le paquet publié, où rien n'y répond.
* performer ^type[0].targetProfile[2] = "http://www.interopsante.org/fhir/structuredefinition/fr-practitioner-role"
* performer ^short = "Qui a pris la mesure"
* insert Interpretation
* bodySite from $VS-heart-rate-location (example)
* bodySite.coding from $VS-heart-rate-body-position (example)
* method from $VS-heart-rate-meas-method (example)
* method.coding from $VS-heart-rate-method (example)
