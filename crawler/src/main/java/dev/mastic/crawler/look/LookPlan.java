// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.crawler.look;

import dev.mastic.core.config.Setting;
import dev.mastic.core.config.Settings;
import dev.mastic.core.crawl.ClassifierSpec;
import dev.mastic.core.io.Classifier;
import dev.mastic.core.io.FileCodecs;
import dev.mastic.core.io.Format;
import dev.mastic.core.io.Match;
import dev.mastic.core.plugin.NoSuchPartException;
import dev.mastic.core.plugin.Parts;
import dev.mastic.core.plugin.Registry;
import java.io.Serializable;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * All that decides what a look at a file finds, as it goes from process to process.
 *
 * @param registry where formats and classifiers come from
 * @param custom the classifiers that are asked before all formats
 * @param as how files are read that are of its format, whatever else they might be; none or one
 * @param maxBytes how much of a text file is read; formats with a schema of their own read that alone
 * @param fileTime how long one file may take
 */
public record LookPlan(Registry registry, List<ClassifierSpec> custom, List<Match> as, long maxBytes, Duration fileTime)
        implements Serializable {
    /** How long one file may take. */
    public static final Setting<Duration> FILE_TIME = Setting.duration("file-time")
            .defaultsTo(Duration.ofMinutes(1))
            .doc("How long it may take to look at one file; what takes longer is skipped.");

    public LookPlan {
        custom = List.copyOf(custom);
        as = List.copyOf(as);
    }

    /** The same with these classifiers. */
    public LookPlan with(List<ClassifierSpec> classifiers) {
        return new LookPlan(registry, classifiers, as, maxBytes, fileTime);
    }

    /** The same for files that are known to be of a kind. */
    public LookPlan reading(Match match) {
        return new LookPlan(registry, custom, List.of(match), maxBytes, fileTime);
    }

    /** Makes formats and classifiers; they get nothing but Hadoop's settings, which every process has. */
    public FileLook open(Configuration configuration) {
        var parts = new LookParts(registry, configuration);
        var formats = formats(parts);
        return new FileLook(this, new Classifiers(classifiers(parts, formats), formats), new FileCodecs(configuration));
    }

    private Map<String, Classifier> classifiers(Parts parts, Map<String, Format> formats) {
        var classifiers = new LinkedHashMap<String, Classifier>();
        as.stream()
                .filter(match -> formats.containsKey(match.format()))
                .forEach(match -> classifiers.put(match.classification(), like(match, formats.get(match.format()))));
        for (var spec : custom) {
            var factory = registry.get(Classifier.class, spec.kind());
            var settings = factory.settings().of("classifier '" + spec.name() + "'", spec.settings());
            classifiers.putIfAbsent(spec.name(), factory.create(settings, parts));
        }
        return classifiers;
    }

    private static Classifier like(Match match, Format format) {
        return sample -> format.sniff(sample)
                .map(seen ->
                        new Match(match.format(), match.classification(), 1.0, seen.compression(), match.dialect()));
    }

    private Map<String, Format> formats(Parts parts) {
        var formats = new TreeMap<String, Format>(Classifiers.order());
        registry.all(Format.class).forEach(factory -> {
            var defaults = factory.settings().of("crawler 'folders'", Map.of());
            formats.put(factory.name(), factory.create(defaults, parts));
        });
        return formats;
    }

    private record LookParts(Registry registry, Configuration configuration) implements Parts {
        @Override
        public <P> P the(Class<P> kind) {
            if (kind == Configuration.class) {
                return kind.cast(configuration);
            }
            throw new NoSuchPartException(
                    "No " + kind.getSimpleName() + " where files are looked at (expected Configuration)");
        }

        @Override
        public <P> P create(Class<P> kind, String name, Settings settings) {
            return registry.get(kind, name).create(settings, this);
        }
    }
}
