// What the tools note on other conformance resources.

Extension: SnapshotBaseVersion
Id: snapshot-base-version
Title: "Version of the base in the snapshot"
Description: "Version of the base definition from which the snapshot was generated."
Context: StructureDefinition.snapshot
* value[x] only string
* value[x] 1..1

Extension: ExpansionParameters
Id: expansion-parameters
Title: "Expansion parameters"
Description: "Points to the Parameters resource with which the value sets of the guide are expanded."
Context: ImplementationGuide.definition
* value[x] only Reference(Parameters)
* value[x] 1..1
