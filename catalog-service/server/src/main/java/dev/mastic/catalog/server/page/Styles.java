// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The one file of styles.
 *
 * @param tag changes when the text does
 */
record Styles(String text, String tag) {
    static final String PATH = "/page.css";
    private static final String FILE = "page.css";
    private static final int TAG_LENGTH = 16;

    /** The file of this jar. */
    static Styles ofJar() {
        try (var in = Styles.class.getResourceAsStream(FILE)) {
            var bytes = in.readAllBytes();
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Styles(
                    new String(bytes, StandardCharsets.UTF_8),
                    HexFormat.of().formatHex(hash).substring(0, TAG_LENGTH));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + FILE + " of this jar", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** An address that is another one after a change, so that the file may be kept for long. */
    String link() {
        return PATH + "?v=" + tag;
    }
}
