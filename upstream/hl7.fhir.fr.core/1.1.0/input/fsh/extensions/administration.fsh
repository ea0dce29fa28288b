// Compléments aux adresses, aux organisations, aux professionnels et aux venues.

Extension: FrAddressInseeCode
Id: fr-address-insee-code
Title: "Code INSEE"
Description: "Code officiel géographique de la commune."
Context: Address
* insert Profil(FrAddressInseeCode)
* . 0..1
* value[x] only Coding
* value[x] from FrInseeCode (required)

Extension: FrContactPointEmailType
Id: fr-email-type
Title: "Type de messagerie"
Description: "Nature de la messagerie, par exemple une messagerie sécurisée de santé."
Context: ContactPoint
* insert Profil(FrContactPointEmailType)
* . 0..1
* value[x] only Coding
* value[x] from FrEmailType (extensible)

Extension: FrOrganizationShortName
Id: fr-organization-short-name
Title: "Nom court"
Description: "Nom abrégé de l'organisation."
Context: Organization
* insert Profil(FrOrganizationShortName)
* . 0..1
* value[x] only string

Extension: FrOrganizationDescription
Id: fr-organization-description
Title: "Description"
Description: "Présentation libre de l'organisation."
Context: Organization
* insert Profil(FrOrganizationDescription)
* . 0..1
* value[x] only string

Extension: FrEncounterEstimatedDischargeDate
Id: fr-estimated-discharge-date
Title: "Date de sortie prévue"
Description: "Date à laquelle la sortie du patient est attendue."
Context: Encounter
* insert Profil(FrEncounterEstimatedDischargeDate)
* . 0..1
* value[x] only date

Extension: FrServiceTypeDuration
Id: fr-service-type-duration
Title: "Durée par type de service"
Description: "Durée que prend un type de service."
Context: PractitionerRole, HealthcareService, Schedule
* insert Profil(FrServiceTypeDuration)
* extension contains serviceType 1..1 and duration 0..1
* extension[serviceType].value[x] only CodeableConcept
* extension[serviceType].value[x].coding from http://hl7.org/fhir/ValueSet/service-type (example)
* extension[duration].value[x] only Duration
