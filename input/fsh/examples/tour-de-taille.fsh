Instance: tour-de-taille-minimal
InstanceOf: MESObservationWaistCircumference
Title: "Tour de taille, exemple minimal"
Description: "Un tour de taille saisi par l'usager."
Usage: #example
* insert IntituleTourDeTaille
* insert Mesure(2026-09-14)
* insert Adulte
* valueQuantity = 79 'cm' "cm"

Instance: tour-de-taille-complet
InstanceOf: MESObservationWaistCircumference
Title: "Tour de taille, exemple complet"
Description: "Un tour de taille mesuré avec un mètre ruban connecté."
Usage: #example
* insert IntituleTourDeTaille
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-12T07:20:00+02:00)
* insert Adulte
* insert MesureParElleMeme
* extension[MesReasonForMeasurement].valueString = "Suivi du risque cardiovasculaire"
* extension[supportingInfo].valueReference = Reference(poids-complet)
* code.text = "Tour de taille"
* valueQuantity = 78 'cm' "cm"
* insert Interpretation(N, Normal)
* note.text = "Mesuré à la fin d'une expiration normale."
* bodySite.text = "À mi-distance des côtes et de la crête iliaque"
* method.text = "Mètre ruban connecté"
* device = Reference(dispositif-metre-ruban)
* insert Intervalle(60, 80, cm)
* referenceRange.text = "Tour de taille inférieur à 80 cm chez la femme"
