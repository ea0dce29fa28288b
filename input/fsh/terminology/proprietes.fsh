// Propriétés d'un système de codes et de ses concepts. Un concept les reçoit par « * #code insert Propriete(…) ».

RuleSet: ProprieteDeclaree(code, type, description)
* ^property[+].code = #{code}
* ^property[=].type = #{type}
* ^property[=].description = "{description}"

RuleSet: Propriete(code, valeur)
* ^property[+].code = #{code}
* ^property[=].valueString = "{valeur}"

RuleSet: Proprietes2(code, une, deux)
* insert Propriete({code}, {une})
* insert Propriete({code}, {deux})

RuleSet: Proprietes3(code, une, deux, trois)
* insert Proprietes2({code}, {une}, {deux})
* insert Propriete({code}, {trois})
