// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.examples.chaos;

import dev.mastic.core.Arguments;
import dev.mastic.core.SessionParts;
import dev.mastic.core.bookmark.BookmarkStore;
import dev.mastic.core.bookmark.Lease;
import dev.mastic.core.bookmark.Output;
import dev.mastic.core.bookmark.Phase;
import dev.mastic.core.bookmark.Run;
import dev.mastic.core.bookmark.Token;
import dev.mastic.core.config.Problems;
import dev.mastic.core.config.Settings;
import dev.mastic.core.config.SettingsSpec;
import dev.mastic.core.failure.EtlException;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.frame.Transform;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Sink;
import dev.mastic.core.io.Source;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import dev.mastic.engine.JobFile;
import dev.mastic.engine.JobRunner;
import dev.mastic.engine.Planner;
import dev.mastic.engine.RunIds;
import dev.mastic.engine.RunOptions;
import dev.mastic.testkit.SparkExtension;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;

/** A run from which one guard is taken: {@code UnguardedRun GUARD JOB-FILE STATE WAREHOUSE}. It is a process of its own, which tests kill. */
public final class UnguardedRun {
    private UnguardedRun() {}

    public static void main(String[] words) {
        var guard = Guard.valueOf(words[0]);
        var job = Path.of(words[1]);
        var state = words[2];
        var hadoop = new Configuration();
        if (guard == Guard.INTENT) {
            hadoop.set("fs.file.impl", ForgetfulFileSystem.class.getName());
            hadoop.setBoolean("fs.file.impl.disable.cache", true);
        }
        try (var whole =
                new SessionParts(Registry.fromClasspath(), Map.of("db", state, "warehouse", words[3]), hadoop)) {
            var parts = new Unguarded(guard, whole);
            var problems = new Problems();
            var spec = JobFile.read(job, List.of(), Arguments.parse(List.of()), parts.registry(), problems);
            problems.throwIfAny("the job");
            var plan = Planner.plan(spec.orElseThrow(), parts, problems);
            problems.throwIfAny("the job");
            var runner = new JobRunner(parts, new LazySpark(SparkExtension::session));
            System.out.println(
                    runner.run(plan, RunOptions.of(RunIds.next(), state)).status());
        } catch (EtlException e) {
            System.err.println(e.getMessage());
            System.exit(e.exitCode().number());
        }
    }

    /** The parts of a process, with one guard less. */
    private record Unguarded(Guard guard, SessionParts whole) implements Parts {
        @Override
        public <P> P the(Class<P> kind) {
            var part = whole.the(kind);
            return kind == BookmarkStore.class ? kind.cast(store((BookmarkStore) part)) : part;
        }

        private BookmarkStore store(BookmarkStore store) {
            return switch (guard) {
                case RECOVERY ->
                    instead(
                            BookmarkStore.class,
                            (method, arguments) ->
                                    method.getName().equals("unfinished") ? List.of() : call(store, method, arguments));
                case COMMIT_BEFORE_ADVANCE ->
                    instead(BookmarkStore.class, (method, arguments) -> advanceEarly(store, method, arguments));
                case FENCE, INTENT -> store;
            };
        }

        /** What is staged counts as committed at once; what the run says later of its phases is not heard. */
        private static Object advanceEarly(BookmarkStore store, Method method, Object[] arguments) throws Throwable {
            if (!method.getName().equals("mark") && !method.getName().equals("advance")) {
                return call(store, method, arguments);
            } else if (method.getName().equals("mark") && arguments[2] == Phase.STAGED) {
                var lease = (Lease) arguments[0];
                var run = (Run) arguments[1];
                call(store, method, arguments);
                store.mark(lease, run, Phase.COMMITTED, Map.of());
                store.advance(lease, run);
            }
            return null;
        }

        @Override
        public <P> P create(Class<P> kind, String name, Settings settings) {
            return registry().get(kind, name).create(settings, this);
        }

        @Override
        public Registry registry() {
            var registry = whole.registry();
            if (guard != Guard.FENCE) {
                return registry;
            }
            var sinks =
                    registry.all(Sink.class).map(sink -> sink.name().equals("table") ? new UnfencedSinks(sink) : sink);
            var others = Stream.of(Source.class, Format.class, Transform.class).flatMap(registry::all);
            return Registry.of(Stream.concat(sinks, others).toList());
        }
    }

    /** Makes sinks whose runs always claim to be the newest. */
    private record UnfencedSinks(Factory<Sink> guarded) implements Factory<Sink> {
        @Override
        public Class<Sink> kind() {
            return Sink.class;
        }

        @Override
        public String name() {
            return guarded.name();
        }

        @Override
        public SettingsSpec settings() {
            return guarded.settings();
        }

        @Override
        public Sink create(Settings settings, Parts parts) {
            var sink = guarded.create(settings, parts);
            return instead(Sink.class, (method, arguments) -> {
                if (method.getName().equals("stage")) {
                    arguments[1] = newest((Output) arguments[1]);
                }
                return call(sink, method, arguments);
            });
        }

        private static Output newest(Output output) {
            var run = new Run(output.run().job(), output.run().runId(), new Token(Long.MAX_VALUE));
            return new Output(run, output.sink(), output.slices(), output.replaces());
        }
    }

    @FunctionalInterface
    private interface Call {
        Object answer(Method method, Object[] arguments) throws Throwable;
    }

    private static <T> T instead(Class<T> kind, Call call) {
        var loader = UnguardedRun.class.getClassLoader();
        return kind.cast(Proxy.newProxyInstance(
                loader, new Class<?>[] {kind}, (proxy, method, arguments) -> call.answer(method, arguments)));
    }

    private static Object call(Object whole, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(whole, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
