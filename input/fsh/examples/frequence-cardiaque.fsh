Instance: frequence-cardiaque-minimal
InstanceOf: MESObservationHeartrate
Title: "Fréquence cardiaque, exemple minimal"
Description: "Une fréquence cardiaque prise au pouls et saisie par l'usager."
Usage: #example
* insert IntituleFrequenceCardiaque
* insert Mesure(2026-10-07T12:00:00+02:00)
* insert Adulte
* valueQuantity = 72 '/min' "battements/min"

Instance: frequence-cardiaque-complet
InstanceOf: MESObservationHeartrate
Title: "Fréquence cardiaque, exemple complet"
Description: "Une fréquence cardiaque au repos, relevée par un oxymètre de pouls."
Usage: #example
* insert IntituleFrequenceCardiaque
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-19T07:50:00+02:00)
* insert Adulte
* insert MesureParElleMeme
* extension[levelOfExertion].valueCodeableConcept.text = "Au repos depuis cinq minutes"
* extension[bodyPosition].valueCodeableConcept = $sct#33586001
* extension[bodyPosition].valueCodeableConcept.text = "Assise"
* extension[supportingInfo].valueReference = Reference(tension-complet)
* extension[MesMomentOfMeasurement].valueCodeableConcept.text = "Au lever"
* code.text = "Fréquence cardiaque"
* valueQuantity = 64 '/min' "battements/min"
* insert Interpretation(N, Normale)
* note.text = "Valeur stable pendant trente secondes."
* bodySite.text = "Index de la main gauche"
* method = $emdn#Z1203020408 "OXYMÈTRES DE POULS"
* device = Reference(dispositif-oxymetre-minimal)
* insert Intervalle(60, 100, /min)
* referenceRange.text = "Fréquence au repos chez l'adulte"
* insert PourUneFemme
