Profile: MesFrObservationOxygenSat
Parent: $fr-core-observation-saturation-oxygen
Id: mesures-fr-observation-oxygen-sat
Title: "Saturation en oxygène"
Description: "Saturation du sang en oxygène, en pourcentage."
* insert SystemeSource
* insert InfoComplementaire
* insert MotifMesure
* insert MomentMesure
* insert SignesVitaux
* insert Acteurs
* method MS
* method from $JDV-J147 (required)
* method ^short = "Instrument employé"
* method.coding.system 1..
* method.coding.code 1..
* insert ObjetConnecte
