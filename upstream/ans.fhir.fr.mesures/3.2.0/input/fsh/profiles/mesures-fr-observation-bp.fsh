Profile: MesFrObservationBp
Parent: $fr-core-observation-bp
Id: mesures-fr-observation-bp
Title: "Pression artérielle"
Description: "Pression artérielle d'un patient, en millimètres de mercure : systolique, diastolique et, s'il y en a une, moyenne."
* insert SystemeSource
* insert MotifMesure
* insert MomentMesure
* insert SignesVitaux
* subject only Reference($fr-core-patient)
* subject ^short = "Patient dont la mesure est prise"
* insert DateSeule
* insert Auteur
* insert Interpretation
* bodySite from $JDV-J149 (required)
* bodySite ^short = "Site de mesure"
* insert SiteCode
* insert Methode($JDV-J150)
* insert ObjetConnecte
