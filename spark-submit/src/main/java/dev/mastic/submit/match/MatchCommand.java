// SPDX-License-Identifier: Apache-2.0
// Copyright 2026 The Mastic authors
package dev.mastic.submit.match;

import dev.mastic.submit.verb.Group;
import picocli.CommandLine.Command;

/** Finds rows that are one thing. */
@Command(
        name = "match",
        mixinStandardHelpOptions = true,
        description = "Find rows that are one thing, and give them one match_id.",
        subcommands = {MatchRun.class, MatchIncremental.class, MatchTrain.class, MatchImportLabels.class})
public final class MatchCommand extends Group {}
