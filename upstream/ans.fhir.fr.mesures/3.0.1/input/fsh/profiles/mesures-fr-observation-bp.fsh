Profile: MesFrObservationBp
Parent: $FrObservationBp
Id: mesures-fr-observation-bp
Title: "Pression artérielle"
Description: "Pression artérielle d'un patient, en millimètres de mercure : systolique, diastolique et, s'il y en a une, moyenne."
* insert SystemeSource
* insert MotifMesure
* insert MomentMesure
* insert SignesVitaux
* subject only Reference($FrPatient)
* subject ^short = "Patient dont la mesure est prise"
* insert DateSeule
* bodySite from $JDV-J149 (required)
* bodySite ^short = "Site de mesure"
* insert SiteCode
* method from $JDV-J150 (required)
* method ^short = "Instrument employé"
* insert MethodeCodee
* insert ObjetConnecte
* device.reference 1..
* insert IntervalleDeReference
