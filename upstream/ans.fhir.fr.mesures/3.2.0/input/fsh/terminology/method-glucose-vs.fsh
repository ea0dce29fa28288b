ValueSet: MethodeGlucoseVS
Id: method-glucose-vs
Title: "Méthodes de mesure du glucose"
Description: "Méthodes de la glycémie sanguine et du glucose interstitiel : deux nomenclatures entières, dont seuls les codes connus sont ici."
* ^experimental = false
* include codes from system $TRE-R312-LPP
* include codes from system $TRE-R307-NCIT
