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
* value[x] only CodeableConcept
* value[x].coding 0..1
* value[x].coding.system 1..
* value[x].coding.code 1..

Extension: MesNumberOfDays
Id: mesures-number-of-days
Title: "Nombre de jours"
Description: "Nombre de jours sur lesquels la mesure est une moyenne."
Context: Observation
* value[x] only CodeableConcept
* value[x] from $JDV-J164 (required)

Extension: MesOriginalData
Id: mesures-original-data
Title: "Donnée d'origine"
Description: "Code et valeur que la mesure avait avant d'être convertie."
Context: Observation
* extension contains has-been-converted 1..1 and original-code 1..1 and original-value 1..1
* extension[has-been-converted] ^short = "La mesure a été convertie"
* extension[has-been-converted].value[x] only boolean
* extension[has-been-converted].value[x] = true
* extension[original-code] ^short = "Code avant conversion"
* extension[original-code].value[x] only CodeableConcept
* extension[original-value] ^short = "Valeur avant conversion"
* extension[original-value].value[x] only Quantity
