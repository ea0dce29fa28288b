declare module '@lhncbc/ucum-lhc' {
  interface UnitVerdict {
    readonly status: 'valid' | 'invalid' | 'error';
    /** The valid code most like the one given. */
    readonly ucumCode: string | null;
  }
  interface UcumUnit {
    readonly dim_: { readonly dimVec_: readonly number[] | null } | null;
    readonly isArbitrary_: boolean;
  }
  interface UcumLhcUtils {
    validateUnitString(code: string, suggest?: boolean): UnitVerdict;
    convertUnitTo(from: string, amount: number, to: string): { readonly status: string; readonly toVal: number | null };
    getSpecifiedUnit(code: string, purpose: 'validate'): { readonly unit: UcumUnit | null };
  }
  export const UcumLhcUtils: { getInstance(): UcumLhcUtils };
}
