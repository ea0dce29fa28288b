// Circonstances d'une mesure que FHIR ne prévoit pas.

Extension: MesReasonForMeasurement
Id: mesures-reason-for-measurement
Title: "Motif de la mesure"
Description: "Pourquoi la mesure a été prise, en texte libre."
Context: Observation
* value[x] only string

Extension: MesMomentOfMeasurement
Id: mesures-moment-of-measurement
Title: "Moment de la mesure"
Description: "Moment de la mesure dans la journée ou par rapport à un événement : un code au plus, ou un texte seul."
Context: Observation
* valueCodeableConcept.coding 0..1
* valueCodeableConcept.coding.system 1..
* valueCodeableConcept.coding.code 1..
* value[x] only CodeableConcept
* insert ValeurFermee

Extension: MesNumberOfDays
Id: mesures-number-of-days
Title: "Nombre de jours"
Description: "Nombre de jours sur lesquels la mesure est une moyenne."
Context: Observation
* value[x] only CodeableConcept

Extension: MesDiabetisType
Id: mesures-diabetis-type
Title: "Type de diabète"
Description: "Type de diabète du patient mesuré."
Context: Observation
* value[x] only CodeableConcept
* value[x] from $JDV-J153 (required)
