// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.core.io;

import dev.mastic.core.config.LocalDisks;
import java.util.Collection;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Hadoop's local disk, which also opens files with a colon in their names, such as {@code 2024-05-01T10:00.json}. Hadoop's own fails in
 * search of their checksums: it takes what stands before the colon for a scheme.
 *
 * @see <a href="https://issues.apache.org/jira/browse/HADOOP-14217">HADOOP-14217</a>
 */
public class ColonSafeDisk extends LocalFileSystem {
    private static final Map<String, String> SETTINGS = Map.of(
            LocalDisks.IMPLEMENTATION,
            ColonSafeDisk.class.getName(),
            // else it would be the one that others in this process have got already
            LocalDisks.IMPLEMENTATION + ".disable.cache",
            "true");

    /** As Hadoop makes it. */
    public ColonSafeDisk() {}

    ColonSafeDisk(FileSystem raw) {
        super(raw);
    }

    /** A configuration that can open this file: the same one, but for a name with a colon where local disks are Hadoop's own. */
    public static Configuration in(Configuration configuration, Path file) {
        if (!isWanted(configuration, file)) {
            return configuration;
        }
        var safe = new Configuration(configuration);
        SETTINGS.forEach(safe::set);
        return safe;
    }

    /**
     * The settings of Hadoop by which all of these files can be opened; none where nothing is wanted.
     *
     * @param uris of the files; of many only those with a colon in their names are looked at
     */
    public static Map<String, String> settings(Configuration configuration, Collection<String> uris) {
        boolean isWanted = uris.stream()
                .filter(uri -> uri.lastIndexOf(':') > uri.lastIndexOf('/'))
                .anyMatch(uri -> isWanted(configuration, new Path(uri)));
        return isWanted ? SETTINGS : Map.of();
    }

    /** Whether Hadoop's own could not open this file. */
    public static boolean isWanted(Configuration configuration, Path file) {
        var hadoops = LocalFileSystem.class.getName();
        var scheme = file.toUri().getScheme();
        return file.getName().indexOf(':') >= 0
                && (scheme == null || scheme.equals("file"))
                && configuration.get(LocalDisks.IMPLEMENTATION, hadoops).equals(hadoops);
    }

    @Override
    public Path getChecksumFile(Path file) {
        return new Path(Path.getPathWithoutSchemeAndAuthority(file.getParent()) + "/." + file.getName() + ".crc");
    }
}
