Profile: MESObservationGlucose
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-observation-glucose|3.0.1
Id: MESObservationGlucose
Title: "Mesure : glycémie"
Description: """
Suivi de la glycémie, en quatre indicateurs que leur code distingue :

* la glycémie capillaire ou veineuse (LOINC 2345-7), en mg/dL, avec le moment de la mesure ;
* l'hémoglobine glyquée, ou HbA1c (LOINC 4548-4), en %, sans moment ni nombre de jours ;
* la glycémie interstitielle moyenne (MED-969, devenu LOINC 99504-3 dans le JDV J154 de 2025), en mg/dL, avec le nombre
  de jours de la moyenne ;
* l'indice de gestion de la glycémie (MED-972), en %, avec le nombre de jours du calcul.

L'API refuse une extension obligatoire qui manque, et une extension interdite qui est présente.
"""
* insert ObservationMes(glucose)
* insert MesureSimple
* insert ReglesGlycemie
* obeys mes-glycemie-indicateur and mes-vrai-glycemie and mes-vrai-pourcentage
* code ^short = "Indicateur de glycémie (JDV J154)"
* value[x] ^short = "Glycémie en mg/dL, ou pourcentage en % (UCUM)"
* method ^short = "Méthode de mesure de la glycémie sanguine ou interstitielle"
* referenceRange.appliesTo ^short = "Population à laquelle l'intervalle s'applique (JDV J148)"
* extension[MesReasonForMeasurement] ^short = "Motif ou commentaire, en texte libre"
* extension[MesMomentOfMeasurement] ^short = "Moment de la mesure (JDV J157) : obligatoire pour la glycémie sanguine, interdit ailleurs"
* extension[MesNumberOfDays] ^short = "Nombre de jours (JDV J164) : obligatoire pour la glycémie interstitielle et l'indice de gestion, interdit ailleurs"
* extension[MesDiabetisType] ^short = "Type de diabète"
