// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.mastic.core.failure.ExitCode;
import dev.mastic.core.failure.Failpoints;
import dev.mastic.submit.console.Console;
import dev.mastic.submit.console.TableJson;
import dev.mastic.submit.verb.Verb;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Says what this installation is made of, and what is wrong with it. */
@Command(name = "doctor", description = "Say what this installation runs on; exit with 2 if something is wrong.")
public final class DoctorCommand extends Verb {
    @Option(names = "--failpoints", description = "List the places where tests can kill a run.")
    private boolean failpoints;

    @Override
    protected boolean needsItsSpark() {
        return false;
    }

    @Override
    protected ExitCode execute(Console console) {
        if (failpoints) {
            print(
                    console,
                    "failpoints",
                    Failpoints.all().stream()
                            .map(point -> new Finding(point.name(), point.place(), false))
                            .toList());
            return ExitCode.OK;
        }
        var findings = Finding.ofThisMachine(options().project(Path.of("")));
        print(console, "findings", findings);
        return findings.stream().anyMatch(Finding::wrong) ? ExitCode.USAGE : ExitCode.OK;
    }

    private void print(Console console, String name, List<Finding> findings) {
        switch (options().output()) {
            case json -> {
                var document = new ObjectMapper().createObjectNode();
                document.set(name, TableJson.array(findings, this::node));
                console.print(document);
            }
            case csv -> {
                var rows = new ArrayList<List<String>>();
                rows.add(List.of("name", "text", "wrong"));
                findings.forEach(f -> rows.add(List.of(f.name(), f.text(), String.valueOf(f.wrong()))));
                console.csv(rows);
            }
            case table -> findings.forEach(f -> console.show((f.wrong() ? "WRONG " : "") + f.name() + ": " + f.text()));
        }
    }

    private ObjectNode node(Finding finding) {
        var node = new ObjectMapper()
                .createObjectNode()
                .put("name", finding.name())
                .put("text", finding.text());
        return failpoints ? node : node.put("wrong", finding.wrong());
    }
}
