// Les intitulés de LOINC, que le profil n'impose pas : ils aident à lire un exemple.

RuleSet: IntitulePoids
* code.coding[BodyWeightCode].display = "Body weight"

RuleSet: IntituleTaille
* code.coding[BodyHeightCode].display = "Body height"

RuleSet: IntituleImc
* code.coding[BMICode].display = "Body mass index (BMI) [Ratio]"

RuleSet: IntituleTension
* code.coding[BPCode].display = "Blood pressure panel with all children optional"
* component[SystolicBP].code.coding[SBPCode].display = "Systolic blood pressure"
* component[DiastolicBP].code.coding[DBPCode].display = "Diastolic blood pressure"

RuleSet: IntituleTemperature
* code.coding[BodyTempCode].display = "Body temperature"

RuleSet: IntituleDouleur
* code.coding[0].display = "Pain severity - 0-10 verbal numeric rating [Score] - Reported"

RuleSet: IntitulePas
* code.coding[0].display = "Number of steps in 24 hour Measured"

RuleSet: IntituleTourDeTaille
* code.coding[0].display = "Waist Circumference at umbilicus by Tape measure"

RuleSet: IntitulePerimetreCranien
* code.coding[HeadCircumCode].display = "Head Occipital-frontal circumference"
* code.coding[headCircumCode].display = "Head Occipital-frontal circumference by Tape measure"

RuleSet: IntituleFrequenceCardiaque
* code.coding[HeartRateCode].display = "Heart rate"
