/** How one says who one is to an API server. */
export type Credentials = { kind: 'token'; token: string } | { kind: 'certificate'; certificate: string; key: string };

/** A connection as an administrator enters it and as it is stored (encrypted): self-contained, without files or commands. */
export interface ConnectionData {
  /** Address of the API server, without a slash at its end. */
  server: string;
  /** PEM of the authorities that may have signed the server's certificate; null: those that the runtime trusts. */
  ca: string | null;
  /** The name that the server's certificate must bear; null: the host of its address. */
  serverName: string | null;
  credentials: Credentials;
}

/** How to reach a cluster. */
export interface ClusterConnection extends Omit<ConnectionData, 'credentials'> {
  /** False only where a kubeconfig of the local machine says so. */
  verifiesServer: boolean;
  /**
   * The credentials of now: tokens are rotated. Asked for before each request.
   *
   * @throws TidemarkError where a file cannot be read or a command fails.
   */
  credentials(): Promise<Credentials>;
}
