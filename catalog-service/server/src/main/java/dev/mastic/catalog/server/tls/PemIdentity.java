// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.tls;

import dev.mastic.core.failure.UsageException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A certificate with those that have signed it, and its private key.
 *
 * @param chain the server's own first
 */
record PemIdentity(List<Certificate> chain, PrivateKey key) {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String KEY = "PRIVATE KEY";
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA");

    /** Reads both, and makes sure that they belong together. */
    static PemIdentity read(Path certificates, Path key) {
        var certificateFile = PemFile.read(certificates);
        var chain = chain(certificateFile);
        var kind = chain.get(0).getPublicKey().getAlgorithm();
        if (!SIGNATURES.containsKey(kind)) {
            throw certificateFile.file().refused("its key is of another kind (got " + kind + "; expected RSA or EC)");
        }
        var keyFile = PemFile.read(key);
        var identity = new PemIdentity(chain, key(keyFile, kind, certificates));
        if (!identity.belongsTogether(SIGNATURES.get(kind))) {
            throw keyFile.file().refused(foreign(certificates));
        }
        return identity;
    }

    private static List<Certificate> chain(PemFile file) {
        var chain = new ArrayList<Certificate>();
        try {
            var factory = CertificateFactory.getInstance("X.509");
            for (var block : file.blocks(CERTIFICATE)) {
                chain.add(factory.generateCertificate(new ByteArrayInputStream(block)));
            }
        } catch (CertificateException e) {
            throw file.file().refused("a block " + CERTIFICATE + " holds none", e);
        }
        if (chain.isEmpty()) {
            throw file.file()
                    .refused("it has no certificate (got " + file.found() + "; expected -----BEGIN " + CERTIFICATE
                            + "-----)");
        }
        requireChain(file.file(), chain);
        return List.copyOf(chain);
    }

    /** By signatures, for names alone say little. */
    private static void requireChain(TlsFile file, List<Certificate> chain) {
        try {
            for (int i = 1; i < chain.size(); i++) {
                chain.get(i - 1).verify(chain.get(i).getPublicKey());
            }
        } catch (GeneralSecurityException e) {
            throw noChain(file, e);
        }
    }

    static UsageException noChain(TlsFile file, Exception cause) {
        return file.refused(
                "its certificates are no chain (expected the server's own, then each one that has signed the one before"
                        + " it, once)",
                cause);
    }

    private static PrivateKey key(PemFile file, String kind, Path certificates) {
        var blocks = file.blocks(KEY);
        if (blocks.size() != 1) {
            throw file.file()
                    .refused(
                            "it has no private key, or several (got " + file.found() + "; expected one -----BEGIN "
                                    + KEY
                                    + "-----, which is PKCS#8 and not encrypted): write one with openssl pkcs8 -topk8 -nocrypt");
        }
        try {
            return KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(blocks.get(0)));
        } catch (GeneralSecurityException e) {
            throw file.file().refused(foreign(certificates), e);
        }
    }

    private static String foreign(Path certificates) {
        return "it is not the key of the first certificate in " + certificates + ": give the two that belong together";
    }

    private boolean belongsTogether(String algorithm) {
        var text = "one key has signed this".getBytes(StandardCharsets.US_ASCII);
        try {
            var signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(text);
            var signed = signature.sign();
            signature.initVerify(chain.get(0).getPublicKey());
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            // Not swallowed: a signature of another size or curve is one of another key.
            return false;
        }
    }
}
