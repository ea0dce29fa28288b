Instance: temperature-minimal
InstanceOf: MESObservationBodyTemperature
Title: "Température corporelle, exemple minimal"
Description: "Une température prise avec un thermomètre non connecté."
Usage: #example
* insert IntituleTemperature
* insert Mesure(2026-11-03T06:40:00+01:00)
* insert Nourrisson
* valueQuantity = 37.2 'Cel' "°C"

Instance: temperature-complet
InstanceOf: MESObservationBodyTemperature
Title: "Température corporelle, exemple complet"
Description: "Une température prise à l'oreille avec un thermomètre connecté."
Usage: #example
* insert IntituleTemperature
* insert TransmisePar(2.999.250.2.17.3)
* insert Mesure(2026-11-04T21:05:00+01:00)
* insert Adulte
* insert MesureParElleMeme
* extension[MesReasonForMeasurement].valueString = "Frissons depuis la fin d'après-midi"
* extension[levelOfExertion].valueCodeableConcept.text = "Au repos"
* extension[supportingInfo].valueReference = Reference(frequence-cardiaque-complet)
* code.text = "Température corporelle"
* valueQuantity = 38.6 'Cel' "°C"
* insert Interpretation(H, Élevée)
* note.text = "Seconde mesure, après une première à 38,4 °C."
* bodySite = $sct#117590005 "oreille"
* method = $emdn#V03010102 "THERMOMÈTRES NUMÉRIQUES"
* device = Reference(dispositif-thermometre)
* insert Intervalle(36.0, 37.8, Cel)
* referenceRange.text = "Température normale à l'oreille"

Instance: temperature-sans-eui64
InstanceOf: MESObservationBodyTemperature
Title: "Température corporelle, par un thermomètre sans EUI-64"
Description: "Une température relevée par un thermomètre connecté qui n'a pas d'EUI-64."
Usage: #example
* insert Mesure(2026-11-05T07:20:00+01:00)
* insert Adulte
* insert MesureParElleMeme
* valueQuantity = 36.9 'Cel' "°C"
* device = Reference(dispositif-sans-eui64)
