Profile: MesObservationPainSeverity
Parent: $vitalsigns
Id: mesures-observation-pain-severity
Title: "Intensité de la douleur"
Description: "Intensité de la douleur ressentie, sur une échelle."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* insert SignesVitaux
* code = $LOINC#72514-3
* insert DateSeule
* insert ValeurQuantite
* valueQuantity.unit 1..
* valueQuantity.unit = "Level"
* valueQuantity.system = $UCUM
* valueQuantity.code 1..
* valueQuantity.code = #1
* insert RaisonAbsence
* bodySite ^short = "Siège de la douleur, en texte libre"
* method from $JDV-J159 (required)
* method ^short = "Échelle employée"
* insert MethodeCodee
* insert ObjetConnecte
