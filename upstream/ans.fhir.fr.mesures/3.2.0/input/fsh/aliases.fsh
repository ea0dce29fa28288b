// Terminologies
Alias: $LOINC = http://loinc.org
Alias: $UCUM = http://unitsofmeasure.org

// Jeux de valeurs de l'ANS
Alias: $JDV-J145 = https://mos.esante.gouv.fr/NOS/JDV_J145-MethodBodyWeight-ENS/FHIR/JDV-J145-MethodBodyWeight-ENS
Alias: $JDV-J146 = https://mos.esante.gouv.fr/NOS/JDV_J146-MethodBodyHeight-ENS/FHIR/JDV-J146-MethodBodyHeight-ENS
Alias: $JDV-J147 = https://mos.esante.gouv.fr/NOS/JDV_J147-MethodHeartrate-ENS/FHIR/JDV-J147-MethodHeartrate-ENS
Alias: $JDV-J149 = https://mos.esante.gouv.fr/NOS/JDV_J149-BodySiteBP-ENS/FHIR/JDV-J149-BodySiteBP-ENS
Alias: $JDV-J150 = https://mos.esante.gouv.fr/NOS/JDV_J150-MethodBP-ENS/FHIR/JDV-J150-MethodBP-ENS
Alias: $JDV-J151 = https://mos.esante.gouv.fr/NOS/JDV_J151-BodySiteBodyTemperature-ENS/FHIR/JDV-J151-BodySiteBodyTemperature-ENS
Alias: $JDV-J152 = https://mos.esante.gouv.fr/NOS/JDV_J152-MethodBodyTemperature-ENS/FHIR/JDV-J152-MethodBodyTemperature-ENS
Alias: $JDV-J154 = https://mos.esante.gouv.fr/NOS/JDV_J154-TypeGlucose-ENS/FHIR/JDV-J154-TypeGlucose-ENS
Alias: $JDV-J157 = https://mos.esante.gouv.fr/NOS/JDV_J157-MomentGlucose-ENS/FHIR/JDV-J157-MomentGlucose-ENS
Alias: $JDV-J158 = https://mos.esante.gouv.fr/NOS/JDV_J158-MethodStepsByDay-ENS/FHIR/JDV-J158-MethodStepsByDay-ENS
Alias: $JDV-J159 = https://mos.esante.gouv.fr/NOS/JDV_J159-MethodPainSeverity-ENS/FHIR/JDV-J159-MethodPainSeverity-ENS
Alias: $JDV-J163 = https://mos.esante.gouv.fr/NOS/JDV_J163-GlucoseUnits-ENS/FHIR/JDV-J163-GlucoseUnits-ENS
Alias: $JDV-J164 = https://mos.esante.gouv.fr/NOS/JDV_J164-GlucoseNumberOfDays-ENS/FHIR/JDV-J164-GlucoseNumberOfDays-ENS

// Nomenclatures des objets de santé
Alias: $TRE-R307-NCIT = https://mos.esante.gouv.fr/NOS/TRE_R307-NCIT/FHIR/TRE-R307-NCIT
Alias: $TRE-R312-LPP = https://mos.esante.gouv.fr/NOS/TRE_R312-LPP/FHIR/TRE-R312-LPP

// Profils, extensions et jeux de valeurs de la norme
Alias: $observation-interpretation = http://hl7.org/fhir/ValueSet/observation-interpretation
Alias: $vitalsigns = http://hl7.org/fhir/StructureDefinition/vitalsigns
Alias: $headcircum = http://hl7.org/fhir/StructureDefinition/headcircum
Alias: $supportingInfo = http://hl7.org/fhir/StructureDefinition/workflow-supportingInfo
Alias: $PhdDevice = http://hl7.org/fhir/uv/phd/StructureDefinition/PhdDevice

// Profils de Fr Core 2.1.0
Alias: $fr-core-observation-bmi = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-bmi
Alias: $fr-core-observation-body-height = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-body-height
Alias: $fr-core-observation-body-temperature = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-body-temperature
Alias: $fr-core-observation-body-weight = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-body-weight
Alias: $fr-core-observation-bp = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-bp
Alias: $fr-core-observation-heartrate = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-heartrate
Alias: $fr-core-observation-saturation-oxygen = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-observation-saturation-oxygen
Alias: $fr-core-patient = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-patient
Alias: $fr-core-encounter = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-encounter
Alias: $fr-core-practitioner = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-practitioner
Alias: $fr-core-related-person = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-related-person
Alias: $fr-core-organization = https://hl7.fr/ig/fhir/core/StructureDefinition/fr-core-organization
