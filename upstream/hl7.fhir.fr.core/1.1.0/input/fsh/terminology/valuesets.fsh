// Jeux de valeurs auxquels les profils repris ici sont liés.

ValueSet: FrBpMeasurementMethod
Id: fr-bp-method
Title: "Méthodes de mesure de la pression artérielle"
Description: "Façons de prendre une pression artérielle."
* insert JeuDeValeurs(fr-bp-measurement-method)
* $sct#37931006 "Auscultation (procedure)"
* $sct#113011001 "Palpation (procedure)"
* $sct#61284002 "Machine, device (physical object)"
* $sct#10179008 "Invasive (qualifier value)"

ValueSet: FrInseeCode
Id: fr-insee-code
Title: "Codes INSEE"
Description: "Communes du code officiel géographique."
* insert JeuDeValeurs(fr-insee-code)
* include codes from system $TRE-R13-CommuneOM

ValueSet: FrCogCommunePays
Id: fr-cog-commune-pays
Title: "Communes et pays"
Description: "Communes et pays du code officiel géographique."
* insert JeuDeValeurs(fr-cog-commune-pays)
* include codes from system $TRE-R13-CommuneOM
* include codes from system $TRE-R20-Pays

ValueSet: FrEmailType
Id: fr-email-type
Title: "Types de messagerie"
Description: "Types de messagerie des nomenclatures des objets de santé."
* insert JeuDeValeurs(fr-email-type)
* include codes from system $TRE-R256-TypeMessagerie

ValueSet: FrIdentityReliability
Id: identity-reliability
Title: "Statuts de l'identité"
Description: "Tous les statuts de l'identité."
* insert JeuDeValeurs(fr-identity-reliability)
* include codes from system FrV20445

ValueSet: FrModeValidationIdentite
Id: identity-validation-mode
Title: "Pièces de validation de l'identité"
Description: "Toutes les pièces admises."
* insert JeuDeValeurs(fr-mode-validation-identite)
* include codes from system FrCsModeValidationIdentite

ValueSet: FrIdentityMethodCollection
Id: identity-method-collection
Title: "Moyens de recueil de l'identité"
Description: "Tous les moyens de recueil."
* insert JeuDeValeurs(fr-identity-method-collection)
* include codes from system FrCsIdentityMethodCollection

ValueSet: FrPatientIdentifierType
Id: fr-identifier-type-v1-0
Title: "Types d'identifiants du patient"
Description: "Types d'identifiants d'un patient, internationaux et français."
* insert JeuDeValeurs(fr-patient-identifier-type)
* $v2-0203#PPN
* $v2-0203#PN
* $v2-0203#PI
* $v2-0203#RRI
* FrV20203#NNFRA
* FrV20203#NDP
* FrV20203#INS-C
* FrV20203#INS-NIA
* FrV20203#INS-NIR

ValueSet: FrRelatedPersonRole
Id: fr-related-person-role
Title: "Rôles auprès du patient"
Description: "Rôle d'un proche auprès du patient."
* insert JeuDeValeurs(fr-related-person-role)
* include codes from system $TRE-R260-HL7RoleClass

ValueSet: FrRelatedPersonVS
Id: fr-related-person
Title: "Liens avec le patient"
Description: "Lien de parenté ou autre lien personnel."
* insert JeuDeValeurs(fr-related-person)
* include codes from system $TRE-R216-HL7RoleCode

ValueSet: FrPractionerIdentifierType
Id: fr-practitioner-identifier-type
Title: "Types d'identifiants du professionnel"
Description: "Types d'identifiants d'un professionnel, nationaux ou propres à une structure."
* insert JeuDeValeurs(fr-practioner-identifier-type)
* $v2-0203#EI
* FrV20203#ADELI
* FrV20203#RPPS
* FrV20203#IDNPS
* FrV20203#INTRN
* $TRE-G08-TypeIdentifiantPersonne#1 "Id cabinet ADELI/n° registre"
* $TRE-G08-TypeIdentifiantPersonne#3 "FINESS/n° de registre"
* $TRE-G08-TypeIdentifiantPersonne#4 "SIREN/n° de registre"
* $TRE-G08-TypeIdentifiantPersonne#5 "SIRET/n° de registre"
* $TRE-G08-TypeIdentifiantPersonne#6 "Id cabinet RPPS/n° de registre"

ValueSet: FrPractionerRoleExercice
Id: fr-practitioner-role-exercice
Title: "Fonctions d'exercice"
Description: "Fonctions et rôles des nomenclatures des objets de santé."
* insert JeuDeValeurs(fr-practioner-role-exercice)
* include codes from system $TRE-R21-Fonction
* include codes from system $TRE-R96-AutreFonctionSanitaire
* include codes from system $TRE-R85-RolePriseCharge

ValueSet: FrPractitionerSpecialty
Id: fr-practitioner-specialty
Title: "Spécialités"
Description: "Spécialités ordinales des nomenclatures des objets de santé."
* insert JeuDeValeurs(fr-practitioner-specialty)
* include codes from system $TRE-R38-SpecialiteOrdinale

ValueSet: FrOrganizationIdentifierType
Id: fr-organization-identifier-type-v1-0
Title: "Types d'identifiants d'organisation"
Description: "Types d'identifiants d'une structure, dans le système que Fr Core cite pour eux."
* insert JeuDeValeurs(fr-organization-identifier-type)
* $fr-v2-0203-cite#FINEJ "FINESS d'entité juridique"
* $fr-v2-0203-cite#FINEG "FINESS d'entité géographique"
* $fr-v2-0203-cite#SIREN "Identification de l'organisation au SIREN"
* $fr-v2-0203-cite#SIRET "Identification de l'organisation au SIRET"
* $fr-v2-0203-cite#IDNST "Identification nationale de structure définie par l’ASIP-SANTE dans le CI_SIS"
* $fr-v2-0203-cite#INTRN "Identifiant interne"
* $fr-v2-0203-cite#EXTRN "Identifiant externe"

ValueSet: FrOrganizationType
Id: fr-organization-type
Title: "Types d'organisations"
Description: "Tous les types d'organisations."
* insert JeuDeValeurs(fr-organization-type)
* include codes from system FrV23307

ValueSet: FrEncounterIdentifierType
Id: fr-encounter-identifier-type
Title: "Types d'identifiants de venue"
Description: "Tous les types d'identifiants de venue."
* insert JeuDeValeurs(fr-encounter-identifier-type)
* include codes from system FrIdentifierType

ValueSet: FrEncounterType
Id: fr-encounter-type
Title: "Types de venue"
Description: "Types d'admission, internationaux et français."
* insert JeuDeValeurs(fr-encounter-type)
* $v2-0007#C
* $v2-0007#L
* $v2-0007#N
* $v2-0007#R
* $v2-0007#U
* include codes from system FrTypeAdmission

ValueSet: FrEncounterDischargeDisposition
Id: fr-encounter-discharge-disposition
Title: "Circonstances de sortie"
Description: "Toutes les circonstances de sortie."
* insert JeuDeValeurs(fr-encounter-discharge-disposition)
* include codes from system FrCirconstancesSortie

ValueSet: FrLocationPhysicalType
Id: location-physical-type
Title: "Types physiques de lieux"
Description: "Toutes les formes de lieux."
* insert JeuDeValeurs(fr-location-physical-type)
* include codes from system FrLocationPhysicalTypeCS
