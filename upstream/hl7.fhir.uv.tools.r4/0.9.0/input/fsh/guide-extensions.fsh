// What an ImplementationGuide resource carries for the tools that build it.

Extension: IGParameter
Id: ig-parameter
Title: "Implementation guide parameter"
Description: "A parameter for the tool that builds the guide, where the code list of ImplementationGuide.definition.parameter has no code for it."
Context: ImplementationGuide.definition
* extension contains code 1..1 and value 1..1
* extension[code] ^short = "Name of the parameter"
* extension[code].value[x] only code or string
* extension[code].value[x] 1..1
* extension[value] ^short = "Value of the parameter"
* extension[value].value[x] only string
* extension[value].value[x] 1..1

Extension: IGPageName
Id: ig-page-name
Title: "Page file name"
Description: "File name under which the published guide has the page."
Context: ImplementationGuide.definition.page
* value[x] only url
* value[x] 1..1

Extension: IGDependencyComment
Id: implementationguide-dependency-comment
Title: "Comment on a dependency"
Description: "Why the guide depends on the package, in words for its readers."
Context: ImplementationGuide.dependsOn
* value[x] only markdown
* value[x] 1..1

Extension: IGInternalDependency
Id: ig-internal-dependency
Title: "Internal dependency"
Description: "The package serves the build of the guide alone: nothing that the guide specifies rests on it. The value is the package as `id#version`."
Context: ImplementationGuide.definition
* value[x] only code
* value[x] 1..1

Extension: ResourceInformation
Id: resource-information
Title: "Kind of resource"
Description: "What a listed resource is, said more exactly than by its type alone, such as `StructureDefinition:resource` for a profile on a resource."
Context: ImplementationGuide.definition.resource
* value[x] only string
* value[x] 1..1
