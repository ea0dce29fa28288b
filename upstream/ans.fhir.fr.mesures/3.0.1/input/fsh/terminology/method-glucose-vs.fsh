ValueSet: MethodeGlucoseVS
Id: method-glucose-vs
Title: "Méthodes de mesure du glucose"
Description: "Méthodes de la glycémie sanguine et du glucose interstitiel."
* ^experimental = false
* include codes from valueset $JDV-J155
* include codes from valueset $JDV-J156
