Instance: tension-minimal
InstanceOf: MESObservationBp
Title: "Pression artérielle, exemple minimal"
Description: "Une pression systolique et une pression diastolique, sans pression moyenne."
Usage: #example
* insert IntituleTension
* insert Mesure(2026-10-18T08:00:00+02:00)
* insert Adulte
* component[SystolicBP].valueQuantity = 121 'mm[Hg]' "mmHg"
* component[DiastolicBP].valueQuantity = 76 'mm[Hg]' "mmHg"

Instance: tension-poignet
InstanceOf: MESObservationBp
Title: "Pression artérielle au poignet, sans pression moyenne"
Description: "Une prise au poignet, dont le moment est donné en texte libre."
Usage: #example
* insert IntituleTension
* insert Mesure(2026-10-18T20:15:00+02:00)
* insert Adulte
* insert MesureParElleMeme
* extension[MesMomentOfMeasurement].valueCodeableConcept.text = "Le soir, avant le coucher"
* code.text = "Pression artérielle"
* bodySite = $sct#8205005 "poignet"
* component[SystolicBP].valueQuantity = 134 'mm[Hg]' "mmHg"
* component[DiastolicBP].valueQuantity = 82 'mm[Hg]' "mmHg"

Instance: tension-complet
InstanceOf: MESObservationBp
Title: "Pression artérielle, exemple complet"
Description: "Une prise au bras par un tensiomètre connecté, avec la pression moyenne."
Usage: #example
* insert IntituleTension
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-19T07:45:00+02:00)
* insert Adulte
* insert MesureParElleMeme
* extension[MesReasonForMeasurement].valueString = "Automesure demandée par le médecin traitant"
* extension[MesMomentOfMeasurement].valueCodeableConcept.text = "Le matin, avant la prise du traitement"
* extension[supportingInfo].valueReference = Reference(frequence-cardiaque-complet)
* code.text = "Pression artérielle"
* insert Interpretation(H, Élevée)
* note.text = "Deuxième des trois mesures du matin."
* bodySite = $sct#53120007 "membre supérieur"
* method = $emdn#Z1203020501 "TENSIOMÈTRES OSCILLOMÉTRIQUES NON INVASIFS"
* device = Reference(dispositif-tensiometre-complet)
* referenceRange.text = "En automesure : systolique inférieure à 135, diastolique inférieure à 85"
* component[SystolicBP].code.text = "Pression systolique"
* component[SystolicBP].valueQuantity = 142 'mm[Hg]' "mmHg"
* component[SystolicBP].interpretation = $interpretation#H
* component[SystolicBP].referenceRange.high = 135 'mm[Hg]'
* component[DiastolicBP].code.text = "Pression diastolique"
* component[DiastolicBP].valueQuantity = 84 'mm[Hg]' "mmHg"
* component[DiastolicBP].interpretation = $interpretation#N
* component[DiastolicBP].referenceRange.high = 85 'mm[Hg]'
* component[MeanBP].code.text = "Pression moyenne"
* component[MeanBP].valueQuantity = 103 'mm[Hg]' "mmHg"
