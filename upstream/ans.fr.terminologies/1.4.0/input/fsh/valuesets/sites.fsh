// Où une mesure est prise, dans l'édition de 2024.

ValueSet: JDVJ149
Id: JDV-J149-BodySiteBP-ENS
Title: "JDV J149, sites de mesure de la pression artérielle"
Description: "Poignet ou membre supérieur."
* insert JDV(J149-BodySiteBP-ENS, 20240927120000)
* $SCT#8205005 "poignet"
* $SCT#53120007 "membre supérieur"

ValueSet: JDVJ151
Id: JDV-J151-BodySiteBodyTemperature-ENS
Title: "JDV J151, sites de mesure de la température"
Description: "Rectum, bouche, oreille, aisselle, tempe ou front."
* insert JDV(J151-BodySiteBodyTemperature-ENS, 20240927120000)
* $SCT#34402009
* $SCT#52795006
* $SCT#91470000
* $SCT#117590005
* $SCT#123851003
* $SCT#450721000
