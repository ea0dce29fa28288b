// Extraits des nomenclatures des objets de santé, auxquelles renvoient les listes restées à leur édition de 2021
// et le jeu de valeurs des méthodes de glycémie.

CodeSystem: TREA04Loinc
Id: TRE-A04-Loinc
Title: "TRE A04 LOINC, extrait"
Description: "Codes LOINC sous l'URL que leur donnent les nomenclatures des objets de santé."
* insert Extrait(https://mos.esante.gouv.fr/NOS/TRE_A04-Loinc/FHIR/TRE-A04-Loinc)
* #LA15173-0 "Femme enceinte"
* #2345-7 "Glucose sanguin"
* #4548-4 "Hémoglobine glyquée (HbA1c)"
* #16915-1 "Glucose post prandial"
* #53049-3 "Glucose à jeun"
* #88365-2 "Avant repas"
* #LA11865-5 "Après exercice"
* #LA46-8 "Autre"

CodeSystem: TRER303HL7v3AdministrativeGender
Id: TRE-R303-HL7v3AdministrativeGender
Title: "TRE R303 sexe administratif, extrait"
Description: "Sexes pour lesquels un intervalle de référence peut valoir."
* insert Extrait(https://mos.esante.gouv.fr/NOS/TRE_R303-HL7v3AdministrativeGender/FHIR/TRE-R303-HL7v3AdministrativeGender)
* #F "Féminin"
* #M "Masculin"

CodeSystem: TRER307NCIT
Id: TRE-R307-NCIT
Title: "TRE R307 NCI Thesaurus, extrait"
Description: "Codes du NCI Thesaurus sous l'URL que leur donnent les nomenclatures des objets de santé : les treize qui sont connus ici."
* insert Extrait(https://mos.esante.gouv.fr/NOS/TRE_R307-NCIT/FHIR/TRE-R307-NCIT)
* #C17610 "Prise de sang"
* #C159776 "Capteur de glucose"
* #C81261 "Mètre"
* #C138178 "Toise"
* #C49676 "Estimation sans matériel (prise du pouls)"
* #C153216 "Objet connecté"
* #C69319 "Tensiomètre automatique avec brassard adapté"
* #C69318 "Tensiomètre manuel"
* #C88165 "Podomètre"
* #C156877 "Application smartphone"
* #C21082 "Échelle numérique"
* #C121547 "Échelle visuelle analogique"
* #C21133 "Échelle verbale"

CodeSystem: TRER308TAASIP
Id: TRE-R308-TAASIP
Title: "TRE R308 TA ASIP, extrait"
Description: "Codes de l'ANS pour ce que les autres nomenclatures ne disent pas, avant que la terminologie CI-SIS ne les reprenne."
* insert Extrait(https://mos.esante.gouv.fr/NOS/TRE_R308-TAASIP/FHIR/TRE-R308-TAASIP)
* #MED-872 "Stadiomètre"
* #MED-873 "Cardiofréquencemètre"
* #MED-874 "Non diabétique"
* #MED-875 "MAPA : mesure automatisée de la pression artérielle"
* #MED-969 "Glucose interstitiel"
* #MED-972 "Index de gestion de glycémie (IGG)"
* #GEN-092 "Autre"
* #GEN-275 "7j"
* #GEN-276 "14j"
* #GEN-277 "30j"
* #GEN-278 "90j"

CodeSystem: TRER310CIM10
Id: TRE-R310-CIM10
Title: "TRE R310 CIM-10, extrait"
Description: "Types de diabète dans la CIM-10."
* insert Extrait(https://mos.esante.gouv.fr/NOS/TRE_R310-CIM10/FHIR/TRE-R310-CIM10)
* #E10 "Diabète type 1"
* #O24.4 "Diabète de grossesse"
* #E14 "Autres types de diabète sucré"

CodeSystem: TRER311CIM10Atih
Id: TRE-R311-CIM10Atih
Title: "TRE R311 CIM-10 de l'ATIH, extrait"
Description: "Types de diabète que l'ATIH subdivise."
* insert Extrait(https://mos.esante.gouv.fr/NOS/TRE_R311-CIM10Atih/FHIR/TRE-R311-CIM10Atih)
* #E11.x0 "Diabète type 2 insulinotraité"
* #E11.x8 "Diabète type 2 non insulinotraité"

CodeSystem: TRER312LPP
Id: TRE-R312-LPP
Title: "TRE R312 LPP, extrait"
Description: "Liste des produits et prestations : le lecteur de glycémie."
* insert Extrait(https://mos.esante.gouv.fr/NOS/TRE_R312-LPP/FHIR/TRE-R312-LPP)
* #1101720 "Lecteur de glycémie"
