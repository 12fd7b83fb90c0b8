// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A certificate of this machine and its key, made by the JDK's own program. */
public record Keytool(Path keystore, Path certificate, Path key) {
    public static final String PASSWORD = "open-sesame";
    private static final String ALIAS = "mastic";

    /** Files of this name in a folder, with keys of an algorithm. */
    public static Keytool make(Path dir, String name, String algorithm) throws Exception {
        var made = new Keytool(dir.resolve(name + ".p12"), dir.resolve(name + ".crt"), dir.resolve(name + ".key"));
        var said = dir.resolve(name + ".said");
        var process = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        ALIAS,
                        "-keyalg",
                        algorithm,
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "san=dns:localhost,ip:127.0.0.1",
                        "-validity",
                        "2",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        made.keystore.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor()).as(Files.readString(said)).isZero();
        write(made.certificate, "CERTIFICATE", made.load().getCertificate(ALIAS).getEncoded());
        write(
                made.key,
                "PRIVATE KEY",
                made.load().getKey(ALIAS, PASSWORD.toCharArray()).getEncoded());
        return made;
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(keystore.toFile(), PASSWORD.toCharArray());
    }

    static void write(Path file, String label, byte[] content) throws IOException {
        var text = Base64.getMimeEncoder().encodeToString(content);
        Files.writeString(
                file, "made for a test\n-----BEGIN " + label + "-----\n" + text + "\n-----END " + label + "-----\n");
    }

    /** What a client needs that trusts this certificate alone. */
    public SSLContext trusting() throws IOException, GeneralSecurityException {
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry(ALIAS, load().getCertificate(ALIAS));
        var managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
