// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Page tokens: where a list goes on, signed, so that a client can neither make one nor use it for another list. They hold no state of the
 * server: any server on the same store takes them, also after a restart.
 */
public final class PageTokens {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int SIGNATURE_BYTES = 16;
    private final Supplier<byte[]> key;

    /** Tokens that are signed with a key, which is asked for when the first is needed. */
    public PageTokens(Supplier<byte[]> key) {
        this.key = key;
    }

    /**
     * A token.
     *
     * @param list what tells this list from others: the operation and its request
     * @param after where the list goes on
     */
    public String write(String list, String after) {
        var text = after.getBytes(StandardCharsets.UTF_8);
        var token = ByteBuffer.allocate(SIGNATURE_BYTES + text.length)
                .put(signature(list, text))
                .put(text);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
    }

    /**
     * Where a list goes on.
     *
     * @throws AwsError if the token was not given for this list
     */
    public String read(String list, String token) {
        var bytes = decode(token);
        if (bytes.length < SIGNATURE_BYTES) {
            throw refused();
        }
        var text = Arrays.copyOfRange(bytes, SIGNATURE_BYTES, bytes.length);
        if (!MessageDigest.isEqual(Arrays.copyOf(bytes, SIGNATURE_BYTES), signature(list, text))) {
            throw refused();
        }
        return new String(text, StandardCharsets.UTF_8);
    }

    private static byte[] decode(String token) {
        try {
            return Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            throw refused();
        }
    }

    private byte[] signature(String list, byte[] after) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(key.get(), ALGORITHM));
            mac.update(list.getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0);
            return Arrays.copyOf(mac.doFinal(after), SIGNATURE_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has " + ALGORITHM, e);
        }
    }

    private static AwsError refused() {
        return AwsError.invalidInput(
                "The NextToken is invalid: it was not given for this request (expected the NextToken"
                        + " of the page before, with all other members unchanged)");
    }
}
