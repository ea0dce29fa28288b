// Listes que lient les profils 3.0.1 et que 3.2.0 n'emploie plus : leur contenu récent n'est pas connu ici.

ValueSet: JDVJ148
Id: JDV-J148-ReferenceRangeAppliesTo-CISIS
Title: "JDV J148, populations des intervalles de référence"
Description: "À qui un intervalle de référence s'applique. La version est celle de 2025, les codes sont ceux de l'édition du 30 avril 2021, la dernière connue ici."
* insert JDV(J148-ReferenceRangeAppliesTo-CISIS, 20250131120000)
* $TRE-R303-HL7v3AdministrativeGender#F "Féminin"
* $TRE-R303-HL7v3AdministrativeGender#M "Masculin"
* $TRE-A04-Loinc#LA15173-0 "Femme enceinte"

ValueSet: JDVJ153
Id: JDV-J153-TypeDiabete-ENS
Title: "JDV J153, types de diabète"
Description: "Type de diabète d'un patient, dans l'édition du 30 avril 2021, la dernière connue ici."
* insert JDV(J153-TypeDiabete-ENS, 20210430120000)
* $TRE-R311-CIM10Atih#E11.x0 "Diabète type 2 insulinotraité"
* $TRE-R311-CIM10Atih#E11.x8 "Diabète type 2 non insulinotraité"
* $TRE-R310-CIM10#E10 "Diabète type 1"
* $TRE-R310-CIM10#O24.4 "Diabète de grossesse"
* $TRE-R310-CIM10#E14 "Autres types de diabète sucré"
* $TRE-R308-TAASIP#MED-874 "Non diabétique"

ValueSet: JDVJ155
Id: JDV-J155-MethodGlucoseSanguin-ENS
Title: "JDV J155, méthodes de la glycémie sanguine"
Description: "Ce avec quoi une glycémie sanguine est mesurée, dans l'édition du 30 avril 2021, la dernière connue ici."
* insert JDV(J155-MethodGlucoseSanguin-ENS, 20210430120000)
* $TRE-R312-LPP#1101720 "Lecteur de glycémie"
* $TRE-R307-NCIT#C17610 "Prise de sang"

ValueSet: JDVJ156
Id: JDV-J156-MethodGlucoseInterstitiel-ENS
Title: "JDV J156, méthodes du glucose interstitiel"
Description: "Ce avec quoi un glucose interstitiel est mesuré, dans l'édition du 30 avril 2021, la dernière connue ici."
* insert JDV(J156-MethodGlucoseInterstitiel-ENS, 20210430120000)
* $TRE-R307-NCIT#C159776 "Capteur de glucose"
