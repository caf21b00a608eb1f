module tidemark.test/servers/certificates

go 1.26.0
