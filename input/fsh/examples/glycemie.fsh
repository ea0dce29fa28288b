// Les quatre indicateurs de glycémie et leurs extensions : le moment pour la glycémie sanguine, le nombre de jours pour
// la glycémie interstitielle et pour l'indice de gestion, ni l'un ni l'autre pour l'hémoglobine glyquée.

Instance: glycemie-minimal
InstanceOf: MESObservationGlucose
Title: "Glycémie sanguine, exemple minimal"
Description: "Une glycémie sanguine à jeun : le moment de la mesure est obligatoire pour cet indicateur."
Usage: #example
* insert Mesure(2026-10-20T07:00:00+02:00)
* insert Adulte
* extension[MesMomentOfMeasurement].valueCodeableConcept = $loinc#53049-3
* code = $loinc#2345-7 "Glucose [Masse/Volume] Sérum/Plasma ; Numérique"
* valueQuantity = 92 'mg/dL' "mg/dL"

Instance: glycemie-complet
InstanceOf: MESObservationGlucose
Title: "Glycémie sanguine, exemple complet"
Description: "Une glycémie sanguine après un repas, relevée par un glucomètre connecté."
Usage: #example
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-20T14:05:00+02:00)
* insert Adulte
* insert MesureParElleMeme
* extension[MesReasonForMeasurement].valueString = "Contrôle deux heures après le déjeuner"
* extension[MesMomentOfMeasurement].valueCodeableConcept = $loinc#16915-1
* extension[MesMomentOfMeasurement].valueCodeableConcept.text = "Après un repas"
* extension[supportingInfo].valueReference = Reference(glycemie-minimal)
* code = $loinc#2345-7 "Glucose [Masse/Volume] Sérum/Plasma ; Numérique"
* code.text = "Glycémie sanguine"
* valueQuantity = 148 'mg/dL' "mg/dL"
* insert Interpretation(H, Élevée)
* note.text = "Repas pris au restaurant."
* bodySite.text = "Pulpe de l'annulaire gauche"
* method = $tre-r307-ncit#C17610 "Prise de sang"
* device = Reference(dispositif-glucometre)
* insert Intervalle(70, 140, mg/dL)
* referenceRange.text = "Deux heures après le début d'un repas"
* insert PourUneFemme

Instance: glycemie-hba1c
InstanceOf: MESObservationGlucose
Title: "Hémoglobine glyquée"
Description: "Une hémoglobine glyquée (HbA1c), en pourcentage, sans moment ni nombre de jours : l'API les refuse pour cet indicateur."
Usage: #example
* insert Mesure(2026-09-28T08:20:00+02:00)
* insert Adulte
* extension[MesReasonForMeasurement].valueString = "Bilan trimestriel"
* code = $loinc#4548-4 "Hémoglobine A1c/hémoglobine totale [Fraction massique] Sang ; Numérique"
* code.text = "Hémoglobine glyquée (HbA1c)"
* valueQuantity = 6.8 '%' "%"

Instance: glycemie-interstitielle
InstanceOf: MESObservationGlucose
Title: "Glycémie interstitielle moyenne"
Description: "La moyenne de la glycémie interstitielle sur quatorze jours. La mesure porte le code du JDV J154 de 2025 et le code MED-969 que la recherche emploie."
Usage: #example
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-21T09:00:00+02:00)
* insert Adulte
* extension[MesNumberOfDays].valueCodeableConcept = $cisis#GEN-276 "14j"
* code.coding[0] = $loinc#99504-3 "Glucose [Masse/Volume] Liquide interstitiel ; Numérique"
* code.coding[+] = $tre-r308-taasip#MED-969 "Glucose interstitiel"
* code.text = "Glycémie interstitielle moyenne"
* valueQuantity = 137 'mg/dL' "mg/dL"
* method = $tre-r307-ncit#C159776 "Capteur de glucose"
* device = Reference(dispositif-capteur-glucose)

Instance: glycemie-igg
InstanceOf: MESObservationGlucose
Title: "Indice de gestion de la glycémie"
Description: "L'indice de gestion de la glycémie calculé sur quatorze jours."
Usage: #example
* insert TransmisePar(2.999.250.2.17)
* insert Mesure(2026-10-21T09:00:00+02:00)
* insert Adulte
* extension[MesNumberOfDays].valueCodeableConcept = $cisis#GEN-276 "14j"
* extension[MesReasonForMeasurement].valueString = "Consultation de diabétologie"
* code = $cisis#MED-972 "Index de gestion de glycémie (IGG)"
* valueQuantity = 6.6 '%' "%"
* device = Reference(dispositif-capteur-glucose)
