// Why bytes, signatures and seals are not taken. These reasons are for the code; what a member reads is in refusal.js.

/** @typedef {"malformed" | "bad-signature" | "wrong-signer" | "unfit-certificate" | "unfit-key" | "closed"} Reason */

/** Something that arrived is not as it must be. */
export class Unfit extends Error {
  /** @param {Reason} reason */
  constructor(reason) {
    super(reason);
    this.name = "Unfit";
    /** @type {Reason} */
    this.reason = reason;
  }
}
