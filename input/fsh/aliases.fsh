Alias: $loinc = http://loinc.org
Alias: $sct = http://snomed.info/sct
Alias: $ucum = http://unitsofmeasure.org
Alias: $observation-category = http://terminology.hl7.org/CodeSystem/observation-category
Alias: $interpretation = http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation
Alias: $referencerange-meaning = http://terminology.hl7.org/CodeSystem/referencerange-meaning

// Terminologies des jeux de valeurs de 2024-2025
Alias: $cisis = https://smt.esante.gouv.fr/fhir/CodeSystem/terminologie-cisis
Alias: $emdn = https://smt.esante.gouv.fr/terminologie-emdn
Alias: $ncit = https://smt.esante.gouv.fr/terminologie-ncit

// Tables de la nomenclature des objets de santé (NOS)
Alias: $tre-r303-genre = https://mos.esante.gouv.fr/NOS/TRE_R303-HL7v3AdministrativeGender/FHIR/TRE-R303-HL7v3AdministrativeGender
Alias: $tre-r307-ncit = https://mos.esante.gouv.fr/NOS/TRE_R307-NCIT/FHIR/TRE-R307-NCIT
Alias: $tre-r308-taasip = https://mos.esante.gouv.fr/NOS/TRE_R308-TAASIP/FHIR/TRE-R308-TAASIP

// Dispositifs de santé personnels
Alias: $mdc = urn:iso:std:iso:11073:10101
Alias: $continua-identifiers = http://hl7.org/fhir/uv/phd/CodeSystem/ContinuaDeviceIdentifiers

// Extensions d'une déclaration de capacités
Alias: $combinaison = http://hl7.org/fhir/StructureDefinition/capabilitystatement-search-parameter-combination
Alias: $attente = http://hl7.org/fhir/StructureDefinition/capabilitystatement-expectation
