// Terminologies internationales
Alias: $SCT = http://snomed.info/sct
Alias: $LOINC = http://loinc.org
Alias: $UCUM = http://unitsofmeasure.org

// Terminologies du serveur multi-terminologies de l'ANS
Alias: $EMDN = https://smt.esante.gouv.fr/terminologie-emdn
Alias: $NCIT = https://smt.esante.gouv.fr/terminologie-ncit
Alias: $CISIS = https://smt.esante.gouv.fr/fhir/CodeSystem/terminologie-cisis

// Nomenclatures des objets de santé
Alias: $TRE-A04-Loinc = https://mos.esante.gouv.fr/NOS/TRE_A04-Loinc/FHIR/TRE-A04-Loinc
Alias: $TRE-R303-HL7v3AdministrativeGender = https://mos.esante.gouv.fr/NOS/TRE_R303-HL7v3AdministrativeGender/FHIR/TRE-R303-HL7v3AdministrativeGender
Alias: $TRE-R307-NCIT = https://mos.esante.gouv.fr/NOS/TRE_R307-NCIT/FHIR/TRE-R307-NCIT
Alias: $TRE-R308-TAASIP = https://mos.esante.gouv.fr/NOS/TRE_R308-TAASIP/FHIR/TRE-R308-TAASIP
Alias: $TRE-R310-CIM10 = https://mos.esante.gouv.fr/NOS/TRE_R310-CIM10/FHIR/TRE-R310-CIM10
Alias: $TRE-R311-CIM10Atih = https://mos.esante.gouv.fr/NOS/TRE_R311-CIM10Atih/FHIR/TRE-R311-CIM10Atih
Alias: $TRE-R312-LPP = https://mos.esante.gouv.fr/NOS/TRE_R312-LPP/FHIR/TRE-R312-LPP
