Instance: perimetre-cranien-minimal
InstanceOf: MESObservationHeadCircumference
Title: "Périmètre crânien, exemple minimal"
Description: "Le périmètre crânien d'un nourrisson, avec les deux codes LOINC que son profil demande."
Usage: #example
* insert IntitulePerimetreCranien
* insert Mesure(2026-09-21)
* insert Nourrisson
* valueQuantity = 43.5 'cm' "cm"

Instance: perimetre-cranien-complet
InstanceOf: MESObservationHeadCircumference
Title: "Périmètre crânien, exemple complet"
Description: "Le périmètre crânien d'un nourrisson, mesuré par l'un de ses parents avec un mètre ruban connecté."
Usage: #example
* insert IntitulePerimetreCranien
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-21T10:30:00+02:00)
* insert Nourrisson
* performer.type = "RelatedPerson"
* performer.display = "Parent de l'enfant"
* extension[MesReasonForMeasurement].valueString = "Suivi de la croissance"
* extension[supportingInfo].valueReference = Reference(taille-minimal)
* code.text = "Périmètre crânien"
* valueQuantity = 44.2 'cm' "cm"
* insert Interpretation(N, Normal)
* note.text = "Mesuré deux fois, plus grande valeur retenue."
* bodySite.text = "Tête, au-dessus des sourcils et des oreilles"
* method.text = "Mètre ruban souple"
* device = Reference(dispositif-metre-ruban)
* insert Intervalle(42, 46.5, cm)
* referenceRange.text = "Entre le 3e et le 97e centile, à huit mois"
