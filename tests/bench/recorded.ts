/**
 * The HL7 validator 6.8.2 as it was measured once on two cores, without a terminology server: the figures that ours
 * stand beside where there is no Java to run it.
 */
export const recordedHl7 = {
  /** Of the 400 official examples in one process, after a first pass. */
  warmPerSecond: 33.2,
  /** From the start of the process to its verdict on one Observation: the best of its runs. */
  firstVerdictSeconds: 13.3,
  /** In 400 files, five passes. */
  peakMebibytes: 2_400,
} as const;
