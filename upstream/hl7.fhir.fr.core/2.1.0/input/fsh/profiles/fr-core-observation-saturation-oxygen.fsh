Profile: FRCoreObservationOxygenSaturationProfile
Parent: $oxygensat
Id: fr-core-observation-saturation-oxygen
Title: "Saturation en oxygène"
Description: "Saturation en oxygène d'un patient, reliée à l'administration d'oxygène en cours s'il y en a une."
* insert FrCanonical(fr-core-observation-saturation-oxygen)
* extension contains $supportingInfo named supportingInfoAdministrationOxygen 0..1
* extension[supportingInfoAdministrationOxygen] ^short = "Oxygène inhalé pendant la mesure"
* partOf 0..1 MS
* partOf only Reference(FRCoreMedicationAdministrationInhaledOxygenProfile)
* partOf.reference ^short = "Administration d'oxygène en cours"
* insert CodeObligatoire
* subject only Reference(Patient or FRCorePatientProfile)
* encounter only Reference(Encounter or FRCoreEncounterProfile)
* insert AuteurFr
* bodySite from $VS-spo2-location (example)
* insert UniteDeComposante
