/** An address that breaks before its @ where it must break at all: which mailbox and which domain are both read. */
export function AddressText({ address }: { address: string }) {
  const at = address.lastIndexOf('@');
  if (at < 1) return address;
  return (
    <>
      {address.slice(0, at)}
      <wbr />
      {address.slice(at)}
    </>
  );
}
