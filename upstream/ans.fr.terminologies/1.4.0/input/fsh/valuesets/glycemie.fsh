// Ce qui est dit d'une glycémie, dans les éditions de 2024 et 2025.

ValueSet: JDVJ154
Id: JDV-J154-TypeGlucose-ENS
Title: "JDV J154, indicateurs de glycémie"
Description: "Glycémie sanguine, hémoglobine glyquée, glucose interstitiel ou index de gestion de la glycémie."
* insert JDV(J154-TypeGlucose-ENS, 20250728120000)
* $LOINC#2345-7 "Glucose [Masse/Volume] Sérum/Plasma ; Numérique"
* $LOINC#4548-4 "Hémoglobine A1c/hémoglobine totale [Fraction massique] Sang ; Numérique"
* $LOINC#99504-3 "Glucose [Masse/Volume] Liquide interstitiel ; Numérique"
* $CISIS#MED-972 "Index de gestion de glycémie (IGG)"

ValueSet: JDVJ157
Id: JDV-J157-MomentGlucose-ENS
Title: "JDV J157, moments de la glycémie"
Description: "Moment de la mesure par rapport aux repas, à l'effort ou à un malaise."
* insert JDV(J157-MomentGlucose-ENS, 20250728120000)
* $LOINC#16915-1 "Glucose [Masse/volume] Serum/Plasma --post prandial"
* $LOINC#53049-3 "Glucose [Masse/volume] Serum/Plasma --à jeun"
* $LOINC#88365-2 "Glucose [Masse/volume] dans le sang --avant repas"
* $LOINC#LA11865-5 "Après exercice"
* $LOINC#LA46-8 "Autre"
* $CISIS#MED-1278 "Lors d'un malaise"

ValueSet: JDVJ163
Id: JDV-J163-GlucoseUnits-ENS
Title: "JDV J163, unités de la glycémie"
Description: "Milligramme par décilitre ou pourcentage."
* insert JDV(J163-GlucoseUnits-ENS, 20240927120000)
* $UCUM#mg/dL "milligramme par décilitre"
* $UCUM#% "pourcentage"

ValueSet: JDVJ164
Id: JDV-J164-GlucoseNumberOfDays-ENS
Title: "JDV J164, nombre de jours de la moyenne"
Description: "Nombre de jours que couvre un indicateur moyen."
* insert JDV(J164-GlucoseNumberOfDays-ENS, 20250728120000)
* $CISIS#GEN-275 "7j"
* $CISIS#GEN-276 "14j"
* $CISIS#GEN-277 "30j"
* $CISIS#GEN-278 "90j"
* $CISIS#GEN-092.08.05 "Autre(s) nombre de jours"
