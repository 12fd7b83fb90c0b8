// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.tls;

import dev.mastic.core.config.Secret;
import dev.mastic.core.failure.UsageException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.Collections;
import java.util.UUID;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Reads what the server proves itself by. Files are read once: a new certificate needs a new start. */
public final class TlsIdentity {
    private static final String FORM = "PKCS12";

    private TlsIdentity() {}

    /**
     * By two files in PEM.
     *
     * @param certificates the server's certificate, then those that have signed it, if any
     * @param key its private key, RSA or EC, in PKCS#8 and not encrypted
     * @throws UsageException if a file is not there, or of another form, or they do not belong together
     */
    public static SSLContext ofPem(Path certificates, Path key) {
        var identity = PemIdentity.read(certificates, key);
        // the store never leaves the memory of this process
        var password = UUID.randomUUID().toString().toCharArray();
        try {
            var keys = KeyStore.getInstance(FORM);
            keys.load(null, null);
            keys.setKeyEntry(
                    "server", identity.key(), password, identity.chain().toArray(Certificate[]::new));
            return context(keys, password);
        } catch (KeyStoreException e) {
            throw PemIdentity.noChain(new TlsFile(certificates), e);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + FORM + " and TLS", e);
        }
    }

    /**
     * By a key store in PKCS12 with one private key, which has the password of the store.
     *
     * @throws UsageException if it is not there, or of another form, or has another password
     */
    public static SSLContext ofKeystore(Path keystore, Secret password) {
        var file = new TlsFile(keystore);
        var bytes = file.bytes();
        var letters = password.reveal().toCharArray();
        try {
            var keys = KeyStore.getInstance(FORM);
            keys.load(new ByteArrayInputStream(bytes), letters);
            requireOneKey(file, keys);
            return context(keys, letters);
        } catch (UnrecoverableKeyException e) {
            throw otherPassword(file, password, e);
        } catch (IOException e) {
            throw e.getCause() instanceof UnrecoverableKeyException
                    ? otherPassword(file, password, e)
                    : file.refused("it is no key store (expected " + FORM + ")", e);
        } catch (GeneralSecurityException e) {
            throw file.refused("it cannot be used: " + e.getMessage() + " (expected " + FORM + ")", e);
        }
    }

    private static void requireOneKey(TlsFile file, KeyStore keys) throws KeyStoreException {
        int found = 0;
        for (var alias : Collections.list(keys.aliases())) {
            found += keys.isKeyEntry(alias) ? 1 : 0;
        }
        if (found != 1) {
            throw file.refused(
                    "it does not say which key is the server's (got " + found + " private keys; expected one)");
        }
    }

    /** The message has the reference to the password. */
    private static UsageException otherPassword(TlsFile file, Secret password, Exception cause) {
        return file.refused("it has another password than " + password + ": give the one that it was made with", cause);
    }

    /** Nobody proves who he is by a certificate, so none is trusted. */
    private static SSLContext context(KeyStore keys, char[] password) throws GeneralSecurityException {
        var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, password);
        var context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), new TrustManager[0], null);
        return context;
    }
}
