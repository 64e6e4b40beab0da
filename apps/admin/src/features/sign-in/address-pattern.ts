/** Only what spares a needless round trip; whether the address is known the server decides. */
export const addressPattern = /^\S+@\S+\.\S+$/;
