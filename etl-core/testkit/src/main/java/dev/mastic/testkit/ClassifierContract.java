// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.mastic.core.SessionParts;
import dev.mastic.core.catalog.Column;
import dev.mastic.core.catalog.Table;
import dev.mastic.core.catalog.TableName;
import dev.mastic.core.frame.DynamicFrame;
import dev.mastic.core.frame.FrameContext;
import dev.mastic.core.frame.LazySpark;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.io.FileListing;
import dev.mastic.core.io.FileScan;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.InputFile;
import dev.mastic.core.io.Match;
import dev.mastic.core.io.Sample;
import dev.mastic.core.plugin.Factory;
import dev.mastic.core.plugin.Registry;
import dev.mastic.core.type.Resolution;
import dev.mastic.core.type.Type;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What every custom classifier keeps. The test of one extends this: it names the factory, the settings, a file that they describe, and
 * files that they do not.
 */
public abstract class ClassifierContract {
    private static final int HUGE = 4 << 20;
    private static final int SEEDS = 200;

    @TempDir
    protected Path folder;

    /** What makes the classifier. */
    protected abstract Factory<Classifier> factory();

    /** Settings that describe {@link #mine}. */
    protected abstract Map<String, Object> settings();

    /** The contents of a file that the settings describe, every record of it. */
    protected abstract byte[] mine();

    /** The name of that file. */
    protected abstract String fileName();

    /** How many records it has. */
    protected abstract long rows();

    /** The columns of its table, as reading has them. */
    protected abstract Type.Struct type();

    /** The contents of files that the settings do not describe. */
    protected abstract List<byte[]> others();

    /** The classifier with {@link #settings}. */
    protected final Classifier classifier() {
        return classifier(settings());
    }

    /** The classifier with other settings. */
    protected final Classifier classifier(Map<String, Object> settings) {
        return factory().create(factory().settings().of("the classifier", settings), parts());
    }

    /** A file of these contents, as a classifier sees it. */
    protected final Sample sample(byte[] contents) {
        return sample(contents, "none");
    }

    private Sample sample(byte[] contents, String compression) {
        var tail = Arrays.copyOfRange(contents, Math.max(0, contents.length - 64), contents.length);
        return new Sample(
                folder.resolve(fileName()).toString(),
                contents.length,
                contents,
                compression.equals("none") ? tail : new byte[0],
                compression);
    }

    @Test
    void isCertainOfAFileThatItDescribes() {
        assertThat(classifier().classify(sample(mine()))).hasValueSatisfying(match -> {
            assertThat(match.certainty()).isEqualTo(1.0);
            assertThat(match.classification()).isNotBlank();
            assertThat(match.compression()).isEqualTo("none");
        });
    }

    @Test
    void passesTheCodecOnAsItIs() {
        assertThat(classifier().classify(sample(mine(), "gzip")))
                .hasValueSatisfying(match -> assertThat(match.compression()).isEqualTo("gzip"));
    }

    @Test
    void leavesOtherFilesAlone() {
        var classifier = classifier();
        assertThat(others()).isNotEmpty().allSatisfy(other -> assertThat(classifier.classify(sample(other)))
                .isEmpty());
    }

    @Test
    void leavesFilesAloneThatHoldNothing() {
        var classifier = classifier();
        for (var nothing : List.of("", " ", "\n", "   \n\n", "\r\n\r\n", "\uFEFF", "\uFEFF\n")) {
            assertThat(classifier.classify(sample(nothing.getBytes(StandardCharsets.UTF_8))))
                    .isEmpty();
        }
        assertThat(classifier.classify(sample(new byte[4096]))).isEmpty();
    }

    @Test
    void isNeverSurprisedByBytes() {
        var classifier = classifier();
        for (int seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            var bytes = new byte[random.nextInt(5000)];
            random.nextBytes(bytes);
            assertInBounds(classifier.classify(sample(bytes)));
            assertInBounds(classifier.classify(sample(damaged(random))));
        }
    }

    private byte[] damaged(Random random) {
        var bytes = Arrays.copyOf(mine(), random.nextInt(mine().length + 1));
        for (int i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }

    @Test
    void endsOnLinesAsLongAsTheSample() {
        var classifier = classifier();
        for (char one : new char[] {'a', '0', '"', ' ', '{', '<', ',', '('}) {
            var line = new byte[HUGE];
            Arrays.fill(line, (byte) one);
            assertInBounds(classifier.classify(sample(line)));
        }
    }

    private static void assertInBounds(Optional<Match> match) {
        match.ifPresent(found -> assertThat(found.certainty()).isGreaterThan(0).isLessThanOrEqualTo(1));
    }

    @Test
    void saysTheSameOfTheSameFileWhateverElseIsAskedOfIt() {
        var classifier = classifier();
        var samples = IntStream.range(0, 64)
                .mapToObj(seed -> sample(seed % 4 == 0 ? mine() : damaged(new Random(seed))))
                .toList();
        var alone = samples.stream().map(classifier::classify).toList();
        assertThat(samples.parallelStream().map(classifier::classify).toList()).isEqualTo(alone);
        assertThat(samples.stream().map(classifier()::classify).toList()).isEqualTo(alone);
    }

    @Test
    void namesAFormatThatReadsTheFile() throws IOException {
        var match = classifier().classify(sample(mine())).orElseThrow();
        assertReads(match);
    }

    @Test
    void leavesInTheTableWhatReadingNeeds() throws IOException {
        var match = classifier().classify(sample(mine())).orElseThrow();
        var hive = format(match).hive(match, type());
        var table = new Table(
                new TableName("any", "logs"),
                type().fields().stream()
                        .map(field -> Column.of(field.name(), field.type()))
                        .toList(),
                List.of(),
                hive.storage(folder.toString(), match),
                match.tableParameters());
        assertThat(Match.of(table)).isEqualTo(match.withEvidence(Map.of()));
        assertReads(Match.of(table));
    }

    private void assertReads(Match match) throws IOException {
        var file = Files.write(folder.resolve(fileName()), mine());
        var items = FileListing.list(file.toString(), new Configuration());
        var format = format(match);
        var inference = format.observe(new InputFile(items.get(0), new Configuration()), match, Long.MAX_VALUE);
        assertThat(inference.rows()).isEqualTo(rows());
        assertThat(Resolution.LOSSLESS.resolveRows(inference.observed())).isEqualTo(type());
        var frame = read(format, new FileScan("any", items, match, type(), Type.Struct.EMPTY));
        assertThat(frame.count()).isEqualTo(rows());
        assertThat(frame.errorsAsDynamicFrame().toDF().collectAsList()).isEmpty();
    }

    private static DynamicFrame read(Format format, FileScan scan) {
        var context = FrameContext.outsideJobs(Registry.of(List.of()));
        return format.read(LazySpark.of(SparkExtension.session()), scan, context);
    }

    private static Format format(Match match) {
        var factory = Registry.fromClasspath().get(Format.class, match.format());
        return factory.create(factory.settings().of("the format", Map.of()), parts());
    }

    private static SessionParts parts() {
        return new SessionParts(Registry.fromClasspath(), Map.of(), new Configuration());
    }
}
