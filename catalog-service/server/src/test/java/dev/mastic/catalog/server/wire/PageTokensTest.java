// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;

class PageTokensTest {
    private static final PageTokens TOKENS = new PageTokens(() -> new byte[32]);

    @Property(tries = 100)
    void areReadByWhoeverHasTheSecret(@ForAll String list, @ForAll String after) {
        assertThat(new PageTokens(() -> new byte[32]).read(list, TOKENS.write(list, after)))
                .isEqualTo(new String(after.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
    }

    @Property(tries = 100)
    void showNothing(@ForAll @StringLength(min = 3) String after) {
        var token = Base64.getUrlDecoder().decode(TOKENS.write("list", after));
        assertThat(new String(token, StandardCharsets.ISO_8859_1))
                .doesNotContain(new String(after.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
    }

    @Property(tries = 100)
    void holdForOneListAndAreNotMadeUp(@ForAll String after, @ForAll int place) {
        var token = TOKENS.write("list", after);
        assertRefused("another", token);
        var bytes = Base64.getUrlDecoder().decode(token);
        bytes[Math.floorMod(place, bytes.length)] ^= 1;
        assertRefused("list", Base64.getUrlEncoder().encodeToString(bytes));
        assertRefused("list", "");
        assertRefused("list", "~");
        assertThatThrownBy(() -> new PageTokens(() -> new byte[] {1}).read("list", token))
                .isInstanceOf(AwsError.class);
    }

    private static void assertRefused(String list, String token) {
        assertThatThrownBy(() -> TOKENS.read(list, token))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining("The NextToken is invalid");
    }
}
