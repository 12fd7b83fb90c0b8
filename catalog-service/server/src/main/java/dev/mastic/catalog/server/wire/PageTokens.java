// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Page tokens: where a list goes on, sealed, so that a client can neither read one, for it may name what is hidden from it, nor make one, nor
 * use it for another list. They hold no state of the server: any server on the same store takes them, also after a restart.
 *
 * @see <a href="https://csrc.nist.gov/pubs/sp/800/38/d/final">NIST SP 800-38D: the Galois/Counter Mode</a>
 */
public final class PageTokens {
    private static final String CIPHER = "AES/GCM/NoPadding";
    private static final String MAC = "HmacSHA256";
    private static final byte[] PURPOSE = "page tokens".getBytes(StandardCharsets.UTF_8);
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Supplier<byte[]> secret;

    /** Tokens that are sealed by a key, which is made of a secret; that is asked for when the first is needed. */
    public PageTokens(Supplier<byte[]> secret) {
        this.secret = secret;
    }

    /**
     * A token.
     *
     * @param list what tells this list from others: the operation and its request
     * @param after where the list goes on
     */
    public String write(String list, String after) {
        try {
            var nonce = new byte[NONCE_BYTES];
            RANDOM.nextBytes(nonce);
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce, list).doFinal(after.getBytes(StandardCharsets.UTF_8));
            var token =
                    ByteBuffer.allocate(nonce.length + sealed.length).put(nonce).put(sealed);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + CIPHER, e);
        }
    }

    /**
     * Where a list goes on.
     *
     * @throws AwsError if the token was not given for this list
     */
    public String read(String list, String token) {
        var bytes = ByteBuffer.wrap(decode(token));
        if (bytes.remaining() < NONCE_BYTES) {
            throw refused(null);
        }
        var nonce = new byte[NONCE_BYTES];
        bytes.get(nonce);
        var sealed = new byte[bytes.remaining()];
        bytes.get(sealed);
        try {
            return new String(cipher(Cipher.DECRYPT_MODE, nonce, list).doFinal(sealed), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw refused(e);
        }
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw refused(e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce, String list) throws GeneralSecurityException {
        var cipher = Cipher.getInstance(CIPHER);
        cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce));
        cipher.updateAAD(list.getBytes(StandardCharsets.UTF_8));
        return cipher;
    }

    /** One secret may serve several purposes, each by a key of its own. */
    private Key key() throws GeneralSecurityException {
        var mac = Mac.getInstance(MAC);
        mac.init(new SecretKeySpec(secret.get(), MAC));
        return new SecretKeySpec(mac.doFinal(PURPOSE), "AES");
    }

    private static AwsError refused(Exception cause) {
        var refused = AwsError.invalidInput(
                "The NextToken is invalid: it was not given for this request (expected the NextToken"
                        + " of the page before, with all other members unchanged)");
        if (cause != null) {
            refused.initCause(cause);
        }
        return refused;
    }
}
