// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.catalog.server.glue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.glue.model.Compatibility;
import software.amazon.awssdk.services.glue.model.DataFormat;

/** The compatibility modes of JSON Schema. */
class JsonSchemaFitTest extends SchemaTest {
    private static final String OPEN = "{'type':'object','properties':{'id':{'type':'integer'}}}";
    private static final String CLOSED =
            "{'type':'object','properties':{'id':{'type':'integer'}},'additionalProperties':false}";
    private static final String WIDER =
            "{'type':'object','properties':{'id':{'type':['number','null']}},'additionalProperties':false}";
    private static final String NARROWER =
            "{'type':'object','properties':{'id':{'type':'integer'}},'additionalProperties':false,'required':['id']}";
    private static final String RENAMED =
            "{'type':'object','title':'Order','properties':{'id':{'type':'integer'}},'additionalProperties':false}";

    private static void first(Compatibility mode, String definition) {
        create("orders", DataFormat.JSON, mode, quoted(definition));
    }

    private static String quoted(String definition) {
        return definition.replace('\'', '"');
    }

    @ParameterizedTest
    @CsvSource({
        "BACKWARD, true, false",
        "BACKWARD_ALL, true, false",
        "FORWARD, false, true",
        "FORWARD_ALL, false, true",
        "FULL, false, false",
        "FULL_ALL, false, false",
        "NONE, true, true"
    })
    void eachModeLetsPassWhatItMay(Compatibility mode, boolean wider, boolean narrower) {
        first(mode, CLOSED);
        assertPasses(true, RENAMED);
        assertPasses(wider, WIDER);
        if (!wider || mode == Compatibility.NONE) {
            assertPasses(narrower, NARROWER);
        }
    }

    @ParameterizedTest
    @CsvSource({"BACKWARD", "BACKWARD_ALL", "FULL", "FULL_ALL"})
    void narrowerOnesCannotReadWhatIsThere(Compatibility mode) {
        first(mode, CLOSED);
        assertPasses(false, NARROWER);
    }

    @Test
    void disabledLetsNothingPass() {
        first(Compatibility.DISABLED, CLOSED);
        assertRefused("InvalidInputException", () -> register(quoted(RENAMED))).contains("DISABLED");
    }

    private static void assertPasses(boolean passes, String definition) {
        if (passes) {
            var before = numbers().size();
            assertThat(register(quoted(definition)).versionNumber()).isEqualTo(before + 1L);
        } else {
            var before = numbers();
            assertRefused("InvalidInputException", () -> register(quoted(definition)))
                    .contains("breaks the compatibility", "of schema orders", " at /");
            assertThat(numbers()).isEqualTo(before);
        }
    }

    @Test
    void oneVersionIsComparedWithTheCheckpointAndAllWithAll() {
        first(Compatibility.NONE, OPEN);
        register(quoted(CLOSED));
        glue.updateSchema(r -> r.schemaId(ORDERS)
                .schemaVersionNumber(n -> n.versionNumber(2L))
                .compatibility(Compatibility.BACKWARD_ALL));
        assertRefused("InvalidInputException", () -> register(quoted(WIDER))).contains("version 1 of schema orders");
        glue.updateSchema(r -> r.schemaId(ORDERS).compatibility(Compatibility.BACKWARD));
        assertPasses(true, WIDER);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'type':'string'} | {'type':['string','null']} | true",
                "{'type':['string','null']} | {'type':'string'} | false",
                "{'type':'number','minimum':1} | {'type':'number','minimum':0} | true",
                "{'type':'number','minimum':0} | {'type':'number','minimum':1} | false",
                "{'type':'string','enum':['a']} | {'type':'string','enum':['a','b']} | true",
                "{'type':'string','enum':['a','b']} | {'type':'string','enum':['a']} | false",
                "{'type':'array','items':{'type':'integer'}} | {'type':'array','items':{'type':'number'}} | true",
                "{'type':'array'} | {'type':'array','uniqueItems':true} | false",
                "{'type':'string'} | {'type':'string','pattern':'a+'} | false",
                "{'anyOf':[{'type':'string'}]} | {'anyOf':[{'type':'string'},{'type':'integer'}]} | true",
                "{'allOf':[{'type':'string'}]} | {'allOf':[{'type':'string'},{'minLength':2}]} | false",
                "{'not':{'type':'string','minLength':3}} | {'not':{'type':'string'}} | false",
                "{'if':{'type':'string'},'then':{'minLength':1}} | {'if':{'type':'string'},'then':{'minLength':2}} | false",
                "{'$schema':'http://json-schema.org/draft-04/schema#','type':'number','minimum':1,'exclusiveMinimum':true}"
                        + " | {'$schema':'http://json-schema.org/draft-04/schema#','type':'number','minimum':1} | true",
                "{'$schema':'http://json-schema.org/draft-04/schema#','type':'number','minimum':1}"
                        + " | {'$schema':'http://json-schema.org/draft-04/schema#','type':'number','minimum':1,'exclusiveMinimum':true} | false",
                "{'$schema':'http://json-schema.org/draft-06/schema#','const':1}"
                        + " | {'$schema':'http://json-schema.org/draft-06/schema#','const':2} | false",
                "{'type':'object','properties':{'n':{'$ref':'#'},'v':{'type':'integer'}}}"
                        + " | {'type':'object','properties':{'n':{'$ref':'#'},'v':{'type':'number'}}} | true",
                "{'$ref':'#/definitions/x','definitions':{'x':{'type':'string'}}}"
                        + " | {'$ref':'#/definitions/x','definitions':{'x':{'type':'integer'}}} | false"
            })
    void whatFitsTheOlderMustFitTheNewer(String older, String newer, boolean passes) {
        first(Compatibility.BACKWARD, older);
        assertPasses(passes, newer);
    }

    @Test
    void whatTakesForeverIsNotCompared() {
        var definition = "{'not':".repeat(100) + "{}" + "}".repeat(100);
        first(Compatibility.NONE, CLOSED);
        register(quoted(definition));
        glue.updateSchema(r -> r.schemaId(ORDERS).compatibility(Compatibility.BACKWARD_ALL));
        assertRefused("InvalidInputException", () -> register(quoted("{'title':'x','not':" + definition + "}")))
                .contains("cannot be compared", "more than 8 deep");
        assertRefused("InvalidInputException", () -> register(quoted(RENAMED)))
                .contains("The definition of version 2 of schema orders of registry shop cannot be compared");
    }

    @Test
    void nothingIsFetchedToCompare() {
        first(Compatibility.BACKWARD, CLOSED);
        assertRefused("InvalidInputException", () -> register("{\"$ref\":\"http://127.0.0.1:1/order.json\"}"))
                .contains("cannot be compared", "http://127.0.0.1:1/order.json", "within the document");
    }
}
