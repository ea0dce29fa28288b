Instance: imc-minimal
InstanceOf: MESObservationBmi
Title: "Indice de masse corporelle, exemple minimal"
Description: "Un IMC tel que la recherche le restitue."
Usage: #example
* insert IntituleImc
* insert Mesure(2026-10-05T07:10:00+02:00)
* insert Adulte
* valueQuantity = 25.1 'kg/m2' "kg/m2"

Instance: imc-complet
InstanceOf: MESObservationBmi
Title: "Indice de masse corporelle, exemple complet"
Description: "Un IMC calculé par Mon espace santé, avec les mesures dont il procède et la balance qui a fourni le poids."
Usage: #example
* insert IntituleImc
* insert Mesure(2026-10-12T07:15:00+02:00)
* insert Adulte
* performer.type = "Organization"
* performer.display = "Mon espace santé"
* extension[supportingInfo].valueReference = Reference(tour-de-taille-complet)
* code.text = "Indice de masse corporelle"
* valueQuantity = 24.8 'kg/m2' "kg/m2"
* insert Interpretation(N, Normal)
* note.text = "67,6 kg pour 165 cm."
* method.text = "Calcul : poids en kilogrammes divisé par le carré de la taille en mètres"
* device = Reference(dispositif-balance)
* insert Intervalle(18.5, 25, kg/m2)
* referenceRange.text = "Corpulence normale"
* insert PourUneFemme
* derivedFrom[0] = Reference(poids-complet)
* derivedFrom[+] = Reference(taille-complet)
