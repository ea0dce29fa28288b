Instance: poids-minimal
InstanceOf: MESObservationBodyWeight
Title: "Poids, exemple minimal"
Description: "Un poids saisi par l'usager, sans dispositif."
Usage: #example
* insert IntitulePoids
* insert Mesure(2026-10-05T07:10:00+02:00)
* insert Adulte
* valueQuantity = 68.4 'kg' "kg"

Instance: poids-complet
InstanceOf: MESObservationBodyWeight
Title: "Poids, exemple complet"
Description: "Un poids relevé par une balance connectée."
Usage: #example
* insert IntitulePoids
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-12T07:15:00+02:00)
* insert Adulte
* insert MesureParElleMeme
* extension[MesReasonForMeasurement].valueString = "Suivi hebdomadaire"
* extension[supportingInfo].valueReference = Reference(taille-complet)
* code.text = "Poids"
* valueQuantity = 67.6 'kg' "kg"
* insert Interpretation(N, Normal)
* note.text = "Pesée à jeun, au lever."
* method = $emdn#V030210 "PÈSE-PERSONNES (SAUF CEUX DE NÉONATALOGIE)"
* device = Reference(dispositif-balance)
* insert Intervalle(50, 68, kg)
* referenceRange.text = "Poids correspondant à un IMC de 18,5 à 25 pour une taille de 165 cm"

// Ce que le serveur ajoute : un identifiant, une version, et la source quand l'émetteur ne l'a pas donnée.
Instance: poids-restitue
InstanceOf: MESObservationBodyWeight
Title: "Poids, tel que la recherche le restitue"
Description: "Un poids transmis sans source : le serveur y inscrit l'OID de la solution authentifiée."
Usage: #example
* insert IntitulePoids
* meta.versionId = "1"
* meta.lastUpdated = "2026-10-05T07:12:31.204+02:00"
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-05T07:10:00+02:00)
* insert Adulte
* valueQuantity = 68.4 'kg' "kg"
