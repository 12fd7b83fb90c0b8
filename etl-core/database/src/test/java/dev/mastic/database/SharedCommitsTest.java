// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharedCommitsTest {
    private final AtomicInteger committed = new AtomicInteger();
    private final CountDownLatch go = new CountDownLatch(1);

    @TempDir
    Path dir;

    private Jdbi jdbi;
    private SharedCommits commits;

    @BeforeEach
    void openDatabase() {
        var source = SqliteFile.at(dir.resolve("some.db")).dataSource();
        jdbi = Jdbi.create(new ConnectionPool(source));
        jdbi.useHandle(handle -> {
            handle.createQuery("pragma journal_mode = wal").mapTo(String.class).one();
            handle.execute("create table things (name text primary key)");
            handle.execute("create table parts (of text references things (name) deferrable initially deferred)");
        });
        jdbi.setSqlLogger(new SqlLogger() {
            @Override
            public void logAfterExecution(StatementContext context) {
                if ("commit".equals(context.getRenderedSql())) {
                    committed.incrementAndGet();
                }
            }
        });
        commits = new SharedCommits(jdbi, Duration.ofHours(1));
    }

    @Test
    void thoseThatWaitShareOneCommit() throws Exception {
        var answers = atOnce(inserting("a"), inserting("b"), inserting("c"));
        assertThat(answers.get(0).get()).isEqualTo("a");
        assertThat(answers.get(1).get()).isEqualTo("b");
        assertThat(answers.get(2).get()).isEqualTo("c");
        assertThat(things()).containsExactly("a", "b", "c");
        assertThat(committed).hasValue(1);
    }

    @Test
    void nobodyJoinsWhatIsOld() throws Exception {
        commits = new SharedCommits(jdbi, Duration.ZERO);
        var answers = atOnce(inserting("a"), inserting("b"), inserting("c"));
        for (var answer : answers) {
            answer.get();
        }
        assertThat(things()).containsExactly("a", "b", "c");
        assertThat(committed).hasValue(3);
    }

    @Test
    void eachSeesWhatThoseBeforeHaveDone() throws Exception {
        Function<Handle, String> counting = handle -> handle.createQuery("select count(*) from things")
                .mapTo(String.class)
                .one();
        var answers = atOnce(inserting("a"), counting, inserting("b"), counting);
        assertThat(answers.get(1).get()).isEqualTo("1");
        assertThat(answers.get(3).get()).isEqualTo("2");
    }

    @Test
    void whatFailsIsTakenBackAlone() throws Exception {
        var answers = atOnce(inserting("a"), failing("b"), inserting("c"));
        assertThat(answers.get(0).get()).isEqualTo("a");
        assertThatThrownBy(answers.get(1)::get)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .hasMessage("stop")
                .hasNoSuppressedExceptions();
        assertThat(answers.get(2).get()).isEqualTo("c");
        assertThat(things()).containsExactly("a", "c");
        assertThat(committed).hasValue(1);
    }

    @Test
    void whatFailsFirstLeavesTheOthersTheirOwnTransaction() throws Exception {
        var answers = atOnce(failing("a"), inserting("b"));
        assertThatThrownBy(answers.get(0)::get).cause().hasMessage("stop");
        assertThat(answers.get(1).get()).isEqualTo("b");
        assertThat(things()).containsExactly("b");
    }

    @Test
    void nobodyHearsOfSuccessBeforeTheCommit() throws Exception {
        var tasks = new ArrayList<FutureTask<String>>();
        var answers = atOnce(tasks, List.of(inserting("a"), handle -> {
            assertThat(tasks.get(0)).isNotDone();
            assertThat(things()).isEmpty();
            return "nothing seen";
        }));
        assertThat(answers.get(1).get()).isEqualTo("nothing seen");
        assertThat(answers.get(0).get()).isEqualTo("a");
    }

    @Test
    void isDoneAgainWhereTheWorkOfAnotherHasRolledBackBoth() throws Exception {
        Function<Handle, String> rollingBack = handle -> {
            handle.execute("insert or rollback into things (name) values ('a')");
            return "unreachable";
        };
        var answers = atOnce(inserting("a"), inserting("b"), rollingBack, inserting("c"));
        assertThat(answers.get(0).get()).isEqualTo("a");
        assertThat(answers.get(1).get()).isEqualTo("b");
        assertThatThrownBy(answers.get(2)::get).cause().hasMessageContaining("UNIQUE");
        assertThat(answers.get(3).get()).isEqualTo("c");
        assertThat(things()).containsExactly("a", "b", "c");
    }

    @Test
    void allFailWhoseCommitFails() throws Exception {
        Function<Handle, String> dangling = handle -> {
            handle.execute("insert into parts (of) values ('nothing')");
            return "not checked yet";
        };
        for (var answer : atOnce(inserting("a"), dangling)) {
            assertThatThrownBy(answer::get)
                    .cause()
                    .isInstanceOf(JdbiException.class)
                    .hasMessageContaining("FOREIGN KEY");
        }
        assertThat(things()).isEmpty();
        assertThat(commits.write(inserting("b"))).isEqualTo("b");
        assertThat(things()).containsExactly("b");
    }

    @Test
    void nobodySharesARehearsal() throws Exception {
        var first = new FutureTask<>(() -> commits.write(waiting(inserting("a"))));
        var rehearsed = new FutureTask<>(() -> commits.rehearse(inserting("b")));
        var last = new FutureTask<>(() -> commits.write(inserting("c")));
        start(List.of(first, rehearsed, last));
        assertThat(first.get()).isEqualTo("a");
        assertThat(rehearsed.get()).isEqualTo("b");
        assertThat(last.get()).isEqualTo("c");
        assertThat(things()).containsExactly("a", "c");
    }

    @Test
    void transactionsAreNotNested() {
        Consumer<Runnable> inside = nested -> assertThatThrownBy(() -> commits.write(handle -> {
                    nested.run();
                    return handle;
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("transactions are not nested");
        inside.accept(() -> commits.write(inserting("a")));
        inside.accept(commits::requireNone);
        assertThat(things()).isEmpty();
    }

    @SafeVarargs
    private List<FutureTask<String>> atOnce(Function<Handle, String>... work) throws InterruptedException {
        return atOnce(new ArrayList<>(), List.of(work));
    }

    /** The first waits inside its transaction until all others stand in the queue, in their order. */
    private List<FutureTask<String>> atOnce(List<FutureTask<String>> tasks, List<Function<Handle, String>> work)
            throws InterruptedException {
        for (var each : work) {
            var mine = tasks.isEmpty() ? waiting(each) : each;
            tasks.add(new FutureTask<>(() -> commits.write(mine)));
        }
        start(tasks);
        return tasks;
    }

    private <T> Function<Handle, T> waiting(Function<Handle, T> work) {
        return handle -> {
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return work.apply(handle);
        };
    }

    private void start(List<FutureTask<String>> tasks) throws InterruptedException {
        for (var task : tasks) {
            var thread = new Thread(task);
            thread.start();
            while (thread.getState() != Thread.State.WAITING) {
                Thread.sleep(1);
            }
        }
        go.countDown();
    }

    private static Function<Handle, String> inserting(String name) {
        return handle -> {
            handle.execute("insert into things (name) values (?)", name);
            return name;
        };
    }

    private static Function<Handle, String> failing(String name) {
        return handle -> {
            handle.execute("insert into things (name) values (?)", name);
            throw new IllegalStateException("stop");
        };
    }

    private List<String> things() {
        return jdbi.withHandle(handle -> handle.createQuery("select name from things order by name")
                .mapTo(String.class)
                .list());
    }
}
