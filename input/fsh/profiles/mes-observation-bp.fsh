Profile: MESObservationBp
Parent: https://interop.esante.gouv.fr/ig/fhir/mesures/StructureDefinition/mesures-fr-observation-bp|3.2.0
Id: MESObservationBp
Title: "Mesure : pression artérielle"
Description: """
Pression artérielle de l'usager, en millimètres de mercure : la systolique et la diastolique, toujours ; la moyenne, si
elle est connue. Chaque pression est un composant de la mesure, qui n'a pas de valeur en propre. La recherche emploie le
code LOINC 85354-9.

Le parent est celui de la version 3.2.0 du guide Mesures de santé : le sujet y est obligatoire et la date précise au
moins au jour.
"""
* insert ObservationMes(bp)
* obeys mes-vrai-pression and mes-vrai-pression-ordre
* code ^short = "Pression artérielle : LOINC 85354-9"
* value[x] ^short = "Interdit : les valeurs sont dans les composants"
* component[SystolicBP] ^short = "Pression systolique (LOINC 8480-6), en mm[Hg] (UCUM)"
* component[DiastolicBP] ^short = "Pression diastolique (LOINC 8462-4), en mm[Hg] (UCUM)"
* component[MeanBP] ^short = "Pression moyenne (LOINC 8478-0)"
* bodySite ^short = "Poignet ou membre supérieur (JDV J149)"
* method ^short = "Type de tensiomètre (JDV J150)"
* extension[MesReasonForMeasurement] ^short = "Motif de la mesure, en texte libre"
* extension[MesMomentOfMeasurement] ^short = "Moment de la mesure, en texte ou en code"
