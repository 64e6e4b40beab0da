/** For a choice on a page: its list stays in the landmark it belongs to. (In a dialog it would be cut off.) */
export const inPlace = { withinPortal: false, floatingStrategy: 'fixed' } as const;
