// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.definition;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.catalog.ConnectionJson;
import dev.mastic.core.config.Location;
import dev.mastic.core.config.Secret;
import dev.mastic.core.config.Setting;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.UsageException;
import java.util.Map;

/**
 * What someone says of a connection; null for what is not said.
 *
 * @param password a reference to it
 * @param keepPassword whether it is kept itself
 */
public record WrittenConnection(String url, String user, String password, boolean keepPassword, String comment) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Setting<Secret> SECRET = Setting.secret("password");
    private static final String SQLITE = "jdbc:sqlite:";
    private static final String IN_FILE = "secret:file:";

    /**
     * A new connection, in Glue's shape {@code ConnectionInput}.
     *
     * @param here the folder that relative paths start from
     * @throws UsageException if something is missing, or a password is written out
     */
    public String create(String name, String here) {
        if (url == null) {
            throw new UsageException(
                    "Cannot create connection '" + name + "': nothing says where it leads (expected" + " --jdbc URL)");
        }
        var connection = JSON.createObjectNode().put("Name", name);
        connection.put(ConnectionJson.TYPE, "JDBC").putObject(ConnectionJson.PROPERTIES);
        return alter(name, connection.toString(), here);
    }

    /**
     * The connection with what is said instead of what was.
     *
     * @param here the folder that relative paths start from
     * @throws UsageException if nothing is said, or a password is written out
     */
    public String alter(String name, String before, String here) {
        if (url == null && user == null && password == null && comment == null) {
            throw new UsageException("Cannot alter connection '" + name
                    + "': no option says how (expected --jdbc, --user," + " --password or --comment)");
        } else if (keepPassword && password == null) {
            throw new UsageException("Cannot keep the password of connection '" + name
                    + "': nothing says where it is now (expected --password)");
        }
        var connection = ConnectionJson.parse(before);
        var properties = connection.withObject("/" + ConnectionJson.PROPERTIES);
        put(properties, ConnectionJson.URL, url == null ? null : absolute(url, here));
        put(properties, ConnectionJson.USER, user);
        put(properties, ConnectionJson.PASSWORD, password == null ? null : kept(name, here));
        put(connection, "Description", comment);
        return connection.toString();
    }

    private static void put(ObjectNode node, String key, String value) {
        if (value != null) {
            node.put(key, value);
        }
    }

    private static String absolute(String url, String here) {
        var file = url.startsWith(SQLITE) ? url.substring(SQLITE.length()) : "";
        // what is no path is refused as it is
        return file.isBlank() || file.startsWith(":") ? url : SQLITE + Location.resolve(here, file);
    }

    /** A reference that means the same in every folder, or the password itself. */
    private String kept(String name, String here) {
        if (!ConnectionJson.isReference(password)) {
            throw new UsageException("Cannot keep the password of connection '" + name + "': it is written out, where"
                    + " others may see it (expected where it is: secret:env:NAME or secret:file:PATH)");
        }
        var reference = password.startsWith(IN_FILE)
                ? IN_FILE + Location.resolve(here, password.substring(IN_FILE.length()))
                : password;
        return keepPassword
                ? SettingsSpec.of(SECRET)
                        .of("connection '" + name + "'", Map.of(SECRET.name(), reference))
                        .get(SECRET)
                        .reveal()
                : reference;
    }
}
