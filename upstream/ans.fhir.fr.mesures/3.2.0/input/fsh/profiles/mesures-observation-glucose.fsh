Profile: MesObservationGlucose
Parent: $vitalsigns
Id: mesures-observation-glucose
Title: "Glycémie"
Description: "Indicateur de glycémie : glucose sanguin ou interstitiel, hémoglobine glyquée, index de gestion."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* extension contains MesOriginalData named mes-original-data 0..1
* extension[mes-original-data] ^short = "Code et valeur avant conversion"
* insert MomentMesure
* extension[MesMomentOfMeasurement].value[x] from $JDV-J157 (required)
* extension contains MesNumberOfDays named MesNumberOfDays 0..1
* extension[MesNumberOfDays] ^short = "Nombre de jours que couvre la mesure"
* insert SignesVitaux
* code from $JDV-J154 (extensible)
* code ^short = "Indicateur mesuré"
* code.coding.system 1..
* code.coding.code 1..
* insert Acteurs
* insert DateSeule
* value[x] only Quantity
* value[x].value ^short = "Valeur de l'indicateur"
* insert UniteUcum
* value[x].system = $UCUM
* value[x].code from $JDV-J163 (required)
* insert RaisonAbsence
* insert Methode(MethodeGlucoseVS)
* insert ObjetConnecte
* referenceRange 0..1 MS
