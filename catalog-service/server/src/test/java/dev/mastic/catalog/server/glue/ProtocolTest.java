// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What no well-made client sends. */
class ProtocolTest extends GlueTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{                                          | SerializationException",
                "[]                                         | SerializationException",
                "{} x                                       | SerializationException",
                "{\"Name\": 1}                              | SerializationException",
                "{\"Name\": {}}                             | SerializationException",
                "{}                                         | ValidationException",
                "{\"Name\": null}                           | ValidationException",
                "{\"Name\": \"\"}                           | ValidationException",
                "{\"Name\": \"none\", \"Unknown\": [1]}     | EntityNotFoundException",
            })
    void aMalformedBodyIsRefusedInAwssWords(String body, String error) throws Exception {
        var answer = server.post("GetDatabase", body);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("\"__type\":\"" + error + "\"").contains("\"Message\":");
        assertThat(answer.headers().firstValue("x-amzn-RequestId")).isPresent();
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("application/x-amz-json-1.1");
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() throws Exception {
        var answer = server.post("GetTables", "{\"DatabaseName\":\"" + "x".repeat(256) + "\",\"MaxResults\":101}");
        assertThat(answer.body())
                .contains("2 validation errors detected: ")
                .contains(
                        "Value '101' at 'maxResults' failed to satisfy constraint: Member must have value less than or"
                                + " equal to 100");
        var nested = server.post(
                "CreateTable",
                "{\"DatabaseName\":\"sales\",\"TableInput\":{\"Name\":\"t\",\"StorageDescriptor\":{\"Columns\":[{\"Type\":"
                        + "\"int\"}]}}}");
        assertThat(nested.body())
                .contains("Value null at 'tableInput.storageDescriptor.columns.1.member.name' failed to satisfy"
                        + " constraint: Member must not be null");
        assertThat(glue.getTables(r -> r.databaseName("sales")).tableList()).isEmpty();
    }

    @Test
    void anEmptyBodyIsAnEmptyObject() throws Exception {
        assertThat(server.post("GetDatabases", "").body()).contains("\"DatabaseList\":[");
    }

    @Test
    void whatIsNotOfferedIsSaid() throws Exception {
        var known = server.post("CreateBlueprint", "{}");
        assertThat(known.statusCode()).isEqualTo(400);
        assertThat(known.body()).contains("UnknownOperationException").contains("CreateBlueprint is not offered");
        assertThat(server.post("Nonsense", "{}").body()).contains("There is no operation Nonsense in AWS Glue");
    }

    @Test
    void enumerationsAreThoseOfTheSdk() throws Exception {
        assertThat(server.post("GetDatabases", "{\"AttributesToGet\":[\"TARGET_DATABASE\"]}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post("GetDatabases", "{\"AttributesToGet\":[\"SIZE\"]}")
                        .body())
                .contains("enum value set: [NAME, TARGET_DATABASE]");
    }

    @Test
    void timesAndBytesAreSpeltAsAwsDoes() throws Exception {
        createTable("orders", t -> t.parameters(Map.of("a", "b")));
        var body = server.post("GetTable", "{\"DatabaseName\":\"sales\",\"Name\":\"orders\"}")
                .body();
        assertThat(body).containsPattern("\"CreateTime\":\\d{10}(\\.\\d{1,9})?[,}]");
        assertThat(server.post(
                                "UpdateTable",
                                "{\"DatabaseName\":\"sales\",\"TableInput\":{\"Name\":\"orders\",\"LastAccessTime\":1.7e9}}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(server.post("GetTable", "{\"DatabaseName\":\"sales\",\"Name\":\"orders\"}")
                        .body())
                .contains("\"LastAccessTime\":1700000000,");
        assertThat(server.post(
                                "UpdateTable",
                                "{\"DatabaseName\":\"sales\",\"TableInput\":{\"Name\":\"orders\",\"LastAccessTime\":1e300}}")
                        .body())
                .contains("SerializationException");
    }
}
