const PUBLIC_KEY = /^(ssh-[\w@.-]+|ecdsa-[\w@.-]+|sk-[\w@.-]+) [A-Za-z0-9+/]{16,}={0,3}( .*)?$/;
const PGP_BLOCK = /^-----BEGIN PGP PUBLIC KEY BLOCK-----[\s\S]+-----END PGP PUBLIC KEY BLOCK-----$/;

/** Why a text is no public key that signatures can be verified with; null where it is one. */
export function signerFault(text: string): string | null {
  if (/PRIVATE KEY/.test(text)) return 'is a private key; keep that to yourself and enter the public one';
  const isKey = PGP_BLOCK.test(text) || linesOf(text).every((line) => PUBLIC_KEY.test(line));
  if (isKey) return null;
  return 'must be a line of OpenSSH (ssh-ed25519 AAAA…) or an OpenPGP block (gpg --armor --export)';
}

/** Why a text is no known_hosts; null where it is one. */
export function knownHostsFault(text: string): string | null {
  const wrong = linesOf(text).findIndex((line) => {
    const [host = '', ...key] = line.replace(/^@[\w-]+ +/, '').split(/ +/);
    return PUBLIC_KEY.test(host) || !PUBLIC_KEY.test(key.join(' '));
  });
  if (wrong === -1) return null;
  return `line ${wrong + 1}: must be a host, a kind of key and the key, as ssh-keyscan prints them`;
}

function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));
}
