import { useEffect } from 'react';

/**
 * A dialog that the address names, while what it would be about is not here (the ticked rows after a reload), leaves the
 * address. Kept there, it would open by itself over the next row that is ticked.
 */
export function useGroundlessDialog(groundless: boolean, leaveOut: () => void): void {
  useEffect(() => {
    if (groundless) leaveOut();
  }, [groundless, leaveOut]);
}
