'use client';

interface GlobalErrorProps {
  retry: () => void;
}

/** The last resort, when even the document's frame failed: plain markup, no styles of the console. */
export default function GlobalError({ retry }: GlobalErrorProps) {
  return (
    <html lang="en-GB">
      <body>
        <title>Tidemark: something broke</title>
        <main>
          <h1>The console could not be shown</h1>
          <p>Nothing was changed. Runs and incidents go on in the background.</p>
          <p>Check that the database is running, then try again.</p>
          <button type="button" onClick={retry}>
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
