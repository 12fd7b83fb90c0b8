// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.trigger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The verbs that start nothing, and wrong calls; what is started is of {@link TriggerIT}. */
class TriggerVerbsTest {
    @TempDir
    private Path folder;

    private Shell shell;
    private String job;

    @BeforeEach
    void open() {
        shell = new Shell(folder);
        shell.write("in/1.json", "{\"id\":1}\n");
        job = shell.write("job.conf", """
            job {
              name = orders
              sources { orders { path = "in" } }
              sinks { files { in = orders, path = "out", format = json } }
            }
            """).toString();
    }

    private Shell.Ended trigger(String... words) {
        var all = new ArrayList<>(List.of("trigger"));
        all.addAll(List.of(words));
        return shell.mastic(all.toArray(String[]::new));
    }

    private void refused(String what, String... words) {
        trigger(words).failed(2, what);
    }

    @Test
    void keepsATriggerAndShowsIt() {
        var created = trigger("create", "nightly", "--job", job, "--schedule", "cron(15 2 * * ? *)", "--", "--day", "7")
                .succeeded();
        assertThat(created.err())
                .contains(
                        "trigger nightly: created, cron(15 2 * * ? *) UTC; activate it by: mastic trigger activate nightly");

        assertThat(trigger("activate", "nightly").succeeded().err()).contains("nightly: activated");
        assertThat(trigger("activate", "nightly").succeeded().err()).contains("nightly: active already");
        var shown = trigger("show", "nightly", "--output", "json").succeeded().document();
        assertThat(shown.path("Type").asText()).isEqualTo("SCHEDULED");
        assertThat(shown.path("State").asText()).isEqualTo("ACTIVATED");
        assertThat(shown.path("Schedule").asText()).isEqualTo("cron(15 2 * * ? *)");
        assertThat(shown.path("TimeZone").asText()).isEqualTo("UTC");
        assertThat(shown.path("NextDue").asText()).endsWith("T02:15:00Z");
        assertThat(shown.path("Actions").get(0).path("JobName").asText()).isEqualTo("orders");
        assertThat(shown.path("Actions").get(0).path("Script").asText()).isEqualTo(job);
        assertThat(shown.path("Actions").get(0).path("Arguments")).hasSize(2);
        assertThat(shown.path("Runs")).isEmpty();
        assertThat(trigger("deactivate", "nightly").succeeded().err()).contains("nightly: deactivated");
        assertThat(trigger("show", "nightly").succeeded().out()).contains("DEACTIVATED", "runs " + job + " -- --day 7");
        trigger("drop", "nightly").succeeded();
        assertThat(trigger("list", "--output", "json").succeeded().document().path("triggers"))
                .isEmpty();
    }

    @Test
    void listsByWhatTheyFire() {
        trigger(
                        "create",
                        "report",
                        "--job",
                        job,
                        "--after",
                        "orders=succeeded",
                        "--after",
                        "crm=FAILED",
                        "--logical",
                        "any")
                .succeeded();
        assertThat(trigger("create", "hand", "--job", job).succeeded().err())
                .contains("on demand; fire it by: mastic trigger start hand");
        trigger(
                        "create",
                        "morning",
                        "--job",
                        job,
                        "--schedule",
                        "cron(0 6 ? * 2 *)",
                        "--time-zone",
                        "Europe/Paris",
                        "--start-on-creation")
                .succeeded();

        assertThat(trigger("list", "--output", "csv").succeeded().lines())
                .containsSubsequence(
                        "trigger,type,state,fires,jobs,due",
                        "hand,ON_DEMAND,CREATED,on demand,orders,",
                        "report,CONDITIONAL,CREATED,after orders=SUCCEEDED ANY crm=FAILED,orders,")
                .anyMatch(
                        line -> line.startsWith("morning,SCHEDULED,ACTIVATED,cron(0 6 ? * 2 *) Europe/Paris,orders,2"));
    }

    @Test
    void wrongTriggersAreRefused() {
        Shell.raw("trigger").failed(2, "needs one of: create, list, show");
        refused("'--job=FILE", "create", "t");
        refused("No such job file: none.conf", "create", "t", "--job", "none.conf");
        refused("Cannot create trigger 'a/b'", "create", "a/b", "--job", job);
        refused("Cannot schedule by '5 * * * *'", "create", "t", "--job", job, "--schedule", "5 * * * *");
        refused("no such time zone (got 'Mars'", create("--schedule", "cron(0 6 ? * 2 *)", "--time-zone", "Mars"));
        refused("--time-zone belongs to --schedule", create("--time-zone", "UTC"));
        refused("not by both", create("--schedule", "cron(0 6 ? * 2 *)", "--after", "a=FAILED"));
        refused("(got 'a=STOPPED'; expected JOB=SUCCEEDED or JOB=FAILED)", create("--after", "a=STOPPED"));
        refused("(got 'a'", create("--after", "a"));
        refused("--logical is for several --after", create("--after", "a=FAILED", "--logical", "ANY"));
        refused("and, any", create("--after", "a=FAILED", "--logical", "OR"));
        refused("leave out --start-on-creation", create("--start-on-creation"));
        refused("found by this process only", "create", "t", "--job", "#dev.mastic.submit.TrialJob");
        assertThat(trigger("list", "--output", "json").succeeded().document().path("triggers"))
                .isEmpty();
    }

    private String[] create(String... more) {
        var all = new ArrayList<>(List.of("create", "t", "--job", job));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void aJobOfAnotherStateIsRefused() {
        shell.write("elsewhere/mastic.conf", "db = other.db");
        var far = shell.write("elsewhere/job.conf", shell.read("job.conf")).toString();
        shell.write("elsewhere/in/1.json", "{}");
        Shell.raw("trigger", "create", "t", "--job", far)
                .failed(2, "the state of job " + far + " is " + shell.file("elsewhere/other.db"));
    }

    @Test
    void whatIsNotThereIsNamed() {
        trigger("create", "nightly", "--job", job).succeeded();
        trigger("create", "nightly", "--job", job).failed(2, "there is one of this name");
        for (var verb : List.of("show", "drop", "activate", "deactivate")) {
            refused("No such trigger: 'nihgtly' (has: nightly; did you mean 'nightly'?)", verb, "nihgtly");
        }
        refused("No such trigger: 'none'", "start", "none", "--log", folder.toString());
        refused("'--log=FOLDER'", "start", "nightly");
        refused("'--log=FOLDER'", "tick");
        refused("Cannot keep 0 logs", "tick", "--log", folder.toString(), "--keep", "0");
        refused("this process was not started by bin/mastic", "tick", "--log", folder.toString());
        refused("this process was not started by bin/mastic", "start", "nightly", "--log", folder.toString());
    }
}
