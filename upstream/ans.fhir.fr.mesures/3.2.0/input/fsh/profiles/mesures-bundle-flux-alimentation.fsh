Profile: MesBundleFluxAlimentation
Parent: Bundle
Id: mesures-bundle-flux-alimentation
Title: "Flux d'alimentation"
Description: "Transaction qui dépose une mesure et, s'il y en a un, l'objet connecté qui l'a prise. La glycémie et l'hémoglobine glyquée n'en font pas partie."
* type = #transaction
* entry 1..
* entry ^slicing.discriminator.type = #pattern
* entry ^slicing.discriminator.path = "request.url"
* entry ^slicing.rules = #open
* entry contains mes-observation 1..1 and mes-device 0..1
* entry[mes-observation] ^short = "La mesure"
* entry[mes-observation].resource only
    MesFrObservationBmi or
    MesFrObservationBodyHeight or
    MesFrObservationBodyTemperature or
    MesFrObservationBodyWeight or
    MesFrObservationBp or
    MesFrObservationHeartrate or
    MesObservationHeadCircumference or
    MesObservationPainSeverity or
    MesObservationStepsByDay or
    MesObservationWaistCircumference or
    MesFrObservationOxygenSat
* entry[mes-observation].request 1..
* entry[mes-observation].request.method = #POST
* entry[mes-observation].request.url = "Observation"
* entry[mes-device] ^short = "L'objet connecté"
* entry[mes-device].resource only $PhdDevice
* entry[mes-device].request 1..
* entry[mes-device].request.method = #POST
* entry[mes-device].request.url = "Device"
