// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.mastic.core.failure.EtlException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Connections as the catalog keeps them: objects of kind {@link ObjectKind#CONNECTION} in Glue's shape {@code ConnectionInput}. A secret
 * stands in them as a reference, such as {@code secret:env:PASSWORD}, or, where someone has asked for that, itself.
 *
 * @see <a href="https://docs.aws.amazon.com/glue/latest/dg/aws-glue-api-catalog-connections.html">The connection API</a>
 */
public final class ConnectionJson {
    /** The properties, by name. */
    public static final String PROPERTIES = "ConnectionProperties";
    /** What kind of system it leads to: {@code JDBC}. */
    public static final String TYPE = "ConnectionType";
    /** The property that holds the URL of a database. */
    public static final String URL = "JDBC_CONNECTION_URL";
    /** The property that says who asks. */
    public static final String USER = "USERNAME";
    /** The property that holds the password, or a reference to it. */
    public static final String PASSWORD = "PASSWORD";

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String MASK = "***";
    private static final Pattern REFERENCE = Pattern.compile("secret:(env|file):.+");
    private static final Pattern SECRET =
            Pattern.compile("PASSWORD|PASSPHRASE|TOKEN|CLIENT_SECRET|PRIVATE_KEY|API_KEY");
    private static final Pattern IN_URL =
            Pattern.compile("(//[^/@:]*):[^/@]*@|([?&;](?:ssl)?password=)[^&;]*", Pattern.CASE_INSENSITIVE);

    private ConnectionJson() {}

    /** Whether a text says where a secret is, and is none itself. */
    public static boolean isReference(String text) {
        return REFERENCE.matcher(text).matches();
    }

    /** The connection with {@code ***} in the place of each secret, for people to see. */
    public static String masked(String json) {
        return changed(json, secret -> Optional.of(MASK));
    }

    /** The connection without its secrets; references stay. */
    public static String withoutSecrets(String json) {
        return changed(json, secret -> Optional.empty());
    }

    /** A text that holds no secret is given back letter by letter. */
    private static String changed(String json, Function<String, Optional<String>> change) {
        var connection = parse(json);
        return change(connection, change) ? connection.toString() : json;
    }

    private static boolean change(ObjectNode node, Function<String, Optional<String>> change) {
        boolean isChanged = false;
        var names = new ArrayList<String>();
        node.fieldNames().forEachRemaining(names::add);
        for (var name : names) {
            var value = node.get(name);
            if (value instanceof ObjectNode inner) {
                isChanged |= change(inner, change);
            } else if (isSecret(name, value)) {
                var shown = change.apply(value.asText());
                shown.ifPresentOrElse(text -> node.set(name, TextNode.valueOf(text)), () -> node.remove(name));
                isChanged = true;
            } else if (value.isTextual() && IN_URL.matcher(value.asText()).find()) {
                node.put(name, IN_URL.matcher(value.asText()).replaceAll(ConnectionJson::withoutPassword));
                isChanged = true;
            }
        }
        return isChanged;
    }

    private static String withoutPassword(MatchResult found) {
        return Matcher.quoteReplacement(
                found.group(1) != null ? found.group(1) + ":" + MASK + "@" : found.group(2) + MASK);
    }

    /** The names are Glue's: {@code PASSWORD}, {@code KAFKA_CLIENT_KEY_PASSWORD}, {@code AccessToken}. */
    private static boolean isSecret(String name, JsonNode value) {
        var upper = name.toUpperCase(Locale.ROOT);
        boolean isNamedSo = SECRET.matcher(upper).find() && !upper.endsWith("URL");
        return isNamedSo && value.isValueNode() && !value.isNull() && !isReference(value.asText());
    }

    /**
     * A connection as a tree.
     *
     * @throws EtlException if the text is no JSON object; it is not repeated, for it may hold a secret
     */
    public static ObjectNode parse(String json) {
        try {
            if (JSON.readTree(json) instanceof ObjectNode node) {
                return node;
            }
        } catch (JsonProcessingException e) {
            // without its cause, whose message has words of the text
            throw new EtlException("Cannot read a connection: it is no JSON");
        }
        throw new EtlException("Cannot read a connection: it is no JSON object");
    }
}
