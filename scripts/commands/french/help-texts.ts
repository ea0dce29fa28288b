/**
 * The help of what somebody needs who writes to an API that a guide describes: the commands by name, and `ig validate`,
 * `checker`, `explain-rule` and `doctor` in full. What is not here stays English.
 */
export const HELP: Readonly<Record<string, string>> = {
  'Builds and validates a FHIR implementation guide written in FHIR Shorthand.':
    'Construit et valide un guide d’implémentation FHIR écrit en FHIR Shorthand.',
  'output the version number': 'affiche la version',
  'display help for command': 'affiche l’aide d’une commande',

  // The commands
  'make a guide, or make one that exists ready for this toolchain':
    'crée un guide, ou prépare un guide existant pour ce programme',
  'compile the guide, compute its snapshots, validate every example':
    'compile le guide, calcule ses snapshots, valide chaque exemple',
  'validate resources against the guide, or the guide’s own examples':
    'valide des ressources selon le guide, ou les exemples du guide',
  'stay warm, and tell of each edit what it makes of the verdict':
    'reste ouvert, et dit après chaque modification ce que devient le verdict',
  'serve an editor over the Language Server Protocol': 'sert un éditeur par le Language Server Protocol',
  'the FHIR packages in use, pinned by fhir-packages.lock.json':
    'les paquets FHIR employés, fixés par fhir-packages.lock.json',
  'make the official site with the HL7 IG Publisher': 'produit le site officiel avec l’IG Publisher de HL7',
  'the findings that the project lives with, in suppressions.yaml':
    'les constats acceptés par le projet, dans suppressions.yaml',
  'make the parts of the pages that come from the guide itself':
    'produit les parties des pages qui viennent du guide lui-même',
  'make the guide’s own checker: one file for browsers and Node.js':
    'produit le vérificateur du guide : un fichier pour navigateurs et Node.js',
  'tell what changed between two versions, and whom it breaks':
    'dit ce qui a changé entre deux versions, et qui en pâtit',
  'check, set up and publish what is published': 'vérifie, prépare et publie',
  'tell what a rule asks for, and what sets it': 'dit ce qu’une règle demande, et ce qui la fixe',
  'tell what this machine has, and what is missing for what': 'dit ce qu’a cette machine, ce qui manque, et pour quoi',
  'print what makes a shell complete commands and options':
    'écrit de quoi compléter commandes et options dans un shell',

  // ig validate
  'Validates resources: files, folders, globs, NDJSON, or - for standard input; without any, the examples of the guide.\nJSON only.':
    'Valide des ressources : fichiers, dossiers, motifs, NDJSON, ou - pour l’entrée standard ; sans rien, les exemples du guide.\nJSON seulement.',
  'files, folders or globs; - for standard input': 'fichiers, dossiers ou motifs ; - pour l’entrée standard',
  'hold each resource against this profile too, by its url, id or name, or as url|version; repeatable':
    'confronte aussi chaque ressource à ce profil, donné par son URL, son id ou son nom, ou par url|version ; répétable',
  'load this package too: id#version, a .tgz file or a folder; repeatable':
    'charge aussi ce paquet : id#version, un fichier .tgz ou un dossier ; répétable',
  'no guide: R4 core, terminology and extensions': 'sans guide : R4, sa terminologie et ses extensions',
  'take example.org and acme.com for what they are': 'accepte les adresses example.org et acme.com',
  'what the API of the guide would answer: HTTP status and OperationOutcome':
    'ce que l’API du guide répondrait : statut HTTP et OperationOutcome',
  'judge a search request as the API would; repeatable':
    'juge une requête de recherche comme le ferait l’API ; répétable',
  'a fact of the session that --as-api and --search ask for, such as oid=1.2.3; repeatable':
    'un fait de la session que --as-api et --search demandent, tel que oid=1.2.3 ; répétable',
  'the guide: folder with sushi-config.yaml; the one that the current folder is in, if any':
    'le guide : dossier de sushi-config.yaml ; à défaut celui du dossier courant',
  'validate in so many threads; by default one, or two to four where there is much to validate':
    'nombre de fils d’exécution ; par défaut un, ou deux à quatre s’il y a beaucoup à valider',
  'give up on a resource after so long; large ones are given more':
    'abandonne une ressource après ce délai ; les grandes en ont davantage',
  'hl7: the official HL7 validator in place of ours, needs Java 17; both: ours, and where the two differ':
    'hl7 : le validateur officiel de HL7 à la place du nôtre, avec Java 17 ; both : le nôtre, et où les deux diffèrent',
  'ask no FHIR registry': 'n’interroge aucun registre FHIR',
  'fail when anything differs from the lockfile': 'échoue si quoi que ce soit diffère du fichier de verrouillage',
  'ask this FHIR R4 terminology server what the loaded packages cannot decide, or off':
    'demande à ce serveur de terminologie FHIR R4 ce que les paquets chargés ne tranchent pas, ou off',
  'where its answers are recorded and replayed from; input/txcache of the guide by default':
    'où ses réponses sont enregistrées et relues ; par défaut input/txcache du guide',
  'how findings are written: text, json, ndjson, html, junit, sarif, github, operation-outcome; text by default. Repeatable with a file: --format sarif=out.sarif --format text':
    'forme des constats : text, json, ndjson, html, junit, sarif, github, operation-outcome ; text par défaut. Répétable avec un fichier : --format sarif=out.sarif --format text',
  'write the findings to a file instead of standard output':
    'écrit les constats dans un fichier plutôt que sur la sortie standard',
  'the least grave finding that makes the exit code 1': 'gravité à partir de laquelle le code de retour est 1',
  'findings that this file has do not fail the run; only what is new does':
    'les constats de ce fichier ne font pas échouer ; seuls les nouveaux le font',
  'write what fails the run now into such a file': 'écrit dans un tel fichier ce qui fait échouer aujourd’hui',
  'every package and every unchecked value on a line of its own':
    'chaque paquet et chaque valeur non vérifiée, par ligne',
  'show at most so many findings in the text format, the gravest first, and say how many more there are':
    'montre au plus ce nombre de constats dans le format text, les plus graves d’abord, et dit combien il en reste',
  'show below each finding the line that it is about, in the text format: auto is at a terminal that is wide enough':
    'montre sous chaque constat la ligne concernée, dans le format text ; auto : dans un terminal assez large',
  'language of the help and of the text format: en, fr; by default English, and with --as-api and --search the language of the guide':
    'langue de l’aide et du format text : en, fr ; l’anglais sauf demande, et celle du guide avec --as-api et --search',
  'no progress on standard error': 'n’affiche pas l’avancement sur la sortie d’erreur',
  'no colours; so it is too where NO_COLOR is set or the output is no terminal, unless FORCE_COLOR is set':
    'sans couleurs ; de même si NO_COLOR est défini ou si la sortie n’est pas un terminal, sauf si FORCE_COLOR est défini',

  'no colours; so it is too where NO_COLOR is set or the output is no terminal':
    'sans couleurs ; de même si NO_COLOR est défini ou si la sortie n’est pas un terminal',

  // ig checker
  'Makes verifier.mjs: the engine, the guide’s rules and all definitions that these need, in one ES module.\nnode verifier.mjs transaction.json says then what the API would answer, without this toolchain.':
    'Produit verifier.mjs : le moteur, les règles du guide et toutes les définitions utiles, dans un seul module ES.\nnode verifier.mjs transaction.json dit alors ce que l’API répondrait, sans ce programme.',
  'folder with sushi-config.yaml': 'dossier de sushi-config.yaml',
  'where the checker is written': 'où le vérificateur est écrit',
  'no guide: a checker of R4 core, terminology and extensions':
    'sans guide : un vérificateur de R4, de sa terminologie et de ses extensions',
  'how findings are written': 'forme des constats',

  // ig explain-rule
  'Tells what a rule asks for and the section of the specification that sets it; without a rule, lists them all.\nIn a guide that numbers its own rules it knows these too, by their number and by their invariants; and the invariants of all loaded definitions by their keys, such as dom-6.':
    'Dit ce qu’une règle demande et la section de la spécification qui la fixe ; sans règle, les énumère toutes.\nDans un guide qui numérote ses propres règles, les connaît aussi, par leur numéro et par leurs invariants ; de même les invariants de toutes les définitions chargées, par leur clé, telle que dom-6.',
  'name of a rule or key of an invariant, as a finding has it':
    'nom d’une règle ou clé d’un invariant, comme dans un constat',
  'the guide: folder with sushi-config.yaml': 'le guide : dossier de sushi-config.yaml',

  // ig doctor, ig help
  'Tells what this machine has, what is missing for which command, and the command that gets it.':
    'Dit ce qu’a cette machine, ce qui manque à quelle commande, et la commande qui l’obtient.',
  'Displays the help of a command, or of one below it, such as ig help packages lock.':
    'Affiche l’aide d’une commande, ou d’une de ses sous-commandes, telle que ig help packages lock.',
  'name of a command, then of one below it': 'nom d’une commande, puis d’une sous-commande',
};

/** What stands around them. */
export const TITLES: Readonly<Record<string, string>> = {
  'Usage:': 'Utilisation :',
  'Arguments:': 'Arguments :',
  'Options:': 'Options :',
  'Commands:': 'Commandes :',
};
