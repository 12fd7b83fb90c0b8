// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.verb;

import dev.mastic.core.failure.EtlException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the distribution lies that runs. */
public final class InstallationFolder {
    private InstallationFolder() {}

    /** The folder of the jar; what the property {@code mastic.home} says, where it says something. */
    public static Path home() {
        return Optional.ofNullable(System.getProperty("mastic.home"))
                .map(Path::of)
                .orElseGet(() -> jar().getParent());
    }

    private static Path jar() {
        try {
            return Path.of(InstallationFolder.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new EtlException("Cannot find the folder of Mastic: " + e.getMessage(), e);
        }
    }
}
