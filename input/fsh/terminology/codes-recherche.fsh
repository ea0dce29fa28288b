// Les codes de la recherche sont des mots de l'API, sans système : un système de codes à eux, que le contrôle du paramètre
// code interroge, et que tout validateur connaît sans LOINC.

CodeSystem: MESRecherche
Id: mes-recherche
Title: "Codes de recherche"
Description: "Les mots que le paramètre code de la recherche admet, tels que l'API les écrit : des codes sans leur système."
* ^caseSensitive = true
* ^content = #complete
* ^experimental = false
* #29463-7 "Poids" "Code LOINC."
* #8302-2 "Taille" "Code LOINC."
* #39156-5 "Indice de masse corporelle" "Code LOINC. La mesure se recherche, et ne se transmet pas."
* #85354-9 "Pression artérielle" "Code LOINC."
* #8310-5 "Température corporelle" "Code LOINC."
* #2345-7 "Glycémie sanguine" "Code LOINC."
* #MED-969 "Glycémie interstitielle" "Code de TRE_R308-TAASIP ; la mesure porte aussi le code LOINC 99504-3."
* #4548-4 "Hémoglobine glyquée (HbA1c)" "Code LOINC."
* #MED-972 "Indice de gestion de la glycémie" "Code de la terminologie CI-SIS."
* #72514-3 "Intensité de la douleur" "Code LOINC."
* #41950-7 "Nombre de pas par jour" "Code LOINC."
* #8280-0 "Tour de taille" "Code LOINC."
* #8287-5 "Périmètre crânien" "Code LOINC."
* #8867-4 "Fréquence cardiaque" "Code LOINC."

ValueSet: MESCodeRecherche
Id: mes-code-recherche
Title: "Codes de recherche des mesures"
Description: "Codes que le paramètre code de la recherche admet, sans leur système : onze mesures, dont la glycémie en quatre indicateurs."
* ^experimental = false
* include codes from system MESRecherche
