import { createChecker } from '../pipeline/checker/checker.ts';
import { readData } from '../pipeline/checker/checker-data.ts';

/** The text of the definitions, which stands before the engine in the file that is made of both. */
declare const CHECKER_DATA: string;

/** The engine over the definitions in its own file. */
export const checker = createChecker(readData(CHECKER_DATA));
