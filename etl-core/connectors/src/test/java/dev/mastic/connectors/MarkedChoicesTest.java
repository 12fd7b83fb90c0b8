// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.connectors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.io.Format;
import dev.mastic.core.type.ColumnPath;
import dev.mastic.core.type.Example;
import dev.mastic.core.type.Observation;
import dev.mastic.core.type.Type;
import dev.mastic.core.type.TypeString;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class MarkedChoicesTest {
    private static final String MIXED = "struct<id:int,t:struct<long:bigint,string:string>>";

    private static Format.Inference file(String type, String... choices) {
        var rows = new Observation();
        rows.typed((Type.Struct) TypeString.parse(type), new Example("file", 0, ""));
        return new Format.Inference(
                rows.toObserved(),
                1,
                Arrays.stream(choices).map(ColumnPath::parse).collect(Collectors.toSet()));
    }

    private static String type(Format.Inference... files) {
        return TypeString.print(MarkedChoices.of(List.of(files)).type());
    }

    @Test
    void makesChoicesOfMarkedStructs() {
        assertThat(type(file(MIXED, "t"))).isEqualTo("struct<id:int,t:uniontype<bigint,string>>");
        assertThat(type(file(MIXED))).isEqualTo(MIXED);
    }

    @Test
    void findsThemInsideArraysStructsAndChoices() {
        var nested = "struct<a:array<struct<int:int,struct:struct<x:struct<double:double,string:string>>>>>";
        assertThat(type(file(nested, "a[]", "a[].struct.x")))
                .isEqualTo("struct<a:array<uniontype<int,struct<x:uniontype<double,string>>>>>");
        assertThat(type(file(nested, "a[].struct.x")))
                .isEqualTo("struct<a:array<struct<int:int,struct:struct<x:uniontype<double,string>>>>>");
    }

    @Test
    void takesBranchesFromAllFiles() {
        assertThat(type(file(MIXED, "t"), file("struct<t:struct<double:double,string:string>>", "t")))
                .isEqualTo("struct<id:int,t:uniontype<double,bigint,string>>");
    }

    @Test
    void asksOnlyFilesThatHaveTheColumn() {
        assertThat(type(file("struct<id:int>"), file(MIXED, "t")))
                .isEqualTo("struct<id:int,t:uniontype<bigint,string>>");
        assertThat(type(file(MIXED), file(MIXED, "t"))).isEqualTo(MIXED);
    }

    @Test
    void leavesStructsThatHaveOtherFieldsBesideTheBranches() {
        assertThat(type(file("struct<t:struct<long:bigint,name:string>>", "t")))
                .isEqualTo("struct<t:struct<long:bigint,name:string>>");
        assertThat(type(file("struct<t:struct<long:bigint>>", "t"))).isEqualTo("struct<t:struct<long:bigint>>");
    }
}
