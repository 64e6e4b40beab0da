/** Loose on purpose: it catches a half-typed address, the server knows the rest. */
export const emailPattern = /^\s*[^\s@]+@[^\s@]+\.[^\s@.]+\s*$/;
