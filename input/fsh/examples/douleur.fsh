// Le profil parent impose l'unité affichée « Level » et le code UCUM 1 (sans dimension).

Instance: douleur-minimal
InstanceOf: MESObservationPainSeverity
Title: "Intensité de la douleur, exemple minimal"
Description: "Un niveau de douleur saisi par l'usager."
Usage: #example
* insert IntituleDouleur
* insert Mesure(2026-11-02T22:00:00+01:00)
* insert Adulte
* valueQuantity = 3 '1' "Level"

Instance: douleur-complet
InstanceOf: MESObservationPainSeverity
Title: "Intensité de la douleur, exemple complet"
Description: "Une douleur du genou, cotée sur une échelle numérique que le bracelet d'activité affiche."
Usage: #example
* insert IntituleDouleur
* insert TransmisePar(2.999.250.2.17.3)
* insert Mesure(2026-11-03T19:20:00+01:00)
* insert Adulte
* insert MesureParElleMeme
* extension[MesReasonForMeasurement].valueString = "Douleur après la séance de kinésithérapie"
* extension[supportingInfo].valueReference = Reference(douleur-minimal)
* code.text = "Intensité de la douleur"
* valueQuantity = 6 '1' "Level"
* insert Interpretation(H, Élevée)
* note.text = "Soulagée par le repos."
* bodySite.text = "Genou droit, face interne"
* method = $ncit#C21082 "échelle numérique de la douleur"
* device = Reference(dispositif-bracelet)
* insert Intervalle(0, 3, 1)
* referenceRange.text = "Douleur faible, sur une échelle de 0 à 10"
