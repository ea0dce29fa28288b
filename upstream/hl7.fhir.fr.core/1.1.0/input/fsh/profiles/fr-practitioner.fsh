Profile: FrPractitioner
Parent: Practitioner
Id: fr-practitioner
Title: "Professionnel"
Description: "Professionnel intervenant en santé, avec ses diplômes."
* insert Profil(FrPractitioner)
* identifier.use from $identifier-use (required)
* identifier.type 1..
* identifier.type from FrPractionerIdentifierType (extensible)
* identifier.type.coding.system ^short = "Table HL7 0203 ou nomenclature G08 des types d'identifiants de personne"
* identifier.system 1..
* identifier.value 1..
* name only FrHumanName
* telecom only FrContactPoint
* telecom.system ^short = "Moyen de communication"
* address only FrAddress
* qualification.code.coding ^slicing.discriminator.type = #value
* qualification.code.coding ^slicing.discriminator.path = "system"
* qualification.code.coding ^slicing.rules = #open
* qualification.code.coding contains
    degreeR36 0..* and degreeR47 0..* and degreeR48 0..* and degreeR49 0..* and degreeR50 0..* and
    degreeR51 0..* and degreeR52 0..* and degreeR53 0..* and degreeR54 0..* and degreeR55 0..* and
    degreeR56 0..* and degreeR57 0..* and degreeR58 0..* and degreeR226 0..*
* insert Diplome(degreeR36, R36-AutreDiplomeObtenu, R36-AutreDiplomeObtenu)
* insert Diplome(degreeR47, R47-CommissionQualification, R47-CommissionQualification)
* insert Diplome(degreeR48, R48-DiplomeEtatFrancais, R48-DiplomeEtatFrancais)
* insert Diplome(degreeR49, R49-DiplomeEtudeSpecialisee, R49-DiplomeEtudeSpecialisee)
* insert Diplome(degreeR50, R50-DESCGroupe1Diplome, R50-DESCGroupe1Diplome)
* insert Diplome(degreeR51, R51-DESCGroupe2Diplome, R51-DESCGroupe2Diplome)
* insert Diplome(degreeR52, R52-CapaciteDiplome, R52-CapaciteDiplome)
* insert Diplome(degreeR53, R53-DiplomePaysEEE, R53-DiplomePaysEEE)
// La fin de cette URL est abrégée ainsi dans le paquet publié.
* insert Diplome(degreeR54, R54-DiplomeUniversiteInterUniversitaire, R54-DiplomeUniversiteInterUniversitare)
* insert Diplome(degreeR55, R55-CertificatEtudeSpeciale, R55-CertificatEtudeSpeciale)
* insert Diplome(degreeR56, R56-Attestation, R56-Attestation)
* insert Diplome(degreeR57, R57-DiplomeEuropeenEtudeSpecialisee, R57-DiplomeEuropeenEtudeSpecialisee)
* insert Diplome(degreeR58, R58-AutreTypeDiplome, R58-AutreTypeDiplome)
* insert Diplome(degreeR226, R226-Dip2iemeCycleNQ, R226-Dip2iemeCycleNQ)

// Un diplôme est reconnu par la nomenclature dont vient son code.
RuleSet: Diplome(tranche, dossier, nomenclature)
* qualification.code.coding[{tranche}] from $JDV-J105-EnsembleDiplome-RASS (required)
* qualification.code.coding[{tranche}].system = "https://mos.esante.gouv.fr/NOS/TRE_{dossier}/FHIR/TRE-{nomenclature}" (exactly)
