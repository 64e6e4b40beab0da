import classes from './wordmark.module.css';

/** Our own name is no text to translate. */
const productName = 'Anteroom';

export function Wordmark() {
  return (
    <span className={classes.wordmark}>
      <svg viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
        <rect width="32" height="32" rx="8" className={classes.tile} />
        <path
          d="M10 26V9.500a1.500 1.500 0 0 1 1.500-1.500h9a1.500 1.500 0 0 1 1.500 1.500V26"
          className={classes.door}
        />
        <circle cx="18.500" cy="17.500" r="1.600" className={classes.knob} />
      </svg>
      {productName}
    </span>
  );
}
