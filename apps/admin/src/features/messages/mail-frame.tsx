import { type SyntheticEvent, useCallback, useState } from 'react';
import classes from './message-preview.module.css';

interface MailFrameProps {
  html: string;
  title: string;
  width: 'wide' | 'phone';
}

interface Sheet {
  key: number;
  html: string;
}

/**
 * A mail in a frame of its own, without scripts, forms or windows. The next version is drawn behind the present one
 * and takes its place once it stands, so that typing makes nothing flicker; the frame is as tall as the mail, so that
 * the page around it scrolls and keeps its place.
 */
export function MailFrame({ html, title, width }: MailFrameProps) {
  const [shown, setShown] = useState<Sheet>({ key: 0, html });
  const [waiting, setWaiting] = useState<Sheet | null>(null);
  const [height, setHeight] = useState(480);

  const latest = waiting ?? shown;
  if (latest.html !== html) setWaiting({ key: latest.key + 1, html });

  const measure = useCallback((frame: HTMLIFrameElement) => {
    const mail = frame.contentDocument;
    const tall = mail?.body.hasChildNodes() ? mail.documentElement.getBoundingClientRect().height : 0;
    // Nothing is laid out before it has come, and while the preview is hidden.
    if (tall > 0) setHeight(Math.ceil(tall));
  }, []);
  // Once it is drawn, and again when it comes into sight or gets another width.
  const watch = useCallback(
    (frame: HTMLIFrameElement) => {
      const observer = new ResizeObserver(() => measure(frame));
      observer.observe(frame);
      return () => observer.disconnect();
    },
    [measure],
  );

  function onLoad(sheet: Sheet, event: SyntheticEvent<HTMLIFrameElement>) {
    measure(event.currentTarget);
    if (sheet.key !== shown.key) {
      setShown(sheet);
      setWaiting(null);
    }
  }

  const sheets = waiting ? [shown, waiting] : [shown];
  return sheets.map((sheet) => (
    <iframe
      // A different width lays the mail out anew.
      key={`${sheet.key} ${width}`}
      ref={sheet === waiting ? undefined : watch}
      className={classes.mail}
      data-width={width}
      data-waiting={sheet === waiting || undefined}
      aria-hidden={sheet === waiting || undefined}
      tabIndex={-1}
      title={title}
      // Ours to measure, and nothing in it may run: no allow-scripts beside it, ever.
      sandbox="allow-same-origin"
      srcDoc={withoutNavigation(sheet.html)}
      style={{ height }}
      onLoad={(event) => onLoad(sheet, event)}
    />
  ));
}

/** A link pressed in the preview asks for a new window, which the sandbox refuses: the mail stays. */
function withoutNavigation(html: string): string {
  return html.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`);
}
