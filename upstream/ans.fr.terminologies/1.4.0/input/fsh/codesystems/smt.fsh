// Extraits des terminologies du serveur multi-terminologies, auxquelles renvoient les listes de 2024 et 2025.

CodeSystem: EMDN
Id: terminologie-emdn
Title: "EMDN, extrait"
Description: "Nomenclature européenne des dispositifs médicaux : les familles de dispositifs qui prennent les mesures."
* insert Extrait(https://smt.esante.gouv.fr/terminologie-emdn)
* #C0205 "DISPOSITIFS CARDIAQUES À VISÉE DIAGNOSTIQUE"
* #V030201 "TOISES"
* #V030209 "TOISES À USAGE CLINIQUE"
* #V030210 "PÈSE-PERSONNES (SAUF CEUX DE NÉONATALOGIE)"
* #V03010102 "THERMOMÈTRES NUMÉRIQUES"
* #V0301010202 "THERMOMÈTRES NUMÉRIQUES - MESURE SANS CONTACT"
* #Y210905 "INTERFACES DE CAPTEURS EXTERNES"
* #Z12030205 "TENSIOMÈTRES NON INVASIFS"
* #Z1203020408 "OXYMÈTRES DE POULS"
* #Z1203020501 "TENSIOMÈTRES OSCILLOMÉTRIQUES NON INVASIFS"
* #Z1203020599 "TENSIOMÈTRES NON INVASIFS - AUTRES"
* #Z12050404 "ENREGISTREURS HOLTER DE LA PRESSION ARTÉRIELLE"
* #Z120626 "SYSTÈMES D'ANALYSE DE LA DYNAMIQUE DU MOUVEMENT"
* #Z12062692 "SYSTÈMES D'ANALYSE DE LA DYNAMIQUE DU MOUVEMENT - LOGICIELS QUALIFIÉS DM"

CodeSystem: NCIT
Id: terminologie-ncit
Title: "NCI Thesaurus, extrait"
Description: "Thésaurus du National Cancer Institute : le mètre ruban et les échelles de douleur."
* insert Extrait(https://smt.esante.gouv.fr/terminologie-ncit)
* #C81261 "ruban à mesurer"
* #C21082 "échelle numérique de la douleur"
* #C121547 "échelle visuelle analogique"
* #C21133 "échelle d'évaluation verbale"

CodeSystem: CISIS
Id: terminologie-cisis
Title: "Terminologie CI-SIS, extrait"
Description: "Codes du cadre d'interopérabilité des systèmes d'information de santé que LOINC n'a pas : indicateurs, moments et durées de la glycémie."
* insert Extrait(https://smt.esante.gouv.fr/fhir/CodeSystem/terminologie-cisis)
* #MED-972 "Index de gestion de glycémie (IGG)"
* #MED-1278 "Lors d'un malaise"
* #GEN-275 "7j"
* #GEN-276 "14j"
* #GEN-277 "30j"
* #GEN-278 "90j"
* #GEN-092.08.05 "Autre(s) nombre de jours"
