// Jeux de valeurs auxquels les profils repris ici sont liés.

ValueSet: FRCoreValueSetHeightBodyPosition
Id: fr-core-vs-height-body-position
Title: "Positions pour la taille"
Description: "Positions debout et couchée, avec leurs variantes."
* ^experimental = false
* include codes from system $sct where concept is-a #10904000
* include codes from system $sct where concept is-a #102538003

ValueSet: FRCoreValueSetINSEECode
Id: fr-core-vs-insee-code
Title: "Codes INSEE"
Description: "Communes du code officiel géographique, anciennes communes comprises."
* ^experimental = false
* include codes from system $TRE-R13-CommuneOM

ValueSet: FRCoreValueSetEmailType
Id: fr-core-vs-email-type
Title: "Types de messagerie"
Description: "Types de messagerie des nomenclatures des objets de santé."
* ^experimental = false
* include codes from system $TRE-R256-TypeMessagerie

ValueSet: FRCoreValueSetIdentityMethodCollection
Id: fr-core-vs-identity-method-collection
Title: "Moyens de recueil de l'identité"
Description: "Tous les moyens de recueil."
* ^experimental = false
* include codes from system FRCoreCodeSystemMethodCollection

ValueSet: FRCoreValueSetIdentityReliabilityStatus
Id: fr-core-vs-identity-reliability
Title: "Statuts de l'identité"
Description: "Tous les statuts de l'identité."
* ^experimental = false
* include codes from system FRCoreCodeSystemv2_0445

ValueSet: FRCoreValueSetModeValidationIdentity
Id: fr-core-vs-mode-validation-identity
Title: "Pièces de validation de l'identité"
Description: "Toutes les pièces admises."
* ^experimental = false
* include codes from system FRCoreCodeSystemModeValidationIdentite

ValueSet: FRCoreValueSetMaritalStatus
Id: fr-core-vs-marital-status
Title: "Situations familiales"
Description: "Situations familiales du vocabulaire HL7, complétées du PACS et de l'inconnu."
* ^experimental = false
* include codes from system FRCoreCodeSystemMaritalStatus
* include codes from system $v3-MaritalStatus
* $v3-NullFlavor#UNK "unknown"

ValueSet: FRCoreValueSetPatientIdentifierType
Id: fr-core-vs-patient-identifier-type
Title: "Types d'identifiants du patient"
Description: "Types d'identifiants d'un patient, internationaux et français."
* ^experimental = false
* $v2-0203#PPN
* $v2-0203#PN
* $v2-0203#PI
* $v2-0203#RRI
* $v2-0203#NH
* FRCoreCodeSystemv2_0203#NNFRA
* FRCoreCodeSystemv2_0203#NDP
* FRCoreCodeSystemv2_0203#INS-C
* FRCoreCodeSystemv2_0203#INS-NIA
* FRCoreCodeSystemv2_0203#INS-NIR

ValueSet: FRCoreValueSetPatientContactRole
Id: fr-core-vs-patient-contact-role
Title: "Rôles auprès du patient"
Description: "Rôle d'un proche : famille, aidant, protection juridique."
* ^experimental = false
* include codes from system $TRE-R260-HL7RoleClass
* include codes from system $TRE-R217-ProtectionJuridique
* $v2-0131#O
* $v2-0131#U

ValueSet: FRCoreValueSetPatientRelationType
Id: fr-core-vs-relation-type
Title: "Liens avec le patient"
Description: "Lien de parenté ou autre lien personnel."
* ^experimental = false
* include codes from system $TRE-R216-HL7RoleCode

ValueSet: FRCoreValueSetPractitionerIdentifierType
Id: fr-core-vs-practitioner-identifier-type
Title: "Types d'identifiants du professionnel"
Description: "Types d'identifiants d'un professionnel, nationaux ou propres à une structure."
* ^experimental = false
* $v2-0203#EI
* FRCoreCodeSystemv2_0203#ADELI
* FRCoreCodeSystemv2_0203#RPPS
* FRCoreCodeSystemv2_0203#IDNPS
* FRCoreCodeSystemv2_0203#INTRN
* $TRE-G08-TypeIdentifiantPersonne#1 "Id cabinet ADELI/n° registre"
* $TRE-G08-TypeIdentifiantPersonne#3 "FINESS/n° de registre"
* $TRE-G08-TypeIdentifiantPersonne#4 "SIREN/n° de registre"
* $TRE-G08-TypeIdentifiantPersonne#5 "SIRET/n° de registre"
* $TRE-G08-TypeIdentifiantPersonne#6 "Id cabinet RPPS/n° de registre"

ValueSet: FRCoreValueSetPractitionerSpecialty
Id: fr-core-vs-practitioner-specialty
Title: "Spécialités"
Description: "Spécialités ordinales des nomenclatures des objets de santé."
* ^experimental = false
* include codes from system $TRE-R38-SpecialiteOrdinale

ValueSet: FRCoreValueSetOrganizationIdentifierType
Id: fr-core-vs-organization-identifier-type
Title: "Types d'identifiants d'organisation"
Description: "Types d'identifiants d'une structure."
* ^experimental = false
* FRCoreCodeSystemv2_0203#FINEJ
* FRCoreCodeSystemv2_0203#FINEG
* FRCoreCodeSystemv2_0203#SIREN
* FRCoreCodeSystemv2_0203#SIRET
* FRCoreCodeSystemv2_0203#IDNST
* FRCoreCodeSystemv2_0203#INTRN
* FRCoreCodeSystemv2_0203#EXTRN

ValueSet: FRCoreValueSetOrganizationType
Id: fr-core-vs-organization-type
Title: "Types d'organisations"
Description: "Tous les types d'organisations."
* ^experimental = false
* include codes from system FRCoreCodeSystemv2_3307

ValueSet: FRCoreValueSetEncounterIdentifierType
Id: fr-core-vs-encounter-identifier-type
Title: "Types d'identifiants de venue"
Description: "Tous les types d'identifiants de venue."
* ^experimental = false
* include codes from system FRCoreCodeSystemIdentifierType

ValueSet: FRCoreValueSetEncounterType
Id: fr-core-vs-encounter-type
Title: "Types de venue"
Description: "Types d'admission, internationaux et français."
* ^experimental = false
* $v2-0007#C
* $v2-0007#L
* $v2-0007#N
* $v2-0007#R
* $v2-0007#U
* FRCoreCodeSystemTypeAdmission#RM
* FRCoreCodeSystemTypeAdmission#IE

ValueSet: FRCoreValueSetEncounterDischargeDisposition
Id: fr-core-vs-encounter-discharge-disposition
Title: "Circonstances de sortie"
Description: "Circonstances de sortie françaises et internationales."
* ^experimental = false
* include codes from system FRCoreCodeSystemCirconstancesSortie
* include codes from system $discharge-disposition

ValueSet: FRCoreValueSetLocationPhysicalType
Id: fr-core-vs-location-physical-type
Title: "Types physiques de lieux"
Description: "Toutes les formes de lieux."
* ^experimental = false
* include codes from system FRCoreCodeSystemLocationPhysicalType
