Profile: MesObservationHb1Ac
Parent: $vitalsigns
Id: mesures-observation-hb1ac
Title: "Hémoglobine glyquée"
Description: "Hémoglobine glyquée (HbA1c), en pourcentage."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* insert SignesVitaux
* insert CodeLoinc(HB1AC, 4548-4, pattern)
* insert PatientEtVenue
* insert DateSeule
* performer only Reference(CareTeam or RelatedPerson or $fr-core-practitioner or PractitionerRole or $fr-core-organization or $fr-core-patient)
* performer ^short = "Qui a pris la mesure"
* value[x] only Quantity
* value[x].value ^short = "Valeur en pourcentage"
* insert UniteUcum
* value[x].system = $UCUM
* value[x].code = #%
* insert RaisonAbsence
* insert Methode(MethodeGlucoseVS)
* insert ObjetConnecte
