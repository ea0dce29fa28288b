Instance: taille-minimal
InstanceOf: MESObservationBodyHeight
Title: "Taille, exemple minimal"
Description: "La taille d'un nourrisson, saisie par l'un de ses parents."
Usage: #example
* insert IntituleTaille
* insert Mesure(2026-09-21)
* insert Nourrisson
* valueQuantity = 68.5 'cm' "cm"

Instance: taille-complet
InstanceOf: MESObservationBodyHeight
Title: "Taille, exemple complet"
Description: "La taille d'une adulte, mesurée debout sous une toise électronique."
Usage: #example
* insert IntituleTaille
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-09-14T18:30:00+02:00)
* insert Adulte
* insert MesureParElleMeme
* extension[bodyposition].valueCodeableConcept = $sct#10904000
* extension[bodyposition].valueCodeableConcept.text = "Debout"
* extension[supportingInfo].valueReference = Reference(poids-minimal)
* code.text = "Taille"
* valueQuantity = 165 'cm' "cm"
* insert Interpretation(N, Normale)
* note.text = "Mesurée sans chaussures."
* method = $emdn#V030201 "TOISES"
* device = Reference(dispositif-toise)
* insert Intervalle(150, 180, cm)
* referenceRange.text = "Tailles usuelles chez la femme adulte"
