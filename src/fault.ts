/** A fault that the operator can mend. Its message names the setting, the file or the row, and says what to do; no stack is shown. */
export class OperatorFault extends Error {}
