/** The help of the command line in French: the same options, line by line. */
export const AIDE = `Utilisation : node verifier.mjs [options] [fichier...]

Dit ce que l'API du guide répondrait à des envois et à des recherches. Rien n'est envoyé.

Arguments :
  fichier                 du JSON, ou du NDJSON, un envoi par ligne ; - pour l'entrée standard

Options :
  --search <url>          juge une recherche ; répétable
  --context <nom=valeur>  un fait de la session, comme oid=1.2.3 ; répétable
  --fhir                  confronte les fichiers à FHIR et aux profils qu'ils nomment, quoi que dise l'API
  --profile <canonique>   confronte aussi les fichiers à ce profil ; répétable
  --format <format>       text ou json (text par défaut)
  --lang <langue>         langue de l'aide et du format text : en ou fr (celle du guide par défaut)
  --verbose               text : chaque constat et chaque remarque
  --version               les versions du guide, de ses paquets et de l'outil
  --help                  ce texte

Codes de sortie : 0 accepté, 1 refusé ou non valide, 2 n'a pas pu s'exécuter.
`;
