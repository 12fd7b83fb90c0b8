// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.tls;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A file of certificates or keys as text.
 *
 * @param text may have anything around its blocks
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468: textual encodings of PKIX structures</a>
 */
record PemFile(TlsFile file, String text) {
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----\\s(.*?)-----END \\1-----", Pattern.DOTALL);

    static PemFile read(Path path) {
        var file = new TlsFile(path);
        // any bytes are letters of it, so that a file of another form is refused by what it lacks
        return new PemFile(file, new String(file.bytes(), StandardCharsets.ISO_8859_1));
    }

    /** What blocks of this label hold, in their order. */
    List<byte[]> blocks(String label) {
        return BLOCK.matcher(text)
                .results()
                .filter(block -> block.group(1).equals(label))
                .map(this::content)
                .toList();
    }

    private byte[] content(MatchResult block) {
        try {
            return Base64.getMimeDecoder().decode(block.group(2));
        } catch (IllegalArgumentException e) {
            throw file.refused("its block " + block.group(1) + " is no Base64", e);
        }
    }

    /** The labels of its blocks, for messages. */
    String found() {
        var labels = BLOCK.matcher(text).results().map(block -> block.group(1)).collect(Collectors.joining(", "));
        return labels.isEmpty() ? "no block of PEM" : labels;
    }
}
