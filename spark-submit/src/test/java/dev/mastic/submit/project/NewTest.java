// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.submit.Shell;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The folder of a new job, and names that none can have. */
class NewTest {
    private static final String HOME = "mastic.home";

    @TempDir
    private Path folder;

    private Shell shell;

    @BeforeEach
    void standInADistribution() {
        shell = new Shell(folder);
        shell.write("mastic & co/mastic.jar", "");
        System.setProperty(HOME, shell.file("mastic & co").toString());
    }

    @AfterEach
    void leaveIt() {
        System.clearProperty(HOME);
    }

    private Shell.Ended make(String name, String... more) {
        var words = new ArrayList<>(List.of("new", shell.file(name).toString()));
        words.addAll(List.of(more));
        return Shell.raw(words.toArray(String[]::new));
    }

    @Test
    void makesAProjectOfMaven() {
        var made = make("daily-orders", "--package", "io.acme.sales", "--output", "json")
                .succeeded()
                .document();
        assertThat(shell.files("daily-orders"))
                .hasSize(made.path("files").size())
                .contains(
                        "src/main/java/io/acme/sales/DailyOrdersJob.java",
                        "src/test/java/io/acme/sales/DailyOrdersJobTest.java",
                        "daily-orders.conf",
                        "daily-orders.test.conf",
                        "README.md",
                        ".gitignore");
        assertThat(shell.read("daily-orders/pom.xml"))
                .contains("<artifactId>daily-orders</artifactId>", "mastic &amp; co</mastic.home>", "${mastic.home}")
                .contains("<Mastic-Job>io.acme.sales.DailyOrdersJob</Mastic-Job>");
        assertThat(shell.files("daily-orders").map(file -> shell.read("daily-orders/" + file)))
                .as("every mark is filled")
                .noneMatch(text -> text.matches("(?s).*@[a-z.]+@.*"));
    }

    @Test
    void makesAFileAloneThatPassesItsTests() {
        assertThat(make("orders", "--job", "hocon").succeeded().out()).contains("orders.conf", "README.md");
        assertThat(shell.files("orders")).doesNotContain("pom.xml").noneMatch(file -> file.endsWith(".java"));
        Shell.raw("test", shell.file("orders").toString()).succeeded();
    }

    @Test
    void theJobKeepsWhatIsPaidAndRefusesWhatIsNoNumber() {
        make("orders", "--job", "hocon").succeeded();
        Shell.raw("run", shell.file("orders/orders.conf").toString()).succeeded();
        var paid = Shell.raw("cat", shell.file("orders/out/paid").toString()).succeeded();
        assertThat(paid.lines())
                .containsExactlyInAnyOrder(
                        "{\"order_id\":101,\"customer\":\"ada\",\"amount\":25.5}",
                        "{\"order_id\":103,\"customer\":\"lee\",\"amount\":3.0}",
                        "{\"order_id\":104,\"customer\":\"ada\",\"amount\":12.0}");
        assertThat(Shell.raw("cat", shell.file("orders/out/rejects").toString()).out())
                .contains("expected a double, got a string");
    }

    @ParameterizedTest
    @ValueSource(strings = {"My-Job", "my job", "my_job", "1st", "job-", "a--b", "größe"})
    void refusesNamesThatNoJobHas(String name) {
        make(name).failed(2, "Cannot make job '" + name + "'", "such as my-job");
        assertThat(shell.file(name)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({
        "com.class, 'no name of Java'",
        "com..acme, 'no name of Java'",
        "com acme, 'no name of Java'",
        "'', 'no name of Java'",
        "java.acme, 'Java keeps java'"
    })
    void refusesPackagesThatCannotBe(String name, String reason) {
        make("orders", "--package", name).failed(2, "Cannot use package '" + name + "'", reason);
        assertThat(shell.file("orders")).doesNotExist();
    }

    @Test
    void aKeywordIsNoHarmInTheNameOfAJob() {
        make("class").succeeded();
        assertThat(shell.file("class/src/main/java/com/example/ClassJob.java")).exists();
        make("etl").failed(2, "EtlJob", "name it otherwise");
    }

    @Test
    void touchesNoFolderWithSomethingInIt() {
        shell.write("orders/precious.txt", "mine");
        make("orders").failed(2, "there is something in it already (such as precious.txt)", "name another folder");
        assertThat(shell.files("orders")).containsExactly("precious.txt");
        shell.write("notes", "");
        make("notes").failed(2, "it is a file");
        assertThat(shell.file("empty").toFile().mkdir()).isTrue();
        make("empty").succeeded();
    }

    @Test
    void refusesWrongCalls() throws Exception {
        Shell.raw("new").failed(2, "FOLDER");
        make("orders", "--job", "python").failed(2, "python");
        make("orders", "--job", "hocon", "--package", "com.acme").failed(2, "a job file has no package");
        Files.delete(shell.file("mastic & co/mastic.jar"));
        make("orders").failed(2, "there is no mastic.jar in ", "start bin/mastic");
    }
}
