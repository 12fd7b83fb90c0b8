// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.transforms.text;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Observed;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.time.ZoneId;
import java.util.Iterator;
import java.util.Optional;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * A JSON object in a text, read as the JSON format reads a file: numbers keep their digits, a value that is not of its
 * type makes the whole text unreadable, and so does a key that stands twice or anything behind the object. A text takes
 * any value as it is written, a choice the branch that loses nothing; fields that the type does not have are passed
 * over.
 *
 * @param type of the object
 * @param zone of timestamps that name none
 */
public record JsonText(Type.Struct type, ZoneId zone) implements RecordText {
    private static final long serialVersionUID = 1L;
    private static final ObjectReader JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .nodeFactory(JsonNodeFactory.withExactBigDecimals(true))
            .build()
            .reader();

    @Override
    public InternalRow read(byte[] text) {
        try {
            return parse(text)
                    .map(object -> JsonValues.struct(object, type, zone))
                    .orElse(null);
        } catch (MisfitException e) {
            return null;
        }
    }

    /** What is in JSON texts: whole numbers are int or long, others double, as in files. */
    public static Observed observe(Iterator<byte[]> texts) {
        var records = new Observation();
        texts.forEachRemaining(text -> parse(text).ifPresent(object -> JsonValues.observe(object, records, 1)));
        return records.toObserved();
    }

    private static Optional<JsonNode> parse(byte[] text) {
        try {
            return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new IllegalStateException("Bytes in memory cannot fail to be read", e);
        }
    }
}
