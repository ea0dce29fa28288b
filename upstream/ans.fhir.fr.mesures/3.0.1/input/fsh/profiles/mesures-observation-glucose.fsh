Profile: MesObservationGlucose
Parent: $vitalsigns
Id: mesures-observation-glucose
Title: "Glycémie"
Description: "Indicateur de glycémie : glucose sanguin ou interstitiel, hémoglobine glyquée, index de gestion."
* insert InfoComplementaire
* insert MotifMesure
* insert MomentMesure
* extension[MesMomentOfMeasurement].value[x] from $JDV-J157 (required)
* insert NombreDeJours
* extension[MesNumberOfDays].value[x] 1..
* extension[MesNumberOfDays].value[x] from $JDV-J164 (required)
* extension contains MesDiabetisType named MesDiabetisType 0..1
* extension[MesDiabetisType] ^short = "Type de diabète"
* insert SignesVitaux
* code from $JDV-J154 (extensible)
* code ^short = "Indicateur mesuré"
* code.coding.system 1..
* code.coding.code 1..
* insert Acteurs
* insert DateSeule
* insert ValeurQuantite
* insert UniteUcum
* valueQuantity.value ^short = "Valeur de l'indicateur"
* valueQuantity.system = $UCUM
* valueQuantity.code from $JDV-J163 (required)
* insert RaisonAbsence
* method from MethodeGlucoseVS (required)
* method ^short = "Instrument employé"
* insert MethodeCodee
* insert ObjetConnecte
* insert IntervalleDeReference
