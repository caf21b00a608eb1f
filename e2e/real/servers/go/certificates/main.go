// Command certificates writes what a Kubernetes API server on 127.0.0.1 needs to be spoken to over TLS: an authority
// (ca.crt), a server certificate, an administrator's client certificate, and the key pair that signs tokens of service
// accounts. Everything is valid for a day.
package main

import (
	"crypto"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"log"
	"math/big"
	"net"
	"os"
	"path/filepath"
	"time"
)

const validity = 24 * time.Hour

func main() {
	log.SetFlags(0)
	if len(os.Args) != 2 {
		log.Fatal("usage: certificates FOLDER")
	}
	folder := os.Args[1]

	authorityKey := newKey()
	authority := &x509.Certificate{
		Subject:               pkix.Name{CommonName: "tidemark-test-authority"},
		IsCA:                  true,
		BasicConstraintsValid: true,
		KeyUsage:              x509.KeyUsageCertSign | x509.KeyUsageDigitalSignature,
	}
	writePEM(folder, "ca.crt", "CERTIFICATE", sign(authority, authority, authorityKey.Public(), authorityKey))

	issue := func(name string, template *x509.Certificate) {
		key := newKey()
		template.KeyUsage = x509.KeyUsageDigitalSignature
		writePEM(folder, name+".crt", "CERTIFICATE", sign(template, authority, key.Public(), authorityKey))
		writeKey(folder, name+".key", key)
	}
	issue("server", &x509.Certificate{
		Subject:     pkix.Name{CommonName: "kube-apiserver"},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth},
		DNSNames:    []string{"localhost", "kubernetes.default.svc"},
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1), net.IPv6loopback},
	})
	issue("admin", &x509.Certificate{
		Subject:     pkix.Name{CommonName: "admin", Organization: []string{"system:masters"}},
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageClientAuth},
	})

	tokenKey := newKey()
	writeKey(folder, "tokens.key", tokenKey)
	public, err := x509.MarshalPKIXPublicKey(tokenKey.Public())
	must(err)
	writePEM(folder, "tokens.pub", "PUBLIC KEY", public)
}

func newKey() *ecdsa.PrivateKey {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	must(err)
	return key
}

func sign(template, authority *x509.Certificate, public crypto.PublicKey, authorityKey *ecdsa.PrivateKey) []byte {
	serial, err := rand.Int(rand.Reader, new(big.Int).Lsh(big.NewInt(1), 120))
	must(err)
	template.SerialNumber = serial
	template.NotBefore = time.Now().Add(-time.Minute)
	template.NotAfter = template.NotBefore.Add(validity)
	certificate, err := x509.CreateCertificate(rand.Reader, template, authority, public, authorityKey)
	must(err)
	return certificate
}

func writeKey(folder, name string, key *ecdsa.PrivateKey) {
	bytes, err := x509.MarshalECPrivateKey(key)
	must(err)
	writePEM(folder, name, "EC PRIVATE KEY", bytes)
}

func writePEM(folder, name, kind string, bytes []byte) {
	must(os.WriteFile(filepath.Join(folder, name), pem.EncodeToMemory(&pem.Block{Type: kind, Bytes: bytes}), 0o600))
}

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}
