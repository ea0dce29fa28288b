// Le profil parent impose l'unité affichée « steps/day » et n'admet qu'un codage : LOINC 41950-7.

Instance: pas-minimal
InstanceOf: MESObservationStepsByDay
Title: "Nombre de pas par jour, exemple minimal"
Description: "Le nombre de pas d'une journée, saisi par l'usager."
Usage: #example
* insert IntitulePas
* insert Mesure(2026-10-10)
* insert Adulte
* code = $loinc#41950-7
* valueQuantity = 5430 '1/(24.h)' "steps/day"

Instance: pas-complet
InstanceOf: MESObservationStepsByDay
Title: "Nombre de pas par jour, exemple complet"
Description: "Le nombre de pas d'une journée, compté par un bracelet d'activité."
Usage: #example
* insert IntitulePas
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-11T23:59:00+02:00)
* insert Adulte
* insert MesureParElleMeme
* extension[MesReasonForMeasurement].valueString = "Reprise progressive d'une activité physique"
* extension[supportingInfo].valueReference = Reference(poids-complet)
* code = $loinc#41950-7
* code.text = "Nombre de pas par jour"
* valueQuantity = 8612 '1/(24.h)' "steps/day"
* insert Interpretation(N, Normal)
* note.text = "Randonnée dans l'après-midi."
* bodySite.text = "Poignet gauche"
* method = $emdn#Z120626 "SYSTÈMES D'ANALYSE DE LA DYNAMIQUE DU MOUVEMENT"
* device = Reference(dispositif-bracelet)
* insert Intervalle(6000, 10000, [[1/(24.h)]])
* referenceRange.text = "Objectif quotidien convenu"
