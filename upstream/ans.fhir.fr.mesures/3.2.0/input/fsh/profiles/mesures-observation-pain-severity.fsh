Profile: MesObservationPainSeverity
Parent: $vitalsigns
Id: mesures-observation-pain-severity
Title: "Intensité de la douleur"
Description: "Intensité de la douleur ressentie, sur une échelle."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* insert SignesVitaux
* insert CodeLoinc(painServerCode, 72514-3, value)
* insert Acteurs
* insert DateSeule
* value[x] only Quantity
* value[x].unit 1..
* value[x].unit = "Level"
* value[x].system = $UCUM
* value[x].code 1..
* value[x].code = #1
* insert RaisonAbsence
* bodySite ^short = "Siège de la douleur, en texte libre"
* insert Methode($JDV-J159)
* insert ObjetConnecte
