// Vraisemblance : des avertissements, jamais des erreurs. Chaque limite a sa raison, et sa source dans MESRegleApi (règles P).

RuleSet: Bornes(bas, haut)
* severity = #warning
* expression = "value.ofType(Quantity).value.all($this >= {bas} and $this <= {haut})"

// L'unité d'une glycémie dit de quel indicateur elle est : une règle de la glycémie le veut.
RuleSet: BornesEnUnite(unite, bas, haut)
* severity = #warning
* expression = "value.ofType(Quantity).where(code = '{unite}').value.all($this >= {bas} and $this <= {haut})"

Invariant: mes-vrai-date
Description: "La mesure est faite dans l'avenir : l'horloge du dispositif avance, ou une heure locale est donnée comme UTC (Z)."
Severity: #warning
Expression: "effective.ofType(dateTime).where(iif(convertsToDateTime(), iif(toString().length() > 10, $this > now(), $this > now() + 1 day), false)).empty()"

Invariant: mes-vrai-poids
Description: "Le poids n'est pas entre 0 et 650 kg, plus que tout poids connu : des grammes pour des kilogrammes ?"
Severity: #warning
Expression: "value.ofType(Quantity).value.all($this > 0 and $this <= 650)"

Invariant: mes-vrai-taille
Description: "La taille n'est pas entre 20 et 280 cm, plus que toute taille connue : des mètres ou des millimètres pour des centimètres ?"
* insert Bornes(20, 280)

Invariant: mes-vrai-temperature
Description: "La température n'est pas entre 11 et 47 °C, en dehors de toute température corporelle connue : des degrés Fahrenheit ?"
* insert Bornes(11, 47)

Invariant: mes-vrai-frequence
Description: "La fréquence cardiaque n'est pas entre 20 et 350 battements par minute, en dehors de toute fréquence connue."
* insert Bornes(20, 350)

Invariant: mes-vrai-pression
Description: "La pression n'est pas entre 30 et 300 mm[Hg] (systolique), 10 et 300 (diastolique), ce qu'un brassard mesure : des centimètres de mercure (12/8) ou des kilopascals ?"
Severity: #warning
Expression: "component.where(code.coding.where(code = '8480-6').exists()).value.ofType(Quantity).value.all($this >= 30 and $this <= 300) and component.where(code.coding.where(code = '8462-4').exists()).value.ofType(Quantity).value.all($this >= 10 and $this <= 300)"

Invariant: mes-vrai-pression-ordre
Description: "La pression diastolique (8462-4) n'est pas inférieure à la systolique (8480-6) : sont-elles échangées ?"
Severity: #warning
Expression: "iif(component.where(code.coding.where(code = '8462-4').exists()).value.ofType(Quantity).value >= component.where(code.coding.where(code = '8480-6').exists()).value.ofType(Quantity).value, false, true)"

Invariant: mes-vrai-glycemie
Description: "La glycémie n'est pas entre 20 et 2700 mg/dL : des mmol/L pour des mg/dL (1 mmol/L vaut 18 mg/dL) ?"
* insert BornesEnUnite(mg/dL, 20, 2700)

Invariant: mes-vrai-pourcentage
Description: "L'HbA1c ou l'indice de gestion n'est pas entre 3 et 20 % : des mmol/mol pour des pour cent, ou une fraction (0,068) ?"
* insert BornesEnUnite(%, 3, 20)

Invariant: mes-vrai-douleur
Description: "La douleur n'est pas entre 0 et 10, l'échelle de son code : une échelle de 0 à 100 ?"
* insert Bornes(0, 10)

Invariant: mes-vrai-pas
Description: "Le nombre de pas n'est pas entre 0 et 259200, soit 180 pas par minute pendant 24 heures."
* insert Bornes(0, 259200)

Invariant: mes-vrai-pas-entier
Description: "Le nombre de pas n'est pas entier : des kilomètres, ou une moyenne, pour des pas ?"
Severity: #warning
Expression: "value.ofType(Quantity).value.all($this = truncate())"

Invariant: mes-vrai-tour-de-taille
Description: "Le tour de taille n'est pas entre 30 et 305 cm, plus que tout tour de taille connu : des mètres ou des pouces pour des centimètres ?"
* insert Bornes(30, 305)

Invariant: mes-vrai-perimetre-cranien
Description: "Le périmètre crânien n'est pas entre 15 et 80 cm, ni d'un prématuré, ni d'un adulte : des millimètres ou des pouces pour des centimètres ?"
* insert Bornes(15, 80)

Invariant: mes-vrai-comparateur
Description: "La valeur n'est qu'une borne (Quantity.comparator) : un appareil qui affiche « LO » ou « HI » n'a pas donné de nombre. Ne rien transmettre, et le dire à l'usager."
Severity: #warning
Expression: "value.ofType(Quantity).comparator.empty() and component.value.ofType(Quantity).comparator.empty()"
