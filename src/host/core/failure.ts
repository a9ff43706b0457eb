/** Makes a call of `wx` fail the way WeChat's do: `{errMsg: "name:fail reason"}` to `fail`, never a thrown error. */
export class ApiFailure extends Error {
  /** @param extra further fields of what `fail` gets, such as `errno` */
  constructor(
    readonly reason: string,
    readonly extra: Record<string, unknown> = {},
  ) {
    super(reason);
  }
}
