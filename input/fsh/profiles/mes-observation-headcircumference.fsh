Profile: MESObservationHeadCircumference
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-observation-head-circumference|3.2.0
Id: MESObservationHeadCircumference
Title: "Mesure : périmètre crânien"
Description: """
Périmètre crânien de l'usager, en centimètres. La recherche emploie le code LOINC 8287-5.

Le parent est celui de la version 3.2.0 du guide Mesures de santé. Le profil des signes vitaux de FHIR R4, qui s'applique
dès que le code 8287-5 est présent, demande en effet le code 9843-4 à ses côtés ; la version 3.0.1 n'admet qu'un codage,
et aucune instance ne peut la satisfaire.
"""
* insert ObservationMes(headcircumference)
* insert MesureSimple
* obeys mes-vrai-perimetre-cranien
* code ^short = "Périmètre crânien : LOINC 8287-5 et LOINC 9843-4, l'un et l'autre"
* value[x] ^short = "Périmètre crânien en cm (UCUM)"
* extension[MesReasonForMeasurement] ^short = "Motif de la mesure, en texte libre"
// Les deux codages se distinguent par leur système et leur code. Le parent ne les donne, pour 8287-5, que par un motif sur
// le codage entier : le validateur HL7 ne sait alors pas évaluer le découpage.
* code.coding[headCircumCode].system 1..
* code.coding[headCircumCode].system = $loinc
* code.coding[headCircumCode].code 1..
* code.coding[headCircumCode].code = #8287-5
