// Terminologies de référence
Alias: $sct = http://snomed.info/sct
Alias: $v2-0203 = http://terminology.hl7.org/CodeSystem/v2-0203
Alias: $v2-0007 = http://hl7.org/fhir/v2/0007
Alias: $observation-vitalsignresult = http://hl7.org/fhir/ValueSet/observation-vitalsignresult
Alias: $ucum-vitals-common = http://hl7.org/fhir/ValueSet/ucum-vitals-common|4.0.0
Alias: $identifier-use = http://hl7.org/fhir/ValueSet/identifier-use

// Système que les identifiants du patient citent, à un mot près de celui que Fr Core définit
Alias: $fr-v2-0203-cite = http://interopsante.org/CodeSystem/fr-v2-0203

// Types d'organisations de Fr Core
Alias: $fr-v2-3307 = http://interopsante.org/fhir/CodeSystem/fr-v2-3307

// Nomenclatures des objets de santé (ANS) : systèmes de codes
Alias: $TRE-R02-SecteurActivite = https://mos.esante.gouv.fr/NOS/TRE_R02-SecteurActivite/FHIR/TRE-R02-SecteurActivite
Alias: $TRE-R13-CommuneOM = https://mos.esante.gouv.fr/NOS/TRE_R13-CommuneOM/FHIR/TRE-R13-CommuneOM
Alias: $TRE-R20-Pays = https://mos.esante.gouv.fr/NOS/TRE_R20-Pays/FHIR/TRE-R20-Pays
Alias: $TRE-R21-Fonction = https://mos.esante.gouv.fr/NOS/TRE_R21-Fonction/FHIR/TRE-R21-Fonction
Alias: $TRE-R38-SpecialiteOrdinale = https://mos.esante.gouv.fr/NOS/TRE_R38-SpecialiteOrdinale/FHIR/TRE-R38-SpecialiteOrdinale
Alias: $TRE-R66-CategorieEtablissement = https://mos.esante.gouv.fr/NOS/TRE_R66-CategorieEtablissement/FHIR/TRE-R66-CategorieEtablissement
Alias: $TRE-R85-RolePriseCharge = https://mos.esante.gouv.fr/NOS/TRE_R85-RolePriseCharge/FHIR/TRE-R85-RolePriseCharge
Alias: $TRE-R96-AutreFonctionSanitaire = https://mos.esante.gouv.fr/NOS/TRE_R96-AutreFonctionSanitaire/FHIR/TRE-R96-AutreFonctionSanitaire
Alias: $TRE-R216-HL7RoleCode = https://mos.esante.gouv.fr/NOS/TRE_R216-HL7RoleCode/FHIR/TRE-R216-HL7RoleCode
Alias: $TRE-R256-TypeMessagerie = https://mos.esante.gouv.fr/NOS/TRE_R256-TypeMessagerie/FHIR/TRE-R256-TypeMessagerie
Alias: $TRE-R260-HL7RoleClass = https://mos.esante.gouv.fr/NOS/TRE_R260-HL7RoleClass/FHIR/TRE-R260-HL7RoleClass
Alias: $TRE-G08-TypeIdentifiantPersonne = https://mos.esante.gouv.fr/NOS/TRE_G08-TypeIdentifiantPersonne/FHIR/TRE-G08-TypeIdentifiantPersonne

// Nomenclatures des objets de santé (ANS) : jeux de valeurs, absents d'ici
Alias: $JDV-J78-Civilite-RASS = https://mos.esante.gouv.fr/NOS/JDV_J78-Civilite-RASS/FHIR/JDV-J78-Civilite-RASS
Alias: $JDV-J79-CiviliteExercice-RASS = https://mos.esante.gouv.fr/NOS/JDV_J79-CiviliteExercice-RASS/FHIR/JDV-J79-CiviliteExercice-RASS
Alias: $JDV-J101-SecteurActivite-RASS = https://mos.esante.gouv.fr/NOS/JDV_J101-SecteurActivite-RASS/FHIR/JDV-J101-SecteurActivite-RASS
Alias: $JDV-J105-EnsembleDiplome-RASS = https://mos.esante.gouv.fr/NOS/JDV_J105-EnsembleDiplome-RASS/FHIR/JDV-J105-EnsembleDiplome-RASS
Alias: $JDV-J129-CategorieEtablissement-RASS = https://mos.esante.gouv.fr/NOS/JDV_J129-CategorieEtablissement-RASS/FHIR/JDV-J129-CategorieEtablissement-RASS

// Jeux de valeurs que Fr Core nomme sans les fournir
Alias: $VS-interpretation = http://www.interopsante.org/fhir/structuredefinition/observation/fr-obervation-interpretation
Alias: $VS-weight-measurement-method = http://interopsante.org/fhir/valueset/fr-weight-measurement-method
Alias: $VS-height-body-position = http://interopsante.org/fhir/valueset/fr-height-body-position
Alias: $VS-heart-rate-body-position = http://interopsante.org/fhir/valueset/fr-heart-rate-body-position
Alias: $VS-heart-rate-method = http://interopsante.org/fhir/valueset/fr-heart-rate-method
Alias: $VS-height-length-method = http://models.opencimi.org/ig/vital-signs-fhir-profiles/ValueSet-heightLengthMeasMethodVS
Alias: $VS-body-temp-location = http://models.opencimi.org/ig/vital-signs-fhir-profiles/ValueSet-bodyTempMeasBodyLocationPrecoordVS.html
Alias: $VS-bp-location = http://hl7.org/fhir/hspc/ValueSet/bpMeasBodyLocationPrecoordVS
Alias: $VS-heart-rate-location = http://models.opencimi.org/ig/vital-signs-fhir-profiles/ValueSet-heartRateMeasBodyLocationPrecoordVS.html
Alias: $VS-heart-rate-meas-method = http://models.opencimi.org/ig/vital-signs-fhir-profiles/ValueSet-heartRateMeasMethodVS.html
Alias: $VS-body-position = http://models.opencimi.org/ig/vital-signs-fhir-profiles/ValueSet-bodyPositionVS.html
Alias: $VS-level-of-exertion = http://interopsante.org/fhir/StructureDefinition/FrObservationLevelOfExertion

// Profils et extensions de la norme
Alias: $supportingInfo = http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo
Alias: $organization-period = http://hl7.org/fhir/StructureDefinition/organization-period
Alias: $patient-birthPlace = http://hl7.org/fhir/StructureDefinition/patient-birthPlace
Alias: $patient-nationality = http://hl7.org/fhir/StructureDefinition/patient-nationality
Alias: $humanname-assembly-order = http://hl7.org/fhir/StructureDefinition/humanname-assembly-order
Alias: $bmi = http://hl7.org/fhir/StructureDefinition/bmi
Alias: $bodyheight = http://hl7.org/fhir/StructureDefinition/bodyheight
Alias: $bodytemp = http://hl7.org/fhir/StructureDefinition/bodytemp
Alias: $bodyweight = http://hl7.org/fhir/StructureDefinition/bodyweight
Alias: $heartrate = http://hl7.org/fhir/StructureDefinition/heartrate
