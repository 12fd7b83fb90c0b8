// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.project;

import dev.mastic.core.failure.EtlException;
import dev.mastic.core.failure.IoReason;
import dev.mastic.core.failure.UsageException;
import dev.mastic.submit.verb.BuiltFrom;
import dev.mastic.submit.verb.InstallationFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The files of a new project, with the names and versions filled in. */
final class NewProject {
    private static final String MARK = "@";

    private NewProject() {}

    /**
     * Writes the files of a project into a new or an empty folder.
     *
     * @return the files, from the folder
     * @throws UsageException if something is in the folder, or this Mastic is no distribution
     */
    static List<String> make(Path folder, JobNames names, JobKind kind) {
        refuseFull(folder);
        var words = words(names, distribution());
        var files = files(names, kind);
        try {
            for (var file : files.entrySet()) {
                var path = folder.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, filled(template(file.getValue()), words));
            }
        } catch (IOException e) {
            throw new EtlException("Cannot make " + folder + ": " + IoReason.of(e), e);
        }
        return List.copyOf(files.keySet());
    }

    /** The files of the project, and what each is made of. */
    private static Map<String, String> files(JobNames names, JobKind kind) {
        var files = new LinkedHashMap<String, String>();
        files.put(".gitignore", "gitignore");
        files.put("mastic.conf", "mastic.conf");
        files.put("data/orders/2026-06-01.json", "2026-06-01.json");
        files.put("data/orders/2026-06-02.json", "2026-06-02.json");
        files.put(names.job() + ".conf", "job.conf");
        files.put(names.job() + ".test.conf", "job.test.conf");
        if (kind == JobKind.HOCON) {
            files.put("README.md", "README.hocon.md");
            return files;
        }
        files.put("README.md", "README.java.md");
        files.put("pom.xml", "pom.xml");
        files.put("src/main/java/" + names.packageFolder() + "/" + names.type() + ".java", "Job.java");
        files.put("src/test/java/" + names.packageFolder() + "/" + names.type() + "Test.java", "JobTest.java");
        return files;
    }

    private static Map<String, String> words(JobNames names, Path distribution) {
        var words = new LinkedHashMap<String, String>();
        BuiltFrom.versions().forEach((key, version) -> words.put((String) key, (String) version));
        words.put("job", names.job());
        words.put("package", names.packageName());
        words.put("class", names.type());
        words.put("mastic.home", distribution.toString());
        words.put("mastic.home.xml", xml(distribution.toString()));
        return words;
    }

    private static String filled(String template, Map<String, String> words) {
        var text = template;
        for (var word : words.entrySet()) {
            text = text.replace(MARK + word.getKey() + MARK, word.getValue());
        }
        return text;
    }

    private static String xml(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String template(String name) throws IOException {
        try (var in = NewProject.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** The distribution that runs: the project compiles and runs against its jars. */
    private static Path distribution() {
        var home = InstallationFolder.home();
        if (!Files.isRegularFile(home.resolve("mastic.jar"))) {
            throw new UsageException("Cannot make a project: there is no mastic.jar in " + home
                    + " (expected the folder of a distribution): start bin/mastic of one");
        }
        return home.toAbsolutePath().normalize();
    }

    private static void refuseFull(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new UsageException("Cannot make " + folder + ": it is a file; name another folder");
        }
        if (!Files.exists(folder)) {
            return;
        }
        try (var inside = Files.list(folder)) {
            var names = inside.limit(3)
                    .map(path -> path.getFileName().toString())
                    .sorted()
                    .collect(Collectors.joining(", "));
            if (!names.isEmpty()) {
                throw new UsageException("Cannot make " + folder + ": there is something in it already (such as "
                        + names + "); name another folder");
            }
        } catch (IOException e) {
            throw new UsageException("Cannot make " + folder + ": " + IoReason.of(e), e);
        }
    }
}
