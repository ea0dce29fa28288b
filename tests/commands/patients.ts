/** A valid resource of some three hundred bytes, each another; every seventh has a fault. */
export function patientLine(number: number): string {
  const fault = number % 7 === 0 ? { gender: 'M' } : { gender: 'female' };
  return JSON.stringify({
    resourceType: 'Patient',
    id: `p${number}`,
    text: { status: 'generated', div: `<div xmlns="http://www.w3.org/1999/xhtml"><p>Patient ${number}</p></div>` },
    name: [{ family: `Family ${number}`, given: ['Ann'] }],
    ...fault,
    birthDate: '1970-03-30',
  });
}

export function patientLines(count: number): string {
  return Array.from({ length: count }, (_, number) => `${patientLine(number)}\n`).join('');
}
