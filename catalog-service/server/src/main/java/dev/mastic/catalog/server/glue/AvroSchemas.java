// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import dev.mastic.catalog.server.wire.AwsError;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility;
import org.apache.avro.SchemaCompatibility.Incompatibility;
import org.apache.avro.SchemaValidationException;
import org.apache.avro.SchemaValidator;
import org.apache.avro.SchemaValidatorBuilder;
import software.amazon.awssdk.services.glue.model.Compatibility;

/**
 * What Avro says of definitions.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#schema-resolution">Schema resolution</a>
 */
final class AvroSchemas {
    private AvroSchemas() {}

    /**
     * Reads a schema, all of whose types must be in it.
     *
     * @throws AwsError if it is none
     */
    static Schema parse(String text) {
        try {
            return new Schema.Parser(NameValidator.STRICT_VALIDATOR).parse(text);
        } catch (RuntimeException e) { // Avro stumbles over some with exceptions that are not its own
            throw AwsError.invalidInput("The AVRO definition is no Avro schema: " + e.getMessage());
        }
    }

    /**
     * Holds a version to an earlier one.
     *
     * @throws AwsError if the mode does not let it follow
     */
    static void requireFit(Compatibility mode, Schema next, SchemaVersion earlier) {
        var kept = parse(earlier.shape().schemaDefinition());
        try {
            validator(mode).validate(next, List.of(kept));
        } catch (SchemaValidationException | AvroRuntimeException e) {
            throw AwsError.invalidInput("The definition breaks the compatibility " + mode + " with version "
                    + earlier.number() + " of schema " + earlier.name() + why(mode, next, kept));
        }
    }

    private static SchemaValidator validator(Compatibility mode) {
        var builder = new SchemaValidatorBuilder();
        return switch (mode) {
            case BACKWARD, BACKWARD_ALL -> builder.canReadStrategy().validateAll();
            case FORWARD, FORWARD_ALL -> builder.canBeReadStrategy().validateAll();
            case FULL, FULL_ALL -> builder.mutualReadStrategy().validateAll();
            default -> throw new IllegalArgumentException("nothing is to be compared by " + mode);
        };
    }

    /** Avro's validators only say that it does not fit; its other comparison tells where. */
    private static String why(Compatibility mode, Schema next, Schema kept) {
        var found = new ArrayList<Incompatibility>();
        if (mode != Compatibility.FORWARD && mode != Compatibility.FORWARD_ALL) {
            found.addAll(incompatibilities(next, kept));
        }
        if (mode != Compatibility.BACKWARD && mode != Compatibility.BACKWARD_ALL) {
            found.addAll(incompatibilities(kept, next));
        }
        return found.stream()
                .map(each -> ": " + each.getType() + " at " + each.getLocation() + " (" + each.getMessage() + ")")
                .collect(Collectors.joining());
    }

    private static List<Incompatibility> incompatibilities(Schema reader, Schema writer) {
        return SchemaCompatibility.checkReaderWriterCompatibility(reader, writer)
                .getResult()
                .getIncompatibilities();
    }
}
