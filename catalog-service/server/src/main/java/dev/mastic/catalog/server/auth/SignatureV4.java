// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.auth;

import dev.mastic.catalog.Access;
import dev.mastic.catalog.server.wire.AwsError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS's signature, version 4, for service {@code glue}: made again from the request and the secret, and compared. The body must be signed,
 * and the time be within five minutes of this clock.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Signature Version 4</a>
 */
public final class SignatureV4 implements Signatures {
    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final Pattern AUTHORIZATION = Pattern.compile(
            ALGORITHM
                    + " +Credential=([^/,\\s]+)/(\\d{8})/([^/,\\s]+)/([^/,\\s]+)/aws4_request, *SignedHeaders=([^,\\s]+), *Signature=([0-9a-f]{64})");
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final Duration SKEW = Duration.ofMinutes(5);
    private static final List<String> MUST_BE_SIGNED = List.of("host", "x-amz-target");
    private final Keys keys;
    private final Clock clock;

    /** Signatures by these keys. */
    public SignatureV4(Keys keys, Clock clock) {
        this.keys = keys;
        this.clock = clock;
    }

    private record Authorization(
            String key, String date, String region, String service, String headers, String signature) {
        String scope() {
            return date + "/" + region + "/" + service + "/aws4_request";
        }
    }

    @Override
    public Access verify(SignedRequest request) {
        var authorization = authorization(request);
        var time = time(request, authorization);
        var key = keys.find(authorization.key())
                .orElseThrow(() -> new AwsError(
                        "UnrecognizedClientException", 403, "The security token included in the request is invalid."));
        var expected = signature(request, authorization, time, key.secret());
        if (!MessageDigest.isEqual(bytes(expected), bytes(authorization.signature()))) {
            throw invalid("The request signature we calculated does not match the signature you provided. Check your"
                    + " AWS Secret Access Key and signing method.");
        }
        return key.access();
    }

    private static Authorization authorization(SignedRequest request) {
        var header = request.header("authorization")
                .orElseThrow(
                        () -> new AwsError("MissingAuthenticationTokenException", 403, "Missing Authentication Token"));
        var matcher = AUTHORIZATION.matcher(header.trim());
        if (!matcher.matches()) {
            throw new AwsError(
                    "IncompleteSignatureException",
                    403,
                    "The header Authorization is no signature of version 4 (expected " + ALGORITHM
                            + " Credential=…, SignedHeaders=…, Signature=…)");
        }
        var found = new Authorization(
                matcher.group(1),
                matcher.group(2),
                matcher.group(3),
                matcher.group(4),
                matcher.group(5),
                matcher.group(6));
        if (!found.service().equals("glue")) {
            throw invalid("Credential should be scoped to correct service: 'glue'.");
        }
        return found;
    }

    private String time(SignedRequest request, Authorization authorization) {
        var text = request.header("x-amz-date").orElse("");
        Instant signed;
        try {
            signed = TIME.parse(text, Instant::from);
        } catch (DateTimeException e) {
            throw new AwsError(
                    "IncompleteSignatureException",
                    403,
                    "Date must be in ISO-8601 'basic format'. Got '" + text + "'.");
        }
        var now = clock.instant();
        if (Duration.between(signed, now).abs().compareTo(SKEW) > 0) {
            throw invalid("Signature " + (signed.isBefore(now) ? "expired: " : "not yet current: ") + text
                    + " is not within five minutes of " + TIME.format(now));
        }
        if (!text.startsWith(authorization.date())) {
            throw invalid("Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP");
        }
        return text;
    }

    private static String signature(SignedRequest request, Authorization authorization, String time, String secret) {
        var canonical = canonical(request, authorization);
        var text = String.join("\n", ALGORITHM, time, authorization.scope(), hash(bytes(canonical)));
        var key = bytes("AWS4" + secret);
        for (var part :
                List.of(authorization.date(), authorization.region(), authorization.service(), "aws4_request")) {
            key = mac(key, part);
        }
        return HexFormat.of().formatHex(mac(key, text));
    }

    private static String canonical(SignedRequest request, Authorization authorization) {
        var signed = Arrays.asList(authorization.headers().split(";"));
        MUST_BE_SIGNED.stream()
                .filter(name -> request.header(name).isPresent() && !signed.contains(name))
                .findFirst()
                .ifPresent(name -> {
                    throw invalid("'" + name + "' must be a 'SignedHeader' in the AWS Authorization.");
                });
        var headers = signed.stream()
                .map(name -> name + ":" + folded(request, name) + "\n")
                .collect(Collectors.joining());
        return String.join(
                "\n", request.method(), request.path(), "", headers, authorization.headers(), bodyHash(request));
    }

    private static String folded(SignedRequest request, String name) {
        return request.header(name)
                .orElseThrow(() -> invalid("The signed header '" + name + "' is missing."))
                .trim()
                .replaceAll(" +", " ");
    }

    private static String bodyHash(SignedRequest request) {
        var hash = hash(request.body());
        var said = request.header("x-amz-content-sha256").orElse(hash);
        if (!said.equals(hash)) {
            throw invalid("The body must be signed as it is sent (got x-amz-content-sha256: " + said + ").");
        }
        return hash;
    }

    private static AwsError invalid(String message) {
        return new AwsError("InvalidSignatureException", 403, message);
    }

    private static String hash(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static byte[] mac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(bytes(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HmacSHA256", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
