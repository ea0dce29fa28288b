Alias: $MDC = urn:iso:std:iso:11073:10101
Alias: $CDI = http://hl7.org/fhir/uv/phd/CodeSystem/ContinuaDeviceIdentifiers
Alias: $ASN1ToHL7 = http://hl7.org/fhir/uv/phd/CodeSystem/ASN1ToHL7
Alias: $v2-0136 = http://terminology.hl7.org/CodeSystem/v2-0136
Alias: $UCUM = http://unitsofmeasure.org
