// Comment une mesure est prise, dans l'édition de 2024.

ValueSet: JDVJ145
Id: JDV-J145-MethodBodyWeight-ENS
Title: "JDV J145, méthodes de mesure du poids"
Description: "Ce avec quoi un poids est mesuré."
* insert JDV(J145-MethodBodyWeight-ENS, 20240726120000)
* $EMDN#V030210 "PÈSE-PERSONNES (SAUF CEUX DE NÉONATALOGIE)"

ValueSet: JDVJ146
Id: JDV-J146-MethodBodyHeight-ENS
Title: "JDV J146, méthodes de mesure de la taille"
Description: "Ce avec quoi une taille est mesurée."
* insert JDV(J146-MethodBodyHeight-ENS, 20240927120000)
* $NCIT#C81261 "ruban à mesurer"
* $EMDN#V030201 "TOISES"
* $EMDN#V030209 "TOISES À USAGE CLINIQUE"

ValueSet: JDVJ147
Id: JDV-J147-MethodHeartrate-ENS
Title: "JDV J147, méthodes de mesure de la fréquence cardiaque"
Description: "Ce avec quoi une fréquence cardiaque est mesurée, la palpation du pouls comprise."
* insert JDV(J147-MethodHeartrate-ENS, 20240726120000)
* $EMDN#C0205 "DISPOSITIFS CARDIAQUES À VISÉE DIAGNOSTIQUE"
* $EMDN#Y210905 "INTERFACES DE CAPTEURS EXTERNES"
* $EMDN#Z12030205 "TENSIOMÈTRES NON INVASIFS"
* $EMDN#Z1203020408 "OXYMÈTRES DE POULS"
* $SCT#8499008

ValueSet: JDVJ150
Id: JDV-J150-MethodBP-ENS
Title: "JDV J150, méthodes de mesure de la pression artérielle"
Description: "Ce avec quoi une pression artérielle est mesurée."
* insert JDV(J150-MethodBP-ENS, 20240726120000)
* $EMDN#Y210905 "INTERFACES DE CAPTEURS EXTERNES"
* $EMDN#Z12050404 "ENREGISTREURS HOLTER DE LA PRESSION ARTÉRIELLE"
* $EMDN#Z1203020501 "TENSIOMÈTRES OSCILLOMÉTRIQUES NON INVASIFS"
* $EMDN#Z1203020599 "TENSIOMÈTRES NON INVASIFS - AUTRES"

ValueSet: JDVJ152
Id: JDV-J152-MethodBodyTemperature-ENS
Title: "JDV J152, méthodes de mesure de la température"
Description: "Ce avec quoi une température est mesurée."
* insert JDV(J152-MethodBodyTemperature-ENS, 20240726120000)
* $EMDN#V03010102 "THERMOMÈTRES NUMÉRIQUES"
* $EMDN#V0301010202 "THERMOMÈTRES NUMÉRIQUES - MESURE SANS CONTACT"

ValueSet: JDVJ158
Id: JDV-J158-MethodStepsByDay-ENS
Title: "JDV J158, méthodes de comptage des pas"
Description: "Ce avec quoi les pas sont comptés."
* insert JDV(J158-MethodStepsByDay-ENS, 20240726120000)
* $EMDN#Y210905 "INTERFACES DE CAPTEURS EXTERNES"
* $EMDN#Z120626 "SYSTÈMES D'ANALYSE DE LA DYNAMIQUE DU MOUVEMENT"
* $EMDN#Z12062692 "SYSTÈMES D'ANALYSE DE LA DYNAMIQUE DU MOUVEMENT - LOGICIELS QUALIFIÉS DM"

ValueSet: JDVJ159
Id: JDV-J159-MethodPainSeverity-ENS
Title: "JDV J159, échelles de douleur"
Description: "Échelle sur laquelle la douleur est cotée."
* insert JDV(J159-MethodPainSeverity-ENS, 20240927120000)
* $NCIT#C21082 "échelle numérique de la douleur"
* $NCIT#C121547 "échelle visuelle analogique"
* $NCIT#C21133 "échelle d'évaluation verbale"
