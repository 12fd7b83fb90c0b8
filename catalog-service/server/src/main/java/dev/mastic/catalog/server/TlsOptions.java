// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server;

import dev.mastic.catalog.server.tls.TlsIdentity;
import dev.mastic.core.catalog.ConnectionJson;
import dev.mastic.core.config.Secret;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import java.nio.file.Path;
import java.util.Map;
import javax.net.ssl.SSLContext;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What the server proves itself by: two files in PEM, or a key store; the parser of the command line sees to it that it is one of both. */
final class TlsOptions {
    private static final Setting<Secret> PASSWORD = Setting.secret("tls-keystore-password");
    private static final String REFERENCE = "secret:";

    @ArgGroup(exclusive = false)
    private Pem pem;

    @ArgGroup(exclusive = false)
    private Store store;

    /** A certificate and its key. */
    static final class Pem {
        @Option(
                names = "--tls-cert",
                required = true,
                paramLabel = "FILE",
                description = "Answer by https only: the server's certificate in PEM, then those that have signed it.")
        private Path certificates;

        @Option(
                names = "--tls-key",
                required = true,
                paramLabel = "FILE",
                description = "Its private key in PEM: PKCS#8, not encrypted, RSA or EC.")
        private Path key;
    }

    /** Both in one file. */
    static final class Store {
        @Option(
                names = "--tls-keystore",
                required = true,
                paramLabel = "FILE",
                description = "Answer by https only: certificate and key in a key store, PKCS12.")
        private Path file;

        @Option(
                names = "--tls-keystore-password",
                required = true,
                paramLabel = "env:NAME|file:PATH",
                description = "Where the password of the key store is.")
        private String password;

        private Secret secret() {
            var reference = password.startsWith(REFERENCE) ? password : REFERENCE + password;
            if (!ConnectionJson.isReference(reference)) {
                throw new UsageException("Cannot read the password of " + file
                        + ": --tls-keystore-password does not say where it is (got a text, which is not shown; expected"
                        + " env:NAME or file:PATH)");
            }
            return SettingsSpec.of(PASSWORD)
                    .of("mastic serve", Map.of(PASSWORD.name(), reference))
                    .get(PASSWORD);
        }
    }

    /**
     * What they say.
     *
     * @throws dev.mastic.core.failure.UsageException if the files will not do
     */
    SSLContext context() {
        return pem == null
                ? TlsIdentity.ofKeystore(store.file, store.secret())
                : TlsIdentity.ofPem(pem.certificates, pem.key);
    }
}
