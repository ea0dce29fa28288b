Profile: MESObservationBmi
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-fr-observation-bmi|3.0.1
Id: MESObservationBmi
Title: "Mesure : indice de masse corporelle"
Description: """
Indice de masse corporelle (IMC), en kg/m², tel que l'API le restitue.

L'IMC ne s'alimente pas : Mon espace santé le calcule à la volée à partir du poids et de la taille. Ce profil ne sert
qu'à la recherche, avec le code LOINC 39156-5.
"""
* insert ObservationMes(bmi)
* insert MesureSimple
* insert CodeObligatoire
* code ^short = "Indice de masse corporelle : LOINC 39156-5"
* value[x] ^short = "IMC en kg/m2 (UCUM)"
* derivedFrom ^short = "Mesures de poids et de taille dont l'IMC est calculé"
* referenceRange.appliesTo ^short = "Population à laquelle l'intervalle s'applique (JDV J148)"
